import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Shop, startShop } from '../testing.ts'
import { administration, backOffice, claimsOf, password } from './staff-testing.ts'

let shop: Shop
let office: Awaited<ReturnType<typeof backOffice>>
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
  office = await backOffice(shop)
})
afterAll(() => shop.stop())

const logOut = (jeton_renouvellement: string) =>
  shop.ask('POST', '/api/commandes/sessions/fermetures/', { key: randomUUID(), body: { jeton_renouvellement } })

describe('sessions', () => {
  it('a refresh token is exchanged once for new tokens, with the role of now', async () => {
    const { employe_id, jeton_renouvellement } = await office.session('commis')
    await shop.pool.raw.query("update employe set role = 'gerant' where employe_id = $1", [employe_id])
    const renewed = (await office.renew(jeton_renouvellement)).json()
    expect(claimsOf(renewed.jeton)).toMatchObject({ sub: employe_id, role: 'gerant' })
    expect(renewed.jeton_renouvellement).not.toBe(jeton_renouvellement)
    expect((await office.renew(renewed.jeton_renouvellement)).statusCode).toBe(200)
  })

  it('an old refresh token that is used again ends the session, for thief and owner alike', async () => {
    const { jeton_renouvellement } = await office.session()
    const next = (await office.renew(jeton_renouvellement)).json().jeton_renouvellement
    const reused = await office.renew(jeton_renouvellement)
    expect([reused.statusCode, reused.json().type]).toEqual([401, 'urn:sagabench:problem:session-invalide'])
    expect((await office.renew(next)).statusCode).toBe(401)
  })

  it('a request repeated because its answer was lost gets the same refresh token, until that one is used', async () => {
    const { jeton_renouvellement } = await office.session()
    const key = randomUUID()
    const first = (await office.renew(jeton_renouvellement, key)).json().jeton_renouvellement
    expect((await office.renew(jeton_renouvellement, key)).json().jeton_renouvellement).toBe(first)
    expect((await office.renew(first)).statusCode).toBe(200)
    expect((await office.renew(jeton_renouvellement, key)).statusCode).toBe(401)
  })

  it('of concurrent requests with one refresh token, at most one gets new tokens', async () => {
    const { jeton_renouvellement } = await office.session()
    const answers = await Promise.all(Array.from({ length: 5 }, () => office.renew(jeton_renouvellement)))
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1)
  })

  it('a refresh token is invalid through another application, and unknown ones are invalid', async () => {
    const { jeton_renouvellement } = await office.session()
    expect((await office.renew(jeton_renouvellement, randomUUID(), 'application-boutique')).statusCode).toBe(401)
    expect((await office.renew('A'.repeat(43))).statusCode).toBe(401)
    expect((await office.renew(jeton_renouvellement)).statusCode).toBe(200)
  })

  it('logging out ends the session; the answer reveals nothing about the token', async () => {
    const { jeton_renouvellement } = await office.session()
    const answers = [
      await logOut(jeton_renouvellement),
      await logOut(jeton_renouvellement),
      await logOut('A'.repeat(43)),
    ]
    for (const answer of answers) expect([answer.statusCode, answer.json()]).toEqual([200, { fermee: true }])
    expect((await office.renew(jeton_renouvellement)).statusCode).toBe(401)
  })

  it('a log-in whose account is disabled before it ends opens no session', async () => {
    const { employe_id, courriel } = await office.created('commis')
    const other = await shop.pool.raw.connect()
    await other.query('begin')
    await other.query('update employe set actif = false where employe_id = $1', [employe_id])
    let answered = false
    const answer = office.logIn(courriel).finally(() => {
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
    const { employe_id, jeton_renouvellement } = await office.session()
    await shop.asOwner("update session set expire_le = now() - interval '2 days' where compte_id = $1", [employe_id])
    expect((await office.renew(jeton_renouvellement)).statusCode).toBe(401)
    await office.session()
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
    await office.session()
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
    const renewed = (await office.renew(opened.jeton_renouvellement, randomUUID(), 'application-boutique')).json()
    expect(claimsOf(renewed.jeton)).toMatchObject({ sub: id, role: 'client' })
    const url = `/api/commandes/clients/${id}/donnees-personnelles/`
    expect((await shop.ask('DELETE', url, { token: renewed.jeton, key: randomUUID() })).statusCode).toBe(200)
    expect((await office.renew(renewed.jeton_renouvellement, randomUUID(), 'application-boutique')).statusCode).toBe(
      401,
    )
  })

  it('the database holds no refresh token, only digests', async () => {
    const { jeton_renouvellement } = await office.session()
    const { rows } = await shop.pool.raw.query('select j::text as line from jeton_renouvellement j')
    expect(rows.length).toBeGreaterThan(3)
    expect(JSON.stringify(rows)).not.toContain(jeton_renouvellement)
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(jeton_renouvellement).toString('hex'))
  })

  it.each([
    ['a member of staff', 5],
    ['a customer', 20],
  ])('%s has at most %i open sessions; one more ends the oldest', async (who, max) => {
    const isStaff = who === 'a member of staff'
    const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
    const courriel = isStaff ? (await office.created('commis')).courriel : `${randomUUID()}@example.org`
    if (!isStaff) await shop.openAccount({ nom: 'Camille Roy', courriel, mot_de_passe: password, adresse_livraison })
    const url = `/api/commandes/sessions/${isStaff ? 'employes/' : ''}`
    const caller = isStaff ? administration.caller : 'application-boutique'
    const tokens: string[] = []
    for (let i = 0; i <= max; i++) {
      const answer = await shop.ask('POST', url, { caller, body: { courriel, mot_de_passe: password } })
      tokens.push(answer.json().jeton_renouvellement)
    }
    const states = []
    for (const token of tokens) states.push((await office.renew(token, randomUUID(), caller)).statusCode)
    expect(states).toEqual([401, ...Array.from({ length: max }, () => 200)])
  })
})
