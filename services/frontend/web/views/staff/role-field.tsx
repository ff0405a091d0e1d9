import type { RoleEmploye } from '#generated/ecommerce/types.ts'
import { useText } from '../../locale/text.ts'
import { useRoleName } from '../../shell/role-names.ts'
import { oneOf } from '../../shell/search.ts'
import { SelectField } from '../../ui/field.tsx'
import { roles } from './queries.ts'
import { staffText } from './text.ts'

export const RoleField = ({ role, onRole }: { role: RoleEmploye; onRole: (role: RoleEmploye) => void }) => {
  const text = useText(staffText)
  const roleName = useRoleName()
  return (
    <SelectField
      label={text.role}
      value={role}
      onValue={(value) => onRole(oneOf(roles, value) ?? role)}
      options={roles.map((one) => [one, roleName(one)])}
    />
  )
}
