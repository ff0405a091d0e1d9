import { useQuery } from '@tanstack/react-query'
import type { LotRelance } from '#generated/event-store/types.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { Figure, Figures } from '../../ui/figure.tsx'
import { Section } from '../../ui/section.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { BatchActions } from './batch-actions.tsx'
import { BatchItems } from './batch-items.tsx'
import { BatchState } from './batches.tsx'
import { batchOf } from './queries.ts'
import type { DeadLetterSearch } from './search.ts'
import { SelectionOf } from './selection.tsx'
import { deadLettersText } from './text.ts'
import { waitingOf } from './waiting.ts'

type Props = {
  id: string
  search: DeadLetterSearch
  onChange: (change: SearchChange<DeadLetterSearch>) => void
}

const Content = ({ batch, search, onChange }: Omit<Props, 'id'> & { batch: LotRelance }) => {
  const text = useText(deadLettersText)
  const { dateTime, number } = useFormat()
  return (
    <>
      <Section
        title={text.batchTitle(dateTime(new Date(batch.cree_ms).toISOString()))}
        text={
          <>
            <SelectionOf filter={batch.filtre} />. {batch.raison} ({batch.cree_par})
          </>
        }
        actions={
          <Button kind="quiet" onClick={() => onChange({ lot_id: undefined, curseur: undefined })}>
            {text.back}
          </Button>
        }
      >
        <div className="row" role="status">
          <BatchState state={batch.etat} /> {text.count(batch.nombre)}
        </div>
        <Figures>
          <Figure label={text.waiting} value={number(waitingOf(batch))} />
          <Figure label={text.sent} value={number(batch.relancees)} />
          <Figure label={text.failed} value={number(batch.echouees)} />
          <Figure label={text.skipped} value={number(batch.ignorees)} />
        </Figures>
        <BatchActions batch={batch} />
      </Section>
      <BatchItems batch={batch} cursor={search.curseur} onCursor={(curseur) => onChange({ curseur })} />
    </>
  )
}

/** A batch: its frozen set, its rate, and the result of each dead letter. */
export const Batch = ({ id, ...rest }: Props) => {
  const { data, error, isPending, refetch } = useQuery(batchOf(id))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  return <Content batch={data} {...rest} />
}
