import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { type TextIn, useText } from '../locale/text.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import type { Api } from './api.ts'
import './log-in.css'
import { queryClient } from './query-client.ts'
import type { LogInResult } from './session.ts'
import { shellText } from './text.ts'

type ShellText = TextIn<typeof shellText>

const isTemporary = (result: LogInResult): boolean => !result.ok && result.status === 409

const refusal = (result: LogInResult & { ok: false }, text: ShellText, hasNew: boolean): string => {
  if (isTemporary(result)) return text.temporaryPassword
  if (result.status === 400 && hasNew) return text.newPasswordRefused
  if (result.status === 400 || result.status === 401) return text.wrongCredentials
  if (result.status === 429) return text.tooManyLogIns(result.retryAfterS ?? 30)
  return text.logInFailed
}

/** E-mail and password, and a new password if the given one is temporary. After a log-in as another person nothing of the previous one stays in memory. */
export const LogInForm = ({ api, onDone }: { api: Api; onDone?: () => void }) => {
  const text = useText(shellText)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  /** Undefined until the shop answers that the password is temporary. */
  const [newPassword, setNewPassword] = useState<string>()
  const [failure, setFailure] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    const before = api.session.state()
    setBusy(true)
    const result = await api.session
      .logIn({ email, password, newPassword })
      .catch((): LogInResult => ({ ok: false, status: 0, retryAfterS: undefined }))
    setBusy(false)
    if (isTemporary(result)) setNewPassword('')
    if (!result.ok) return setFailure(refusal(result, text, newPassword !== undefined))
    const after = api.session.state()
    const isSame = before.kind === 'expired' && after.kind === 'open' && before.subject === after.subject
    if (isSame) await queryClient.invalidateQueries()
    else await queryClient.resetQueries()
    onDone?.()
  }
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!busy) void submit()
  }
  return (
    <form className="log-in-form" onSubmit={onSubmit}>
      <TextField label={text.email} type="email" autoComplete="username" required value={email} onValue={setEmail} />
      <TextField
        label={text.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onValue={setPassword}
      />
      {newPassword !== undefined && (
        <TextField
          label={text.newPassword}
          hint={text.newPasswordForm}
          type="password"
          autoComplete="new-password"
          minLength={8}
          required
          autoFocus
          value={newPassword}
          onValue={setNewPassword}
        />
      )}
      <div role="alert">{failure !== undefined && <p className="notice">{failure}</p>}</div>
      <Button type="submit" kind="primary" disabled={busy}>
        {text.logIn}
      </Button>
    </form>
  )
}

/** For people without an account. */
const Register = ({ api }: { api: Api }) => {
  const text = useText(shellText)
  if (api.application !== 'boutique') return null
  return (
    <p>
      {text.noAccount} <Link to="/boutique/inscription">{text.register}</Link>
    </p>
  )
}

/** The log-in at the address of the view that needs it, which appears afterwards. */
export const LogInPage = ({ api }: { api: Api }) => {
  const text = useText(shellText)
  return (
    <div className="log-in">
      <h1>{api.application === 'administration' ? text.logInStaff : text.logInShop}</h1>
      <LogInForm api={api} />
      <Register api={api} />
    </div>
  )
}

type DialogProps = { api: Api; why: string; onClose: () => void; onDone: () => void }

/** The log-in over a view that can be used without one, for an action that needs it. */
export const LogInDialog = ({ api, why, onClose, onDone }: DialogProps) => {
  const text = useText(shellText)
  return (
    <Dialog title={text.logIn} text={why} onClose={onClose}>
      <div className="dialog-body">
        <LogInForm api={api} onDone={onDone} />
        <Register api={api} />
      </div>
    </Dialog>
  )
}
