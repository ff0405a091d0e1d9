import type { ReactNode } from 'react'
import type { StatutDemande } from '#generated/supply-chain/types.ts'
import type { Format } from '../../locale/format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { RequestRow } from './queries.ts'
import type { RequestsText } from './text.ts'

const kinds: Readonly<Record<StatutDemande, 'good' | 'bad' | 'wait'>> = {
  en_attente: 'wait',
  approuvee: 'good',
  rejetee: 'bad',
}

type Options = {
  format: Format
  nameOf: (shop: number) => string
  actions: (row: RequestRow) => ReactNode
}

export const requestColumns = (
  text: RequestsText,
  { format: { dateTime, number }, nameOf, actions }: Options,
): readonly Column<RequestRow>[] => [
  {
    id: 'creee_a',
    title: text.since,
    value: ({ creee_a }) => creee_a,
    cell: ({ creee_a }) => <time dateTime={creee_a}>{dateTime(creee_a)}</time>,
    isSortable: true,
  },
  { id: 'magasin', title: text.shop, value: ({ magasin_id }) => nameOf(magasin_id), isSortable: true },
  { id: 'sku', title: text.sku, value: ({ sku }) => sku, cell: ({ sku }) => <code>{sku}</code>, isSortable: true },
  { id: 'nom', title: text.name, value: ({ nom }) => nom, isSortable: true, isWide: true },
  {
    id: 'quantite',
    title: text.quantity,
    value: ({ quantite }) => quantite,
    cell: ({ quantite }) => number(quantite),
    align: 'end',
    isSortable: true,
  },
  {
    id: 'statut',
    title: text.state,
    value: ({ statut }) => text[statut],
    cell: ({ statut }) => <Badge kind={kinds[statut]}>{text[statut]}</Badge>,
  },
  { id: 'motif', title: text.reason, value: ({ motif_rejet }) => motif_rejet },
  { id: 'actions', title: '', value: () => null, cell: actions },
]
