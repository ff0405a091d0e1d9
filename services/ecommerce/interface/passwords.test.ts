import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { tokenOf } from '../../testing.ts'
import { codeFor, mailsTo, untilMails } from '../mail-folder.ts'
import { type Shop, startShop } from '../testing.ts'
import { administration, backOffice, employes, password } from './staff-testing.ts'

let shop: Shop
let office: Awaited<ReturnType<typeof backOffice>>
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
  office = await backOffice(shop)
})
afterAll(() => shop.stop())

const next = 'sel-de-guerande-9'
const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }

type Session = { jeton: string; jeton_renouvellement: string }
const newCustomer = async () => {
  const courriel = `${randomUUID()}@example.org`
  const id = await shop.openAccount({ nom: 'Camille Roy', courriel, mot_de_passe: password, adresse_livraison })
  return { id, courriel, url: `/api/commandes/clients/${id}/mot-de-passe/` }
}
const logIn = (courriel: string, mot_de_passe = password) =>
  shop.ask('POST', '/api/commandes/sessions/', { body: { courriel, mot_de_passe } })
const opened = async (courriel: string): Promise<Session> => (await logIn(courriel)).json()
const renew = async ({ jeton_renouvellement }: Session, caller = 'application-boutique') =>
  (await office.renew(jeton_renouvellement, randomUUID(), caller)).statusCode
const change = (
  url: string,
  token: string,
  changes: { key?: string; old?: string; next?: string; from?: string } = {},
) =>
  shop.ask('PUT', url, {
    token,
    key: changes.key ?? randomUUID(),
    body: { ancien_mot_de_passe: changes.old ?? password, mot_de_passe: changes.next ?? next },
    ...(changes.from === undefined ? {} : { from: changes.from }),
  })

describe('changing one’s own password', () => {
  it('a customer changes it with the current one; all other sessions end, and this one stays', async () => {
    const { courriel, url } = await newCustomer()
    const [other, own] = [await opened(courriel), await opened(courriel)]
    expect((await change(url, own.jeton)).json()).toEqual({ change: true })
    expect([await renew(other), await renew(own)]).toEqual([401, 200])
    expect([(await logIn(courriel)).statusCode, (await logIn(courriel, next)).statusCode]).toEqual([401, 200])
  })

  it('a repetition gets the same answer, although the old password is wrong by then', async () => {
    const { courriel, url } = await newCustomer()
    const { jeton } = await opened(courriel)
    const key = randomUUID()
    const answers = [await change(url, jeton, { key }), await change(url, jeton, { key })]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    expect((await change(url, jeton, { key, next: 'un-autre-mot-de-passe' })).statusCode).toBe(422)
  })

  it('a wrong current password changes nothing and counts as a wrong log-in', async () => {
    const { courriel, url } = await newCustomer()
    const { jeton } = await opened(courriel)
    const from = '203.0.113.9'
    for (let i = 0; i < 10; i++) {
      const answer = await change(url, jeton, { old: 'wrong-password', from })
      expect([answer.statusCode, answer.json().type]).toEqual([409, 'urn:sagabench:problem:mot-de-passe-errone'])
    }
    const limited = await change(url, jeton, { from })
    expect([limited.statusCode, Number(limited.headers['retry-after']) > 0]).toEqual([429, true])
    expect((await logIn(courriel)).statusCode).toBe(200)
  })

  it.each([
    ['the current password', password],
    ['a common password', 'password1'],
    ['the person’s name', 'Camille Roy'],
  ])('%s as the new password is refused, naming the field', async (_what, chosen) => {
    const { courriel, url } = await newCustomer()
    const answer = await change(url, (await opened(courriel)).jeton, { next: chosen })
    expect([answer.statusCode, answer.json().errors[0].field]).toEqual([400, '/mot_de_passe'])
    expect((await logIn(courriel)).statusCode).toBe(200)
  })

  it('a log-in whose password is changed before it ends opens no session', async () => {
    const { id, courriel } = await newCustomer()
    const other = await shop.pool.raw.connect()
    await other.query('begin')
    const changed = `update client set donnees = donnees || 'x'::bytea where client_id = $1`
    await other.query(changed, [id])
    const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    let answered = false
    const answer = logIn(courriel).finally(() => {
      answered = true
    })
    while (!answered && (await shop.pool.raw.query(waiting)).rows.length === 0) await setImmediate()
    await other.query('commit')
    other.release()
    expect((await answer).statusCode).toBe(401)
    expect((await shop.pool.raw.query('select 1 from session where compte_id = $1', [id])).rows).toEqual([])
  })

  it('of two changes at once, one succeeds, and only its password opens a session', async () => {
    const { courriel, url } = await newCustomer()
    const { jeton } = await opened(courriel)
    const chosen = [next, 'un-autre-mot-de-passe']
    const answers = await Promise.all(chosen.map((one) => change(url, jeton, { next: one })))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    const won = answers.findIndex(({ statusCode }) => statusCode === 200)
    expect((await logIn(courriel, chosen[won])).statusCode).toBe(200)
    expect((await logIn(courriel, chosen[1 - won])).statusCode).toBe(401)
  })

  it('a member of staff changes it too, which is recorded; other sessions end', async () => {
    const { employe_id, courriel } = await office.created('commis')
    const [other, own] = [(await office.logIn(courriel)).json(), (await office.logIn(courriel)).json()] as Session[]
    const body = { ancien_mot_de_passe: password, mot_de_passe: next }
    const ask = { ...administration, token: own?.jeton ?? '', key: randomUUID(), body }
    expect((await shop.ask('PUT', '/api/commandes/mots-de-passe/employes/', ask)).json()).toEqual({ change: true })
    const caller = administration.caller
    expect([await renew(other as Session, caller), await renew(own as Session, caller)]).toEqual([401, 200])
    expect((await office.logIn(courriel, next)).statusCode).toBe(200)
    const { rows } = await shop.pool.raw.query(
      `select par, par_role from journal_employe where employe_id = $1 and action = 'mot-de-passe'`,
      [employe_id],
    )
    expect(rows).toEqual([{ par: employe_id, par_role: 'commis' }])
  })
})

