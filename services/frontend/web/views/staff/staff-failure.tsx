import { type Problem, Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { Failure } from '../../ui/states.tsx'
import { staffText } from './text.ts'

/** Why a change of an account was refused, in the words of this view. */
export const StaffFailure = ({ error }: { error: unknown }) => {
  const text = useText(staffText)
  const problem: Problem | undefined = error instanceof Refused ? error.problem : undefined
  if (problem?.type === 'urn:sagabench:problem:courriel-pris') return <p className="notice">{text.emailTaken}</p>
  if (problem?.type === 'urn:sagabench:problem:dernier-administrateur')
    return <p className="notice">{text.lastAdministrator}</p>
  return <Failure error={error} />
}
