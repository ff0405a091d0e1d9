import { type Problem, Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { useForceUndo } from './detail-queries.ts'
import { detailText } from './detail-text.ts'

const UndoFailure = ({ error }: { error: unknown }) => {
  const text = useText(detailText)
  const problem: Problem | undefined = error instanceof Refused ? error.problem : undefined
  return problem?.type === 'urn:sagabench:problem:saga-terminee' ? (
    <p className="notice">{text.hasEnded}</p>
  ) : (
    <Failure error={error} />
  )
}

/** Stops an orchestrated checkout and undoes its effects, after a confirmation that names the consequence. */
export const ForceUndo = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const text = useText(detailText)
  const force = useForceUndo()
  const onSuccess = (): void => {
    notify(text.undoForced)
    onClose()
  }
  return (
    <FormDialog
      title={text.forceUndoOf}
      text={text.forceUndoText}
      action={text.forceUndo}
      kind="danger"
      busy={force.isPending}
      failure={force.error && <UndoFailure error={force.error} />}
      onSubmit={() => force.mutate(id, { onSuccess })}
      onClose={onClose}
    />
  )
}
