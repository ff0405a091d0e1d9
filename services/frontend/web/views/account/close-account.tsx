import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { CallFailure } from '#platform/http/failure.ts'
import { useText } from '../../locale/text.ts'
import { boutique } from '../../shell/api.ts'
import { queryClient } from '../../shell/query-client.ts'
import { customerId } from '../../shop/customer.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from '../../ui/states.tsx'
import { notify } from '../../ui/toast.tsx'
import { useErase } from './queries.ts'
import { accountText } from './text.ts'

const EraseFailure = ({ error }: { error: unknown }) => {
  const text = useText(accountText)
  const isInterrupted = error instanceof CallFailure && error.effect !== 'none'
  return isInterrupted ? <p className="notice">{text.interrupted}</p> : <Failure error={error} />
}

/** Erases the customer's data after they typed their e-mail address, and logs them out. It can't be undone. */
export const CloseAccount = ({ email, onClose }: { email: string; onClose: () => void }) => {
  const text = useText(accountText)
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [isChecked, setChecked] = useState(false)
  const { mutate, error, isPending } = useErase()
  const isConfirmed = typed.trim().toLowerCase() === email.toLowerCase()
  const leave = async (): Promise<void> => {
    await boutique.session.logOut()
    queryClient.clear()
    await navigate({ to: '/boutique/produits' })
    notify(text.erased)
  }
  const submit = (): void => {
    setChecked(true)
    if (isConfirmed) mutate(customerId(), { onSuccess: () => void leave() })
  }
  return (
    <FormDialog
      title={text.eraseTitle}
      text={text.eraseText}
      action={text.erase}
      kind="danger"
      busy={isPending}
      failure={error && <EraseFailure error={error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text.confirm}
        type="email"
        autoComplete="off"
        value={typed}
        onValue={setTyped}
        error={isChecked && !isConfirmed ? text.confirmInvalid : undefined}
      />
    </FormDialog>
  )
}
