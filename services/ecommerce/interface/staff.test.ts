import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createLog } from '#platform/base/log.ts'
import { tokenOf } from '../../testing.ts'
import { createFirstAdministrator } from '../first-administrator.ts'
import { type Shop, startShop } from '../testing.ts'

const password = 'fleur-de-sel-8'
const administration = { caller: 'application-administration' }
const employes = '/api/commandes/employes/'

let shop: Shop
let owner: string
let token: string
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
  owner = await firstAdministrator()
  token = await tokenOf('administrateur', owner)
})
afterAll(() => shop.stop())

const firstAdministrator = async (): Promise<string> => {
  const account = { email: 'owner@example.org', password, log: createLog({ name: 'test', level: 'silent' }) }
  await createFirstAdministrator(shop.pool, account)
  const { rows } = await shop.pool.raw.query('select employe_id from employe')
  return rows[0].employe_id
}
type By = { key?: string; token?: string }
const create = (changes: object = {}, by: By = {}) => {
  const body = { nom: 'Denise Roy', courriel: `${randomUUID()}@example.org`, mot_de_passe: password, role: 'commis' }
  return shop.ask('POST', employes, {
    ...administration,
    token,
    key: randomUUID(),
    ...by,
    body: { ...body, ...changes },
  })
}
const created = async (role: string) => (await create({ role })).json() as { employe_id: string; courriel: string }
const change = (id: string, role: string, actif: boolean, by: By = {}) =>
  shop.ask('PUT', `${employes}${id}/`, { ...administration, token, key: randomUUID(), ...by, body: { role, actif } })
const logIn = (courriel: string, mot_de_passe = password) =>
  shop.ask('POST', '/api/commandes/sessions/employes/', { ...administration, body: { courriel, mot_de_passe } })
const renew = (jeton_renouvellement: string, key: string = randomUUID(), caller = administration.caller) =>
  shop.ask('POST', '/api/commandes/sessions/renouvellements/', { caller, key, body: { jeton_renouvellement } })
const logOut = (jeton_renouvellement: string) =>
  shop.ask('POST', '/api/commandes/sessions/fermetures/', { key: randomUUID(), body: { jeton_renouvellement } })
const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())
const session = async (role = 'commis') => {
  const account = await created(role)
  return { ...account, ...((await logIn(account.courriel)).json() as { jeton: string; jeton_renouvellement: string }) }
}

