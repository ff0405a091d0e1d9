import type { Log } from '#platform/base/log.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { nouvelEmploye } from './domain/employe.ts'
import { regleEnfreinte } from './domain/mot-de-passe.ts'
import { hashPassword } from './infrastructure/password.ts'
import { ensureFirstAdministrator, hasAdministrator } from './infrastructure/staff-store.ts'

/**
 * Creates the first administrator. In a shop that has one, the settings have no effect.
 * @throws if there is none and the address or the password breaks a rule, so that the process refuses to start
 */
export const createFirstAdministrator = async (
  pool: Pool,
  { email, password, log }: { email: string; password: string; log: Log },
): Promise<void> => {
  if (await hasAdministrator(pool)) return
  const account = nouvelEmploye({ nom: 'Administrator', courriel: email, role: 'administrateur' })
  if ('kind' in account) throw new Error(`FIRST_ADMIN_EMAIL is "${email}"; it must be ${account.regle}`)
  const rule = regleEnfreinte(password, account)
  if (rule !== undefined) throw new Error(`FIRST_ADMIN_PASSWORD is rejected; it must be ${rule}`)
  if (await ensureFirstAdministrator(pool, { ...account, hash: await hashPassword(password) }))
    log.info({ account: account.courriel }, 'created the first administrator')
}
