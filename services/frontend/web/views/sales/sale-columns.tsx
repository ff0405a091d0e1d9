import type { VenteListee } from '#generated/commandes/types.ts'
import type { Format } from '../../locale/format.ts'
import { Badge } from '../../ui/badge.tsx'
import type { Column } from '../../ui/table.tsx'
import type { SalesText } from './text.ts'

export const saleColumns = (text: SalesText, { money, dateTime }: Format): readonly Column<VenteListee>[] => [
  {
    id: 'creee_a',
    title: text.recordedAt,
    value: ({ creee_a }) => creee_a,
    cell: ({ creee_a }) => <time dateTime={creee_a}>{dateTime(creee_a)}</time>,
    isSortable: true,
  },
  {
    id: 'total',
    title: text.total,
    value: ({ total_cents }) => total_cents / 100,
    cell: ({ total_cents }) => money(total_cents),
    align: 'end',
    isSortable: true,
  },
  {
    id: 'etat',
    title: text.state,
    value: ({ etat }) => (etat === 'annulee' ? text.cancelled : text.recorded),
    cell: ({ etat }) => (
      <Badge kind={etat === 'annulee' ? 'bad' : 'good'}>{etat === 'annulee' ? text.cancelled : text.recorded}</Badge>
    ),
    isSortable: true,
  },
  {
    id: 'annulee_a',
    title: text.cancelledAt,
    value: ({ annulee_a }) => annulee_a,
    cell: ({ annulee_a }) => annulee_a !== null && <time dateTime={annulee_a}>{dateTime(annulee_a)}</time>,
  },
  { id: 'motif', title: text.reason, value: ({ motif }) => motif },
  {
    id: 'commande_id',
    title: text.order,
    value: ({ commande_id }) => commande_id,
    cell: ({ commande_id }) => <code>{commande_id}</code>,
  },
  {
    id: 'client_id',
    title: text.customer,
    value: ({ client_id }) => client_id,
    cell: ({ client_id }) => <code>{client_id}</code>,
  },
]