describe('accounts of the staff', () => {
  it('an administrator creates an account, with which the person logs in under its role', async () => {
    const { employe_id, courriel } = await created('gerant')
    const answer = await logIn(courriel.toUpperCase())
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ employe_id, role: 'gerant', expire_dans_s: 300 })
    const claims = claimsOf(answer.json().jeton)
    expect(claims).toMatchObject({ sub: employe_id, role: 'gerant', aud: 'sagabench' })
  })

  it('a repeated request creates one account, and an address has one account', async () => {
    const [key, courriel] = [randomUUID(), `${randomUUID()}@example.org`]
    const first = await create({ courriel }, { key })
    expect(first.statusCode).toBe(201)
    expect((await create({ courriel }, { key })).json()).toEqual(first.json())
    const second = await create({ courriel: courriel.toUpperCase() })
    expect([second.statusCode, second.json().type]).toEqual([409, 'urn:sagabench:problem:courriel-pris'])
    expect((await create({ courriel, nom: 'Another' }, { key })).statusCode).toBe(422)
    expect((await create({ courriel, mot_de_passe: 'sel-de-fleur-9' }, { key })).statusCode).toBe(422)
  })

  it.each([
    ['a common password', { mot_de_passe: 'password1' }, '/mot_de_passe'],
    ['a blank name', { nom: ' x '.replace('x', ' ') }, '/nom'],
    ['the role of a customer', { role: 'client' }, '/role'],
  ])('%s is refused, naming the field', async (_what, changes, field) => {
    const answer = await create(changes)
    expect(answer.statusCode).toBe(400)
    expect(JSON.stringify(answer.json().errors)).toContain(field)
  })

  it('a wrong password and an unknown address get the same answer', async () => {
    const { courriel } = await created('commis')
    const [wrong, unknown] = [await logIn(courriel, 'wrong-password'), await logIn(`${randomUUID()}@example.org`)]
    expect(wrong.statusCode).toBe(401)
    expect(wrong.json()).toEqual(unknown.json())
  })

  it('wrong passwords of a customer with the same address count only for the customer, and the other way round', async () => {
    const { courriel } = await created('commis')
    const from = '203.0.113.7'
    const logInAs = (kind: string, mot_de_passe: string) => {
      const body = { courriel, mot_de_passe }
      return shop.ask('POST', `/api/commandes/sessions/${kind}`, { ...administration, from, body })
    }
    for (let i = 0; i < 10; i++) await logInAs('', 'wrong-password')
    expect((await logInAs('', 'wrong-password')).statusCode).toBe(429)
    expect((await logInAs('employes/', password)).statusCode).toBe(200)
    for (let i = 0; i < 10; i++) expect((await logInAs('employes/', 'wrong-password')).statusCode).toBe(401)
    expect((await logInAs('employes/', password)).statusCode).toBe(429)
  })

  it('a disabled account can neither log in nor renew its session', async () => {
    const { employe_id, courriel, jeton_renouvellement } = await session()
    expect((await change(employe_id, 'commis', false)).json()).toMatchObject({ actif: false })
    expect((await logIn(courriel)).statusCode).toBe(401)
    expect((await renew(jeton_renouvellement)).statusCode).toBe(401)
    await change(employe_id, 'commis', true)
    expect((await logIn(courriel)).statusCode).toBe(200)
    expect((await renew(jeton_renouvellement)).statusCode).toBe(401)
  })

  it.each([
    ['that was disabled and enabled again', [false, true]],
    ['with another role', [true]],
  ])('the sessions of an account %s are over', async (_what, states) => {
    const { employe_id, jeton_renouvellement } = await session()
    for (const actif of states) await change(employe_id, 'gerant', actif)
    expect((await renew(jeton_renouvellement)).statusCode).toBe(401)
  })

  it('of two administrators who step down at once, one stays', async () => {
    const one = (await created('administrateur')).employe_id
    const by = { [owner]: token, [one]: await tokenOf('administrateur', one) }
    const stepDown = (id: string) => change(id, 'gerant', true, { token: by[id] ?? '' })
    const answers = await Promise.all([owner, one].map(stepDown))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const [left = '', gone = ''] = answers[0]?.statusCode === 409 ? [owner, one] : [one, owner]
    const refused = await change(left, 'administrateur', false, { token: by[left] ?? '' })
    expect([refused.statusCode, refused.json().type]).toEqual([409, 'urn:sagabench:problem:dernier-administrateur'])
    await change(gone, 'administrateur', true, { token: by[left] ?? '' })
  })

  it('of two administrators who disable each other at once, one succeeds', async () => {
    const one = (await created('administrateur')).employe_id
    const theirs = await tokenOf('administrateur', one)
    const answers = await Promise.all([
      change(one, 'administrateur', false),
      change(owner, 'administrateur', false, { token: theirs }),
    ])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 403])
    await change(owner, 'administrateur', true, { token: theirs })
  })

  it.each([
    ['that was disabled', 'administrateur', false],
    ['with another role', 'gerant', true],
  ])('an administrator %s can’t undo that or create accounts with the token of before', async (_what, role, actif) => {
    const { employe_id } = await created('administrateur')
    const theirs = { token: await tokenOf('administrateur', employe_id) }
    await change(employe_id, role, actif)
    const answers = [
      await change(employe_id, 'administrateur', true, theirs),
      await create({ role: 'administrateur' }, theirs),
    ]
    for (const answer of answers)
      expect([answer.statusCode, answer.json().type]).toEqual([403, 'urn:sagabench:problem:forbidden'])
    const { rows } = await shop.pool.raw.query('select role, actif from employe where employe_id = $1', [employe_id])
    expect(rows).toEqual([{ role, actif }])
  })

  it('a key of another change is 422', async () => {
    const { employe_id } = await created('commis')
    const key = randomUUID()
    expect((await change(employe_id, 'gerant', true, { key })).statusCode).toBe(200)
    expect((await change(employe_id, 'gerant', true, { key })).statusCode).toBe(200)
    expect((await change(employe_id, 'commis', true, { key })).statusCode).toBe(422)
  })

  it('an unknown account is 404', async () => {
    const answer = await change(randomUUID(), 'commis', true)
    expect([answer.statusCode, answer.json().type]).toEqual([404, 'urn:sagabench:problem:employe-inconnu'])
  })

  it('every creation and change is recorded with its author, role and application', async () => {
    const { employe_id } = await created('commis')
    await change(employe_id, 'gerant', true)
    await change(randomUUID(), 'gerant', true)
    const { rows } = await shop.pool.raw.query(
      'select action, role, actif, par, par_role, application from journal_employe where employe_id = $1 order by 1',
      [employe_id],
    )
    const author = { par: owner, par_role: 'administrateur', application: 'application-administration' }
    expect(rows).toEqual([
      { action: 'creation', role: 'commis', actif: true, ...author },
      { action: 'modification', role: 'gerant', actif: true, ...author },
    ])
  })

  it.each([
    'delete from journal_employe',
    "update journal_employe set par = 'x'",
    'delete from employe',
    "update employe set courriel = 'x'",
    "update employe set mot_de_passe = 'x'",
    "update session set expire_le = 'infinity'",
    'update session set compte_id = gen_random_uuid()',
    "update jeton_renouvellement set empreinte = 'x'",
  ])('the service’s database role can’t %s', async (text) => {
    await expect(shop.pool.raw.query(text)).rejects.toThrow(/permission denied/)
  })

  it('accounts are listed by page, without their passwords', async () => {
    const ask = (query: string) => shop.ask('GET', `${employes}${query}`, { ...administration, token })
    const ids: string[] = []
    let cursor = ''
    do {
      const page = (await ask(`?limite=2${cursor}`)).json()
      expect(Object.keys(page.elements[0]).sort()).toEqual(['actif', 'courriel', 'employe_id', 'nom', 'role'])
      ids.push(...page.elements.map((one: { employe_id: string }) => one.employe_id))
      cursor = page.curseur_suivant === null ? '' : `&curseur=${page.curseur_suivant}`
    } while (cursor !== '')
    const { rows } = await shop.pool.raw.query('select employe_id from employe order by position')
    expect(ids).toEqual(rows.map(({ employe_id }) => employe_id))
    expect(ids.length).toBeGreaterThan(4)
    expect((await ask('?curseur=MDA')).statusCode).toBe(400)
  })
})

