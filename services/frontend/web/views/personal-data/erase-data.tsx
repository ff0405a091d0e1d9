import { useState } from 'react'
import { useFormat } from '../../locale/format.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, FormDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { uiText } from '../../ui/text.ts'
import { useErase } from './queries.ts'
import { ReasonField } from './reason-field.tsx'
import { RequestFailure } from './request-failure.tsx'
import { personalDataText } from './text.ts'

const Erased = ({ at, onClose }: { at: string; onClose: () => void }) => {
  const text = useText(personalDataText)
  const ui = useText(uiText)
  const { dateTime } = useFormat()
  return (
    <Dialog title={text.effacerDonneesPersonnelles} text={text.erased(dateTime(at))} onClose={onClose}>
      <div className="dialog-body">
        <ul>
          <li>{text.erasedAccount}</li>
          <li>{text.erasedCheckouts}</li>
          <li>{text.erasedRest}</li>
        </ul>
        <div className="dialog-actions">
          <Button onClick={onClose}>{ui.close}</Button>
        </div>
      </div>
    </Dialog>
  )
}

/** Erases a customer's data after a reason and the beginning of the id were typed. It can't be undone. */
export const EraseData = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const text = useText(personalDataText)
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const { mutate, data, error, isPending } = useErase()
  const start = id.slice(0, 8)
  const isConfirmed = typed.trim() === start
  const submit = (): void => {
    setChecked(true)
    const motif = reason.trim()
    if (motif !== '' && isConfirmed) mutate({ id, motif })
  }
  if (data !== undefined) return <Erased at={data.efface_le} onClose={onClose} />
  return (
    <FormDialog
      title={text.eraseTitle}
      text={text.eraseText}
      action={text.erase}
      kind="danger"
      busy={isPending}
      failure={error && <RequestFailure error={error} isErasure />}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField value={reason} onValue={setReason} isChecked={isChecked} />
      <TextField
        label={text.confirm(start)}
        autoComplete="off"
        value={typed}
        onValue={setTyped}
        error={isChecked && !isConfirmed ? text.confirmInvalid : undefined}
      />
    </FormDialog>
  )
}
