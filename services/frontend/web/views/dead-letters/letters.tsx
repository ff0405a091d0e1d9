import { useQuery } from '@tanstack/react-query'
import type { LettreMorte } from '#generated/event-store/types.ts'
import { type Problem, Refused } from '#sdk/problems.ts'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import type { SearchChange } from '../../shell/search.ts'
import { Button } from '../../ui/button.tsx'
import { describeFailure } from '../../ui/failure.ts'
import { PagedTable } from '../../ui/paged-table.tsx'
import { Empty, ErrorState, Loading } from '../../ui/states.tsx'
import { uiText } from '../../ui/text.ts'
import { notify, notifyFailure } from '../../ui/toast.tsx'
import { letterColumns } from './letter-columns.tsx'
import { allLetters, letterPage, useRedrive } from './queries.ts'
import type { DeadLetterSearch } from './search.ts'
import { deadLettersText } from './text.ts'

const Redrive = ({ letter: { lettre_id, groupe } }: { letter: LettreMorte }) => {
  const text = useText(deadLettersText)
  const ui = useText(uiText)
  const redrive = useRedrive()
  const onError = (error: unknown): void => {
    const problem: Problem | undefined = error instanceof Refused ? error.problem : undefined
    const isOld = problem?.type === 'urn:sagabench:problem:lettre-deja-relancee'
    notifyFailure(isOld ? text.redrivenBefore : describeFailure(error, ui))
  }
  return (
    <div className="row-actions">
      <Button
        kind="quiet"
        disabled={redrive.isPending}
        onClick={() =>
          redrive.mutate(lettre_id, { onSuccess: () => notify(text.redriven(lettre_id, groupe)), onError })
        }
      >
        {text.redrive}
      </Button>
    </div>
  )
}

type Props = { search: DeadLetterSearch; onChange: (change: SearchChange<DeadLetterSearch>) => void }

/** The dead letters of all groups, oldest first. */
export const Letters = ({ search, onChange }: Props) => {
  const text = useText(deadLettersText)
  const actions = (letter: LettreMorte) => letter.etat === 'ouverte' && <Redrive letter={letter} />
  const columns = letterColumns(text, { format: useFormat(), actions })
  const { data, error, isPending, refetch } = useQuery(letterPage(search))
  if (isPending) return <Loading />
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { elements: letters, curseur_suivant: next } = data
  return (
    <PagedTable
      caption={text.letters}
      columns={columns}
      rows={letters}
      rowId={({ lettre_id }) => lettre_id}
      cursor={search.curseur}
      next={next}
      onCursor={(curseur) => onChange({ curseur })}
      exported={{ name: 'lettres-mortes', rows: () => allLetters(search) }}
      empty={<Empty title={text.none}>{text.noneText}</Empty>}
    />
  )
}
