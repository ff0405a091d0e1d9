import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import {
  creerEmploye,
  definirMotDePasseProvisoire,
  listerEmployes,
  modifierEmploye,
} from '#generated/ecommerce/client.ts'
import type { ChangementEmploye, Employe, RoleEmploye } from '#generated/ecommerce/types.ts'
import { elements } from '#sdk/pages.ts'
import { bodyOf } from '#sdk/problems.ts'
import { administration } from '../../shell/api.ts'
import { useOnce } from '../../shell/idempotency.ts'
import { queryClient } from '../../shell/query-client.ts'
import { newPassword } from './password.ts'
import type { StaffSearch } from './search.ts'

const { transport } = administration
const rowsOfPage = 50

export const roles = ['commis', 'gerant', 'administrateur'] as const satisfies readonly RoleEmploye[]

export const staffPage = ({ curseur }: StaffSearch) =>
  queryOptions({
    queryKey: ['staff', 'rows', curseur],
    queryFn: async ({ signal }) => {
      const query = { limite: rowsOfPage, ...(curseur && { curseur }) }
      return bodyOf(await listerEmployes(transport, { query }, { signal }))
    },
    placeholderData: keepPreviousData, // the rows stay while the next ones load
  })

export const allStaff = (): AsyncIterable<Employe> => elements(listerEmployes, transport, { query: { limite: 100 } })

const refresh = () =>
  Promise.all(['staff', 'operation-log'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))

const setPassword = async (employe_id: string, mot_de_passe: string, idempotencyKey: string): Promise<Employe> =>
  bodyOf(
    await definirMotDePasseProvisoire(transport, { path: { employe_id }, body: { mot_de_passe } }, { idempotencyKey }),
  )

export type NewStaff = { nom: string; courriel: string; role: RoleEmploye; unused: string; temporary: string }

/**
 * Creates an account with a temporary password. The account first gets a random password that nobody sees, so if the second step fails,
 * nobody can log in until an administrator sets a temporary password.
 */
export const useCreate = () =>
  useOnce(async ({ nom, courriel, role, unused, temporary }: NewStaff, idempotencyKey) => {
    const body = { nom, courriel, role, mot_de_passe: unused }
    const { employe_id } = bodyOf(await creerEmploye(transport, { body }, { idempotencyKey }))
    return setPassword(employe_id, temporary, `${idempotencyKey}-password`) // a key belongs to one request
  }, refresh)

export const useChange = () =>
  useOnce(
    async ({ employe_id, ...body }: ChangementEmploye & { employe_id: string }, idempotencyKey) =>
      bodyOf(await modifierEmploye(transport, { path: { employe_id }, body }, { idempotencyKey })),
    refresh,
  )

export const useTemporaryPassword = () =>
  useOnce(
    ({ employe_id, password }: { employe_id: string; password: string }, idempotencyKey) =>
      setPassword(employe_id, password, idempotencyKey),
    refresh,
  )

/** The passwords of a new account. */
export const newPasswords = () => ({ unused: newPassword(), temporary: newPassword() })
