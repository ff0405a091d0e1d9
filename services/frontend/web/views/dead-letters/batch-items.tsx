import { useQuery } from '@tanstack/react-query'
import type { ElementLot, LotRelance } from '#generated/event-store/types.ts'
import { type Format, useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Badge } from '../../ui/badge.tsx'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Section } from '../../ui/section.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import type { Column } from '../../ui/table.tsx'
import { allItems, batchItems } from './queries.ts'
import { type DeadLettersText, deadLettersText } from './text.ts'
import { waitingOf } from './waiting.ts'

const kinds = { relancee: 'good', echouee: 'bad', ignoree: 'plain' } as const

const columnsOf = (text: DeadLettersText, { dateTime }: Format): readonly Column<ElementLot>[] => [
  { id: 'rang', title: text.rank, value: ({ rang }) => rang, align: 'end' },
  { id: 'lettre_id', title: text.number, value: ({ lettre_id }) => lettre_id, align: 'end' },
  {
    id: 'resultat',
    title: text.result,
    value: ({ resultat }) => (resultat === null ? text.waiting : text[resultat]),
    cell: ({ resultat }) => (
      <Badge kind={resultat === null ? 'wait' : kinds[resultat]}>
        {resultat === null ? text.waiting : text[resultat]}
      </Badge>
    ),
  },
  { id: 'detail', title: text.reason, value: ({ detail }) => detail },
  {
    id: 'fait_ms',
    title: text.doneAt,
    value: ({ fait_ms }) => (fait_ms === null ? null : new Date(fait_ms).toISOString()),
    cell: ({ fait_ms }) => fait_ms !== null && dateTime(new Date(fait_ms).toISOString()),
  },
]

type Props = { batch: LotRelance; cursor: string | undefined; onCursor: (cursor: string | undefined) => void }

/** The frozen set in the order in which it is sent, with each result. */
export const BatchItems = ({ batch, cursor, onCursor }: Props) => {
  const { lot_id, nombre } = batch
  const text = useText(deadLettersText)
  const columns = columnsOf(text, useFormat())
  const { data, error, isPending, refetch } = useQuery(batchItems(lot_id, cursor, nombre - waitingOf(batch)))
  return (
    <Section title={text.items}>
      {isPending && <Loading />}
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <PagedTable
          caption={text.items}
          columns={columns}
          rows={data.elements}
          rowId={({ rang }) => rang}
          cursor={cursor}
          next={data.curseur_suivant}
          onCursor={onCursor}
          exported={{ name: `lot-${lot_id}`, rows: () => allItems(lot_id) }}
          empty={<Empty title={text.emptyBatch} />}
        />
      )}
    </Section>
  )
}
