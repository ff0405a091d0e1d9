import { useState } from 'react'
import type { RoleEmploye } from '#generated/ecommerce/types.ts'
import { useText } from '../../locale/text.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { PassOn } from './pass-on.tsx'
import { newPasswords, useCreate } from './queries.ts'
import { RoleField } from './role-field.tsx'
import { StaffFailure } from './staff-failure.tsx'
import { staffText } from './text.ts'

/** Creates an account, and shows its temporary password. */
export const CreateAccount = ({ onClose }: { onClose: () => void }) => {
  const text = useText(staffText)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<RoleEmploye>('commis')
  const [passwords] = useState(newPasswords)
  const [isChecked, setChecked] = useState(false)
  const { mutate, data, error, isPending } = useCreate()
  const [nom, courriel] = [name.trim(), email.trim()]
  const isEmail = /^[^\s@]+@[^\s@]+$/.test(courriel)
  const submit = (): void => {
    setChecked(true)
    if (nom !== '' && isEmail) mutate({ nom, courriel, role, ...passwords })
  }
  if (data !== undefined) return <PassOn name={data.nom} password={passwords.temporary} onClose={onClose} />
  return (
    <FormDialog
      title={text.create}
      text={text.createText}
      action={text.create}
      busy={isPending}
      failure={error && <StaffFailure error={error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField
        label={text.name}
        maxLength={200}
        autoComplete="off"
        value={name}
        onValue={setName}
        error={isChecked && nom === '' ? text.nameInvalid : undefined}
      />
      <TextField
        label={text.email}
        type="email"
        maxLength={254}
        autoComplete="off"
        value={email}
        onValue={setEmail}
        error={isChecked && !isEmail ? text.emailInvalid : undefined}
      />
      <RoleField role={role} onRole={setRole} />
    </FormDialog>
  )
}