describe('sessions', () => {
  it('a refresh token is exchanged once for new tokens, with the role of now', async () => {
    const { employe_id, jeton_renouvellement } = await session('commis')
    await shop.pool.raw.query("update employe set role = 'gerant' where employe_id = $1", [employe_id])
    const renewed = (await renew(jeton_renouvellement)).json()
    expect(claimsOf(renewed.jeton)).toMatchObject({ sub: employe_id, role: 'gerant' })
    expect(renewed.jeton_renouvellement).not.toBe(jeton_renouvellement)
    expect((await renew(renewed.jeton_renouvellement)).statusCode).toBe(200)
  })

  it('an old refresh token that is used again ends the session, for thief and owner alike', async () => {
    const { jeton_renouvellement } = await session()
    const next = (await renew(jeton_renouvellement)).json().jeton_renouvellement
    const reused = await renew(jeton_renouvellement)
    expect([reused.statusCode, reused.json().type]).toEqual([401, 'urn:sagabench:problem:session-invalide'])
    expect((await renew(next)).statusCode).toBe(401)
  })

  it('a request repeated because its answer was lost gets the same refresh token, until that one is used', async () => {
    const { jeton_renouvellement } = await session()
    const key = randomUUID()
    const first = (await renew(jeton_renouvellement, key)).json().jeton_renouvellement
    expect((await renew(jeton_renouvellement, key)).json().jeton_renouvellement).toBe(first)
    expect((await renew(first)).statusCode).toBe(200)
    expect((await renew(jeton_renouvellement, key)).statusCode).toBe(401)
  })

  it('of concurrent requests with one refresh token, at most one gets new tokens', async () => {
    const { jeton_renouvellement } = await session()
    const answers = await Promise.all(Array.from({ length: 5 }, () => renew(jeton_renouvellement)))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  })

  it('a refresh token is invalid through another application, and unknown ones are invalid', async () => {
    const { jeton_renouvellement } = await session()
    expect((await renew(jeton_renouvellement, randomUUID(), 'application-boutique')).statusCode).toBe(401)
    expect((await renew('A'.repeat(43))).statusCode).toBe(401)
    expect((await renew(jeton_renouvellement)).statusCode).toBe(200)
  })

  it('logging out ends the session; the answer reveals nothing about the token', async () => {
    const { jeton_renouvellement } = await session()
    const answers = [
      await logOut(jeton_renouvellement),
      await logOut(jeton_renouvellement),
      await logOut('A'.repeat(43)),
    ]
    for (const answer of answers) expect([answer.statusCode, answer.json()]).toEqual([200, { fermee: true }])
    expect((await renew(jeton_renouvellement)).statusCode).toBe(401)
  })

  it('a log-in whose account is disabled before it ends opens no session', async () => {
    const { employe_id, courriel } = await created('commis')
    const other = await shop.pool.raw.connect()
    await other.query('begin')
    await other.query('update employe set actif = false where employe_id = $1', [employe_id])
    let answered = false
    const answer = logIn(courriel).finally(() => {
      answered = true
    })
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while (!answered && (await shop.pool.raw.query(waiting)).rows.length === 0) await setImmediate()
    await other.query('commit')
    other.release()
    expect((await answer).statusCode).toBe(401)
    const { rows } = await shop.pool.raw.query('select 1 from session where compte_id = $1', [employe_id])
    expect(rows).toEqual([])
  })

  it('a session ends after its time, and expired sessions are removed', async () => {
    const { employe_id, jeton_renouvellement } = await session()
    await shop.asOwner("update session set expire_le = now() - interval '2 days' where compte_id = $1", [employe_id])
    expect((await renew(jeton_renouvellement)).statusCode).toBe(401)
    await session()
    const { rows } = await shop.pool.raw.query('select 1 from session where compte_id = $1', [employe_id])
    expect(rows).toEqual([])
  })

  it('a log-in removes few expired sessions, and waits for none that is in use', async () => {
    const insert = `insert into session (genre, compte_id, application, expire_le)
      select 'client', gen_random_uuid(), 'x', now() - n * interval '2 days' from generate_series(1, 20) n`
    await shop.pool.raw.query(insert)
    const other = await shop.pool.raw.connect()
    await other.query('begin')
    await other.query(`select 1 from session where application = 'x' order by expire_le limit 1 for update`)
    await session()
    await other.query('commit')
    other.release()
    const { rows } = await shop.pool.raw.query(`select 1 from session where application = 'x'`)
    expect(rows).toHaveLength(15)
    await shop.pool.raw.query(`delete from session where application = 'x'`)
  })

  it('a customer’s session is renewed as the customer, and ends with an erasure', async () => {
    const courriel = `${randomUUID()}@example.org`
    const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
    const id = await shop.openAccount({ nom: 'Camille Roy', courriel, mot_de_passe: password, adresse_livraison })
    const body = { courriel, mot_de_passe: password }
    const opened = (await shop.ask('POST', '/api/commandes/sessions/', { body })).json()
    const renewed = (await renew(opened.jeton_renouvellement, randomUUID(), 'application-boutique')).json()
    expect(claimsOf(renewed.jeton)).toMatchObject({ sub: id, role: 'client' })
    const url = `/api/commandes/clients/${id}/donnees-personnelles/`
    expect((await shop.ask('DELETE', url, { token: renewed.jeton, key: randomUUID() })).statusCode).toBe(200)
    expect((await renew(renewed.jeton_renouvellement, randomUUID(), 'application-boutique')).statusCode).toBe(401)
  })

  it('the database holds no refresh token, only digests', async () => {
    const { jeton_renouvellement } = await session()
    const { rows } = await shop.pool.raw.query('select j::text as line from jeton_renouvellement j')
    expect(rows.length).toBeGreaterThan(3)
    expect(JSON.stringify(rows)).not.toContain(jeton_renouvellement)
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(jeton_renouvellement).toString('hex'))
  })
})
