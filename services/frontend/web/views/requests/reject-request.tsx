import { useState } from 'react'
import { useText } from '../../locale/text.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { notify } from '../../ui/toast.tsx'
import { DecisionFailure } from './decision-failure.tsx'
import { type RequestRow, useReject } from './queries.ts'
import { requestsText } from './text.ts'

/** Rejects a request with a reason. It can't be undone. */
export const RejectRequest = ({ row: { demande_id, nom }, onClose }: { row: RequestRow; onClose: () => void }) => {
  const text = useText(requestsText)
  const [reason, setReason] = useState('')
  const [isChecked, setChecked] = useState(false)
  const reject = useReject()
  const motif = reason.trim()
  const submit = (): void => {
    setChecked(true)
    if (motif === '') return
    const onSuccess = (): void => {
      notify(text.rejected(nom))
      onClose()
    }
    reject.mutate({ demande_id, motif }, { onSuccess })
  }
  return (
    <FormDialog
      title={text.rejectOf(nom)}
      text={text.rejectText}
      action={text.reject}
      kind="danger"
      busy={reject.isPending}
      failure={reject.error && <DecisionFailure error={reject.error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text.reason}
        maxLength={200}
        autoComplete="off"
        value={reason}
        onValue={setReason}
        error={isChecked && motif === '' ? text.reasonInvalid : undefined}
      />
    </FormDialog>
  )
}
