import { useState } from 'react'
import type { Employe } from '#generated/ecommerce/types.ts'
import { useText } from '../../locale/text.ts'
import { useRoleName } from '../../shell/role-names.ts'
import { FormDialog } from '../../ui/dialog.tsx'
import { notify } from '../../ui/toast.tsx'
import { PassOn } from './pass-on.tsx'
import { newPassword } from './password.ts'
import { useChange, useTemporaryPassword } from './queries.ts'
import { RoleField } from './role-field.tsx'
import { StaffFailure } from './staff-failure.tsx'
import { staffText } from './text.ts'

type Props = { account: Employe; onClose: () => void }

export const ChangeRole = ({ account: { employe_id, nom, role: before, actif }, onClose }: Props) => {
  const text = useText(staffText)
  const roleName = useRoleName()
  const [role, setRole] = useState(before)
  const { mutate, error, isPending } = useChange()
  const submit = (): void => {
    const onSuccess = (): void => {
      notify(text.roleChanged(nom, roleName(role)))
      onClose()
    }
    mutate({ employe_id, role, actif }, { onSuccess })
  }
  return (
    <FormDialog
      title={text.changeRoleOf(nom)}
      text={text.changeRoleText}
      action={text.changeRole}
      busy={isPending}
      failure={error && <StaffFailure error={error} />}
      onSubmit={submit}
      onClose={onClose}
    >
      <RoleField role={role} onRole={setRole} />
    </FormDialog>
  )
}

/** Disables an account. It can be enabled again. */
export const DisableAccount = ({ account, isOwn, onClose }: Props & { isOwn: boolean }) => {
  const text = useText(staffText)
  const { employe_id, nom, role } = account
  const { mutate, error, isPending } = useChange()
  const submit = (): void => {
    const onSuccess = (): void => {
      notify(text.disableDone(nom))
      onClose()
    }
    mutate({ employe_id, role, actif: false }, { onSuccess })
  }
  return (
    <FormDialog
      title={text.disableOf(nom)}
      text={isOwn ? `${text.disableText} ${text.disableSelf}` : text.disableText}
      action={text.disable}
      kind="danger"
      busy={isPending}
      failure={error && <StaffFailure error={error} />}
      onSubmit={submit}
      onClose={onClose}
    />
  )
}

/** Sets a random temporary password, and shows it. */
export const SetPassword = ({ account: { employe_id, nom }, onClose }: Props) => {
  const text = useText(staffText)
  const [password] = useState(newPassword)
  const { mutate, data, error, isPending } = useTemporaryPassword()
  if (data !== undefined) return <PassOn name={nom} password={password} onClose={onClose} />
  return (
    <FormDialog
      title={text.setPasswordOf(nom)}
      text={text.setPasswordText}
      action={text.setPasswordAction}
      kind="danger"
      busy={isPending}
      failure={error && <StaffFailure error={error} />}
      onSubmit={() => mutate({ employe_id, password })}
      onClose={onClose}
    />
  )
}
