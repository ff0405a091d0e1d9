import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { EtatLot, LotRelance } from '#generated/event-store/types.ts'
import { type Format, useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Badge } from '../../ui/badge.tsx'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import type { Column } from '../../ui/table.tsx'
import { allBatches, batchPage } from './queries.ts'
import type { DeadLetterSearch } from './search.ts'
import { selectionText } from './selection.tsx'
import { type DeadLettersText, deadLettersText } from './text.ts'

const kinds: Readonly<Record<EtatLot, 'good' | 'wait' | 'plain'>> = {
  prepare: 'plain',
  en_cours: 'wait',
  en_pause: 'wait',
  annule: 'plain',
  termine: 'good',
}

const stateText = (text: DeadLettersText, state: EtatLot): string =>
  ({
    prepare: text.isPrepared,
    en_cours: text.isSending,
    en_pause: text.isPaused,
    annule: text.isCancelled,
    termine: text.isFinished,
  })[state]

export const BatchState = ({ state }: { state: EtatLot }) => {
  const text = useText(deadLettersText)
  return <Badge kind={kinds[state]}>{stateText(text, state)}</Badge>
}

const columnsOf = (text: DeadLettersText, format: Format): readonly Column<LotRelance>[] => [
  {
    id: 'cree_ms',
    title: text.createdAt,
    value: ({ cree_ms }) => new Date(cree_ms).toISOString(),
    cell: ({ lot_id, cree_ms }) => {
      const at = new Date(cree_ms).toISOString()
      return (
        <Link
          to="/back-office/lettres-mortes"
          search={{ vue: 'lots', lot_id }}
          aria-label={text.openBatch(format.dateTime(at))}
        >
          <time dateTime={at}>{format.dateTime(at)}</time>
        </Link>
      )
    },
  },
  {
    id: 'etat',
    title: text.state,
    value: ({ etat }) => stateText(text, etat),
    cell: ({ etat }) => <BatchState state={etat} />,
  },
  { id: 'filtre', title: text.selection, value: ({ filtre }) => selectionText(text, format, filtre) },
  { id: 'raison', title: text.reason, value: ({ raison }) => raison },
  { id: 'nombre', title: text.size, value: ({ nombre }) => nombre, align: 'end' },
  { id: 'relancees', title: text.sent, value: ({ relancees }) => relancees, align: 'end' },
  { id: 'echouees', title: text.failed, value: ({ echouees }) => echouees, align: 'end' },
  { id: 'ignorees', title: text.skipped, value: ({ ignorees }) => ignorees, align: 'end' },
  { id: 'cree_par', title: text.createdBy, value: ({ cree_par }) => cree_par },
]

type Props = { search: DeadLetterSearch; onChange: (change: SearchChange<DeadLetterSearch>) => void }

/** The batches, newest first. */
export const Batches = ({ search, onChange }: Props) => {
  const text = useText(deadLettersText)
  const columns = columnsOf(text, useFormat())
  const { data, error, isPending, refetch } = useQuery(batchPage(search.curseur))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { elements: batches, curseur_suivant: next } = data
  return (
    <PagedTable
      caption={text.batches}
      columns={columns}
      rows={batches}
      rowId={({ lot_id }) => lot_id}
      cursor={search.curseur}
      next={next}
      onCursor={(curseur) => onChange({ curseur })}
      exported={{ name: 'lots', rows: allBatches }}
      empty={<Empty title={text.noBatches}>{text.noBatchesText}</Empty>}
    />
  )
}