const setTemporary = (id: string, token = office.token, mot_de_passe = next) =>
  shop.ask('PUT', `${employes}${id}/mot-de-passe-provisoire/`, {
    ...administration,
    token,
    key: randomUUID(),
    body: { mot_de_passe },
  })
const logInWith = (courriel: string, mot_de_passe: string, nouveau_mot_de_passe?: string) =>
  shop.ask('POST', '/api/commandes/sessions/employes/', {
    ...administration,
    body: { courriel, mot_de_passe, ...(nouveau_mot_de_passe === undefined ? {} : { nouveau_mot_de_passe }) },
  })

describe('temporary passwords', () => {
  it('an administrator sets one; it ends the sessions, and opens one only with a new password', async () => {
    const { employe_id, courriel, jeton_renouvellement } = await office.session()
    expect((await setTemporary(employe_id)).json()).toMatchObject({ employe_id, provisoire: true })
    expect((await office.renew(jeton_renouvellement)).statusCode).toBe(401)
    expect((await logInWith(courriel, password)).statusCode).toBe(401)
    const refused = await logInWith(courriel, next)
    expect([refused.statusCode, refused.json().type]).toEqual([409, 'urn:sagabench:problem:mot-de-passe-provisoire'])
    const same = await logInWith(courriel, next, next)
    expect([same.statusCode, same.json().errors[0].field]).toEqual([400, '/nouveau_mot_de_passe'])
    expect((await logInWith(courriel, next, 'un-autre-mot-de-passe')).statusCode).toBe(200)
    expect((await logInWith(courriel, 'un-autre-mot-de-passe')).statusCode).toBe(200)
    expect((await logInWith(courriel, next)).statusCode).toBe(401)
  })

  it('administrators can’t set their own, and a disabled one can set none', async () => {
    const own = await setTemporary(office.owner)
    expect([own.statusCode, own.json().type]).toEqual([409, 'urn:sagabench:problem:propre-mot-de-passe'])
    const { employe_id } = await office.created('administrateur')
    await office.change(employe_id, 'administrateur', false)
    const theirs = await tokenOf('administrateur', employe_id)
    expect((await setTemporary(office.owner, theirs)).statusCode).toBe(403)
    expect((await setTemporary(randomUUID())).statusCode).toBe(404)
    expect((await setTemporary(employe_id, office.token, 'password1')).statusCode).toBe(400)
  })
})

const requestReset = (courriel: string, from?: string, key: string = randomUUID()) =>
  shop.ask('POST', '/api/commandes/mots-de-passe/oublis/', {
    key,
    body: { courriel },
    ...(from === undefined ? {} : { from }),
  })
const reset = (code: string, mot_de_passe = next, key: string = randomUUID()) =>
  shop.ask('POST', '/api/commandes/mots-de-passe/reinitialisations/', { key, body: { code, mot_de_passe } })
/** The code of the newest message that resets a password. */
const resetCode = async (courriel: string): Promise<string> => {
  await untilMails(shop.mailFolder, courriel, 2)
  return codeFor(shop.mailFolder, courriel)
}

