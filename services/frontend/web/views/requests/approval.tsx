import { useQuery } from '@tanstack/react-query'
import { Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { useShops } from '../../lookup/shops.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, FormDialog } from '../../ui/dialog.tsx'
import { ErrorState, Loading } from '../../ui/states.tsx'
import { uiText } from '../../ui/text.ts'
import { ApprovalSteps } from './approval-steps.tsx'
import { DecisionFailure } from './decision-failure.tsx'
import { approvalOf, type RequestRow, useApprove } from './queries.ts'
import { requestsText } from './text.ts'

type WatchProps = { id: string; isStarting: boolean; error: Error | null; onClose: () => void }

/** The latest approval of a request, read again while it runs. */
const Watch = ({ id, isStarting, error: refusal, onClose }: WatchProps) => {
  const text = useText(requestsText)
  const ui = useText(uiText)
  const { data, error, isPending, refetch } = useQuery(approvalOf(id, isStarting))
  // A refused or undone approval is shown by its steps.
  const isShownBySteps = refusal instanceof Refused && data !== null && data !== undefined
  return (
    <Dialog title={text.stepsOf} onClose={onClose} wide>
      <div className="dialog-body">
        {isPending && <Loading />}
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data === null && <p role="status">{isStarting ? text.starting : text.never}</p>}
        {data && <ApprovalSteps approval={data} />}
        {refusal && !isShownBySteps && <DecisionFailure error={refusal} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>{ui.close}</Button>
        </div>
      </div>
    </Dialog>
  )
}

export const WatchApproval = ({ id, onClose }: { id: string; onClose: () => void }) => (
  <Watch id={id} isStarting={false} error={null} onClose={onClose} />
)

/** Confirms an approval, starts it, and shows its steps to the end. */
export const ApproveRequest = ({ row, onClose }: { row: RequestRow; onClose: () => void }) => {
  const text = useText(requestsText)
  const { nameOf } = useShops()
  const approve = useApprove()
  if (!approve.isIdle)
    return <Watch id={row.demande_id} isStarting={approve.isPending} error={approve.error} onClose={onClose} />
  return (
    <FormDialog
      title={text.approveOf(row.nom)}
      text={text.approveText(row.quantite, nameOf(row.magasin_id))}
      action={text.approve}
      busy={false}
      onSubmit={() => approve.mutate(row.demande_id)}
      onClose={onClose}
    />
  )
}
