import { CallFailure } from '#platform/http/failure.ts'
import { type Problem, Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { Failure } from '../../ui/states.tsx'
import { personalDataText } from './text.ts'

/** Why an export or an erasure failed, in the words of this view. */
export const RequestFailure = ({ error, isErasure = false }: { error: unknown; isErasure?: boolean }) => {
  const text = useText(personalDataText)
  const problem: Problem | undefined = error instanceof Refused ? error.problem : undefined
  if (problem?.type === 'urn:sagabench:problem:client-inconnu') return <p className="notice">{text.unknown}</p>
  if (problem?.type === 'urn:sagabench:problem:export-incomplet')
    return <p className="notice">{text.incomplete(problem.parties.join(', '))}</p>
  if (isErasure && error instanceof CallFailure && error.effect !== 'none')
    return <p className="notice">{text.interrupted}</p>
  return <Failure error={error} />
}