describe('a forgotten password', () => {
  it('is reset with the code of a message, once; all sessions end', async () => {
    const { courriel } = await newCustomer()
    const session = await opened(courriel)
    expect((await requestReset(courriel.toUpperCase())).statusCode).toBe(202)
    const code = await resetCode(courriel)
    const weak = await reset(code, 'password1')
    expect([weak.statusCode, weak.json().errors[0].field]).toEqual([400, '/mot_de_passe'])
    const key = randomUUID()
    expect([(await reset(code, next, key)).statusCode, (await reset(code, next, key)).statusCode]).toEqual([200, 200])
    expect((await reset(code)).statusCode).toBe(404)
    expect(await renew(session)).toBe(401)
    expect([(await logIn(courriel)).statusCode, (await logIn(courriel, next)).statusCode]).toEqual([401, 200])
  })

  it('a change of the password ends the codes that were sent before', async () => {
    const { courriel, url } = await newCustomer()
    await requestReset(courriel)
    const code = await resetCode(courriel)
    expect((await change(url, (await opened(courriel)).jeton)).statusCode).toBe(200)
    expect((await reset(code)).statusCode).toBe(404)
  })

  it('an address without an account gets the same answer, and a message without a code', async () => {
    const { courriel } = await newCustomer()
    const stranger = `${randomUUID()}@example.org`
    const [known, unknown] = [await requestReset(courriel), await requestReset(stranger)]
    expect([unknown.statusCode, unknown.json()]).toEqual([known.statusCode, known.json()])
    const names = (headers: object) => Object.keys(headers).sort()
    expect(names(unknown.headers)).toEqual(names(known.headers))
    await untilMails(shop.mailFolder, stranger, 1)
    expect((await mailsTo(shop.mailFolder, stranger)).join()).toContain('Subject: You have no account')
  })

  it.each([true, false])('an address gets 3 messages from one network, with an account: %s', async (has) => {
    const courriel = has ? (await newCustomer()).courriel : `${randomUUID()}@example.org`
    for (let i = 0; i < 5; i++) expect((await requestReset(courriel, '203.0.113.20')).statusCode).toBe(202)
    const digest = shop.keys.emailDigest(courriel as Parameters<Shop['keys']['emailDigest']>[0])
    const sent = () =>
      shop.pool.raw.query(
        `select 1 from mail_outbox where courriel_empreinte = $1 and template in ('reset', 'no-account')`,
        [digest],
      )
    expect((await sent()).rows).toHaveLength(3)
    await requestReset(courriel, '198.51.100.7')
    expect((await sent()).rows).toHaveLength(4)
  })

  it('an expired code and one of an erased customer are worth nothing', async () => {
    const [late, erased] = [await newCustomer(), await newCustomer()]
    const codes = []
    for (const { courriel } of [late, erased]) {
      await requestReset(courriel)
      codes.push(await resetCode(courriel))
    }
    const digest = shop.keys.emailDigest(late.courriel)
    await shop.asOwner(`update mail_outbox set expires_at = now() - interval '1 s' where courriel_empreinte = $1`, [
      digest,
    ])
    const url = `/api/commandes/clients/${erased.id}/donnees-personnelles/`
    const token = await tokenOf('client', erased.id)
    expect((await shop.ask('DELETE', url, { token, key: randomUUID() })).statusCode).toBe(200)
    for (const code of codes) expect((await reset(code)).statusCode).toBe(404)
    const { rows } = await shop.pool.raw.query('select 1 from reinitialisation where client_id = $1', [erased.id])
    expect(rows).toEqual([])
  })

  it('the database holds no code, only digests', async () => {
    const { courriel } = await newCustomer()
    await requestReset(courriel)
    const code = await resetCode(courriel)
    const { rows } = await shop.pool.raw.query('select r::text as line from reinitialisation r')
    expect(rows.length).toBeGreaterThan(0)
    for (const form of [code, Buffer.from(code).toString('hex')]) expect(JSON.stringify(rows)).not.toContain(form)
  })
})

describe('the key of a change', () => {
  const body = { ancien_mot_de_passe: password, mot_de_passe: next }
  const ofCustomer = async () => {
    const { id, courriel, url } = await newCustomer()
    return { caller: 'application-boutique', subject: id, url, token: (await opened(courriel)).jeton, body }
  }
  const ofStaff = async () => {
    const { employe_id: subject, courriel } = await office.created('gerant')
    const token = (await office.logIn(courriel)).json().jeton
    return { ...administration, subject, url: '/api/commandes/mots-de-passe/employes/', token, body }
  }
  const ofAdministrator = async () => {
    const { employe_id } = await office.created('gerant')
    const url = `${employes}${employe_id}/mot-de-passe-provisoire/`
    return { ...administration, subject: office.owner, url, token: office.token, body: { mot_de_passe: next } }
  }

  it.each([
    ['a customer’s change', ofCustomer],
    ['a member of staff’s change', ofStaff],
    ['a temporary password', ofAdministrator],
  ])('%s under a key that is in flight is 409, and another one under the same key 422', async (_what, prepare) => {
    const { caller, subject, url, token, body } = await prepare()
    const key = randomUUID()
    const send = (mot_de_passe: string) => shop.ask('PUT', url, { caller, token, key, body: { ...body, mot_de_passe } })
    const other = await shop.pool.raw.connect()
    await other.query('begin')
    await other.query('select idempotency_begin($1, $2, $3)', [`${caller}/${subject}`, key, Buffer.from('x')])
    const early = await send(next)
    await other.query('rollback')
    other.release()
    expect([early.statusCode, early.json().type]).toEqual([409, 'urn:sagabench:problem:idempotency-in-flight'])
    expect((await send(next)).statusCode).toBe(200)
    const reused = await send('un-autre-mot-de-passe')
    expect([reused.statusCode, reused.json().type]).toEqual([422, 'urn:sagabench:problem:idempotency-key-reused'])
  })
})
