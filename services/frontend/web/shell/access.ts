import { accessOf, type Role, roles } from '#generated/roles.ts'
import type { SessionState } from './session.ts'

/** Who may use a view: those roles that may call all of these operations, or the listed ones. */
export type Needs = { readonly operations: readonly string[] } | { readonly roles: readonly Role[] }

const mayCall = (role: Role, operation: string): boolean => {
  const access = accessOf[operation]
  if (access === undefined) throw new Error(`${operation} takes no token; list the roles of this view instead`)
  return access[role] !== 'none'
}

/** The roles that may use a view. */
export const rolesFor = (needs: Needs): readonly Role[] =>
  'roles' in needs ? needs.roles : roles.filter((role) => needs.operations.every((one) => mayCall(role, one)))

/** Whether a person may call an operation: for buttons within a view. */
export const may = (session: SessionState, operation: string): boolean =>
  session.kind !== 'none' && session.kind !== 'unknown' && mayCall(session.role, operation)
