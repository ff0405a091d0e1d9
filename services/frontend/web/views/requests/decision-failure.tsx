import { type Problem, Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { Failure } from '../../ui/states.tsx'
import { requestsText } from './text.ts'

/** Why a decision was refused, in the words of this view. */
export const DecisionFailure = ({ error }: { error: unknown }) => {
  const text = useText(requestsText)
  const problem: Problem | undefined = error instanceof Refused ? error.problem : undefined
  return problem?.type === 'urn:sagabench:problem:demande-deja-traitee' ? (
    <p className="notice">{text.decided}</p>
  ) : (
    <Failure error={error} />
  )
}
