import { randomUUID } from 'node:crypto'
import { createLog } from '#platform/base/log.ts'
import { tokenOf } from '../../testing.ts'
import { createFirstAdministrator } from '../first-administrator.ts'
import type { Shop } from '../testing.ts'

// Shared by the tests of staff accounts and sessions.

export const password = 'fleur-de-sel-8'
export const administration = { caller: 'application-administration' }
export const employes = '/api/commandes/employes/'

type By = { key?: string; token?: string }

/** Creates the first administrator. Returns the requests of the back office, which are the administrator's unless they name a token. */
export const backOffice = async (shop: Shop) => {
  const log = createLog({ name: 'test', level: 'silent' })
  await createFirstAdministrator(shop.pool, { email: 'owner@example.org', password, log })
  const { rows } = await shop.pool.raw.query('select employe_id from employe')
  const owner: string = rows[0].employe_id
  const token = await tokenOf('administrateur', owner)

  const create = (changes: object = {}, by: By = {}) => {
    const body = { nom: 'Denise Roy', courriel: `${randomUUID()}@example.org`, mot_de_passe: password, role: 'commis' }
    const ask = { ...administration, token, key: randomUUID(), ...by }
    return shop.ask('POST', employes, { ...ask, body: { ...body, ...changes } })
  }
  const created = async (role: string) => (await create({ role })).json() as { employe_id: string; courriel: string }
  const change = (id: string, role: string, actif: boolean, by: By = {}) =>
    shop.ask('PUT', `${employes}${id}/`, { ...administration, token, key: randomUUID(), ...by, body: { role, actif } })
  const logIn = (courriel: string, mot_de_passe = password) =>
    shop.ask('POST', '/api/commandes/sessions/employes/', { ...administration, body: { courriel, mot_de_passe } })
  const renew = (jeton_renouvellement: string, key: string = randomUUID(), caller = administration.caller) =>
    shop.ask('POST', '/api/commandes/sessions/renouvellements/', { caller, key, body: { jeton_renouvellement } })
  const session = async (role = 'commis') => {
    const account = await created(role)
    return { ...account, ...((await logIn(account.courriel)).json() as { jeton_renouvellement: string }) }
  }
  return { owner, token, create, created, change, logIn, renew, session }
}

export const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
