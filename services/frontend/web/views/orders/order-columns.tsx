import type { ReactNode } from 'react'
import type { VenteListee } from '#generated/commandes/types.ts'
import type { Format } from '../../locale/format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { OrdersText } from './text.ts'

/** The columns of the list; `action` renders the button of an order. */
export const orderColumns = (
  text: OrdersText & { total: string },
  { money, dateTime }: Format,
  action: (order: VenteListee) => ReactNode,
): readonly Column<VenteListee>[] => [
  {
    id: 'date',
    title: text.placedOn,
    value: ({ creee_a }) => creee_a,
    cell: ({ creee_a }) => <time dateTime={creee_a}>{dateTime(creee_a)}</time>,
  },
  {
    id: 'total',
    title: text.total,
    value: ({ total_cents }) => total_cents / 100,
    cell: ({ total_cents }) => money(total_cents),
    align: 'end',
  },
  {
    id: 'etat',
    title: text.state,
    value: ({ etat }) => (etat === 'annulee' ? text.cancelled : text.placed),
    cell: ({ etat }) => (
      <Badge kind={etat === 'annulee' ? 'bad' : 'good'}>{etat === 'annulee' ? text.cancelled : text.placed}</Badge>
    ),
  },
  {
    id: 'numero',
    title: text.number,
    value: ({ commande_id }) => commande_id,
    cell: ({ commande_id }) => <code>{commande_id}</code>,
  },
  {
    id: 'annulee',
    title: text.cancelledOn,
    value: ({ annulee_a }) => annulee_a,
    cell: ({ annulee_a }) => annulee_a && dateTime(annulee_a),
  },
  { id: 'actions', title: '', value: () => null, cell: action },
]
