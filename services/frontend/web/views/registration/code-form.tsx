import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { Refused } from '#sdk/problems.ts'
import { useText } from '../../locale/text.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Failure } from '../../ui/states.tsx'
import { useConfirm } from './queries.ts'
import { registrationText } from './text.ts'

const codeForm = /^[A-Za-z0-9_-]{43}$/

/** Takes the code of the message. */
export const CodeForm = ({ onOpened }: { onOpened: () => void }) => {
  const text = useText(registrationText)
  const [code, setCode] = useState('')
  const [isChecked, setChecked] = useState(false)
  const confirm = useConfirm()
  const isValid = codeForm.test(code.trim())
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setChecked(true)
    if (isValid && !confirm.isPending) confirm.mutate(code.trim(), { onSuccess: onOpened })
  }
  return (
    <form className="log-in-form" onSubmit={submit} noValidate>
      <TextField
        label={text.code}
        autoComplete="one-time-code"
        value={code}
        onValue={setCode}
        error={isChecked && !isValid ? text.codeInvalid : undefined}
      />
      <div role="alert">
        {confirm.error instanceof Refused && <p className="notice">{text.codeRefused}</p>}
        {confirm.error && !(confirm.error instanceof Refused) && <Failure error={confirm.error} />}
      </div>
      <Button type="submit" kind="primary" disabled={confirm.isPending}>
        {text.open}
      </Button>
      <Link to="/boutique/inscription" search={{}}>
        {text.again}
      </Link>
    </form>
  )
}
