import { createHook } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { removeExpired } from '../infrastructure/mail-outbox.ts'
import { smtpSender } from '../infrastructure/mail-sender.ts'
import { messagesMax } from '../infrastructure/registration-store.ts'
import { seedEcommerce } from '../infrastructure/seed.ts'
import { codeFor, codeOf, mailsTo } from '../mail-folder.ts'
import { type Shop, startShop } from '../testing.ts'

let shop: Shop
beforeAll(async () => {
  shop = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
  await seedEcommerce(shop.pool, shop.keys, { seed: 1, clients: 4 })
})
afterAll(() => shop.stop())

const adresse_livraison = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }
const password = 'fleur-de-sel-8'
const visitor = (courriel = `${randomUUID()}@example.org`) => ({
  nom: 'Camille Roy',
  courriel,
  mot_de_passe: password,
  adresse_livraison,
})
const register = (body: object, { key = randomUUID() as string, from = '192.0.2.1' } = {}) =>
  shop.ask('POST', '/api/commandes/clients/', { key, body, from })
const confirm = (code: string, key: string = randomUUID()) =>
  shop.ask('POST', '/api/commandes/clients/confirmation/', { key, body: { code } })
const logIn = (courriel: string, mot_de_passe = password) =>
  shop.ask('POST', '/api/commandes/sessions/', { body: { courriel, mot_de_passe } })

type Answer = Awaited<ReturnType<typeof register>>
/** The parts of an answer that a caller can compare: all except the correlation id and the time. */
const seen = ({ statusCode, headers, body }: Answer) => {
  const { 'x-correlation-id': _own, date: _now, ...rest } = headers
  return { statusCode, headers: rest, body }
}
const problemOf = (answer: Answer) => [answer.statusCode, answer.json().type?.replace('urn:sagabench:problem:', '')]
const registered = async (body: { courriel: string }): Promise<string> => {
  expect((await register(body)).statusCode).toBe(202)
  return codeFor(shop.mailFolder, body.courriel)
}
const accountsOf = async (courriel: string): Promise<number> => {
  const text = 'select from client where courriel_empreinte = $1'
  return (await shop.pool.raw.query(text, [shop.keys.emailDigest(courriel)])).rows.length
}
const expire = (courriel: string): Promise<unknown> => {
  const digest = [shop.keys.emailDigest(courriel)]
  const past = `clock_timestamp() - interval '1 s'`
  return Promise.all([
    asOwner(`update inscription set expire_le = ${past} where courriel_empreinte = $1`, digest),
    asOwner(`update mail_outbox set expires_at = ${past} where courriel_empreinte = $1`, digest),
  ])
}
/** The service's own role can't change a registration. */
const asOwner = (text: string, values: unknown[]): Promise<unknown> => shop.asOwner(text, values)

/** Counts the password hashes that Node computes while `work` runs. */
const hashesDuring = async (work: () => Promise<unknown>): Promise<number> => {
  let hashes = 0
  const hook = createHook({ init: (_id, type) => void (type === 'SCRYPTREQUEST' && hashes++) }).enable()
  try {
    await work()
  } finally {
    hook.disable()
  }
  return hashes
}

describe('a caller who probes whether an address has an account', () => {
  it('gets the same answer for an address with an account and for one without', async () => {
    const answers = [await register(visitor('client-1@sagabench.example')), await register(visitor())].map(seen)
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.statusCode).toBe(202)
  })

  it('waits for one password hash in both cases, and for one at a log-in of either', async () => {
    const waiting = visitor()
    const hashes = [
      await hashesDuring(() => register(visitor('client-2@sagabench.example'))),
      await hashesDuring(() => register(waiting)),
      await hashesDuring(() => logIn('client-2@sagabench.example')),
      await hashesDuring(() => logIn(waiting.courriel)),
    ]
    expect(hashes).toEqual([1, 1, 1, 1])
  })

  it('gets the same answers to a repetition, and to a key with another password or name', async () => {
    const outcomes = []
    for (const body of [visitor('client-3@sagabench.example'), visitor()]) {
      const key = randomUUID()
      const others = [body, body, { ...body, mot_de_passe: 'another-one-9' }, { ...body, nom: 'Alex Roy' }]
      const answers = []
      for (const other of others) answers.push(seen(await register(other, { key })))
      outcomes.push(answers)
    }
    expect(outcomes[0]).toEqual(outcomes[1])
    expect(outcomes[0]?.map(({ statusCode }) => statusCode)).toEqual([202, 202, 422, 422])
  })

  it('gets the same answer once the address has reached its message limit, and nothing is sent', async () => {
    const [known, unknown] = ['client-4@sagabench.example', `${randomUUID()}@example.org`]
    for (const courriel of [known, unknown]) {
      const answers: ReturnType<typeof seen>[] = []
      for (let i = 0; i <= messagesMax.ofOneSource; i++) answers.push(seen(await register(visitor(courriel))))
      expect(answers).toEqual(answers.map(() => answers[0]))
      await expect.poll(() => mailsTo(shop.mailFolder, courriel)).toHaveLength(messagesMax.ofOneSource)
      for (let i = 0; i < messagesMax.inAll; i++) await register(visitor(courriel), { from: `203.0.113.${i}` })
      await expect.poll(() => mailsTo(shop.mailFolder, courriel)).toHaveLength(messagesMax.inAll)
      const text = 'select from mail_outbox where courriel_empreinte = $1'
      const { rows } = await shop.pool.raw.query(text, [shop.keys.emailDigest(courriel)])
      expect(rows).toHaveLength(messagesMax.inAll)
    }
  })

  it('leaves no key of a registration that was not stored', async () => {
    const body = visitor()
    for (let i = 0; i < messagesMax.ofOneSource; i++) await register(body)
    const before = await readdir(shop.keysFolder)
    await register(body)
    expect(await readdir(shop.keysFolder)).toEqual(before)
  })
})

describe('the message', () => {
  it('to an address without an account has the code, and to one with an account none', async () => {
    const [known, fresh] = [visitor(), visitor()]
    await shop.openAccount(known)
    await register(known)
    await register(fresh)
    await expect.poll(() => mailsTo(shop.mailFolder, known.courriel)).toHaveLength(2)
    await codeFor(shop.mailFolder, fresh.courriel)
    const mails = [
      ...(await mailsTo(shop.mailFolder, known.courriel)),
      ...(await mailsTo(shop.mailFolder, fresh.courriel)),
    ]
    const subjects = mails.map((mail) => /^Subject: (.*)\r$/m.exec(mail)?.[1])
    expect(subjects).toEqual(['Confirm your registration', 'You already have an account', 'Confirm your registration'])
    expect(mails.map((mail) => codeOf(mail) !== undefined)).toEqual([true, false, true])
    for (const mail of mails) expect(mail).not.toContain(known.nom)
  })

  it('is a file that only its owner can read', async () => {
    const body = visitor()
    await registered(body)
    const modes = await Promise.all(
      (await readdir(shop.mailFolder)).map(async (name) => (await stat(join(shop.mailFolder, name))).mode & 0o777),
    )
    expect(new Set(modes)).toEqual(new Set([0o600]))
  })

  it.each([
    ['a name with a line feed', { nom: 'Camille\r\nBcc: everybody@example.org' }],
    ['an address with a line feed', { courriel: 'camille@example.org\r\nBcc: everybody@example.org' }],
    ['two addresses', { courriel: 'camille@example.org,everybody@example.org' }],
    ['an address in angle brackets', { courriel: 'Camille <camille@example.org>' }],
    ['a quoted address', { courriel: '"everybody@example.org x"@example.com' }],
  ])('is not written for %s', async (_what, change) => {
    expect(problemOf(await register({ ...visitor(), ...change }))).toEqual([400, 'validation'])
  })
})

describe('a registration', () => {
  it('is no account before its confirmation: a log-in is answered as with a wrong password', async () => {
    const [waiting, confirmed] = [visitor(), visitor()]
    await registered(waiting)
    await shop.openAccount(confirmed)
    const refused = [await logIn(waiting.courriel), await logIn(confirmed.courriel, 'a-wrong-password')].map(seen)
    expect(refused[0]).toEqual(refused[1])
    expect(refused[0]?.statusCode).toBe(401)
    expect(await accountsOf(waiting.courriel)).toBe(0)
  })

  it('opens an account with the code of its message, once per key', async () => {
    const body = visitor()
    const [code, key] = [await registered(body), randomUUID()]
    const { mot_de_passe, ...shown } = body
    const opened = await confirm(code, key)
    expect([opened.statusCode, opened.json()]).toEqual([201, { client_id: expect.any(String), ...shown }])
    const again = await confirm(code, key)
    expect([again.statusCode, again.json()]).toEqual([201, opened.json()])
    expect(
      problemOf(
        await confirm(
          code.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')),
          key,
        ),
      ),
    ).toEqual([422, 'idempotency-key-reused'])
    expect((await logIn(body.courriel, mot_de_passe)).json().client_id).toBe(opened.json().client_id)
  })

  it('is not confirmed by a wrong, a used or an expired code, with the same answer', async () => {
    const late = visitor()
    const [used, expired] = [await registered(visitor()), await registered(late)]
    await confirm(used)
    await expire(late.courriel)
    const answers = [await confirm('A'.repeat(43)), await confirm(used), await confirm(expired)]
    expect(problemOf(answers[0] as Answer)).toEqual([404, 'code-invalide'])
    expect(answers.map(seen)).toEqual(answers.map(() => seen(answers[0] as Answer)))
    expect(await accountsOf(late.courriel)).toBe(0)
  })

  it('of one address in two letter cases opens one account, even if both are confirmed at once', async () => {
    const body = visitor()
    const shouted = { ...body, courriel: body.courriel.toUpperCase(), mot_de_passe: 'another-one-9' }
    const first = await registered(body)
    expect((await register(shouted)).statusCode).toBe(202)
    await expect.poll(() => mailsTo(shop.mailFolder, body.courriel)).toHaveLength(2)
    const codes = (await mailsTo(shop.mailFolder, body.courriel)).map((mail) => codeOf(mail) ?? '')
    expect(codes).toContain(first)
    const answers = await Promise.all([...codes, ...codes].map((code) => confirm(code)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 404, 404, 404])
    expect(await accountsOf(body.courriel)).toBe(1)
    const opened = answers.findIndex(({ statusCode }) => statusCode === 201) % 2
    const { mot_de_passe } = codes[opened] === first ? body : shouted
    expect((await logIn(body.courriel, mot_de_passe)).statusCode).toBe(200)
  })

  it('keeps no code in the database', async () => {
    const code = await registered(visitor())
    const tables = ['inscription', 'mail_outbox', 'idempotency', 'client']
    const all = tables.map((name) => `(select coalesce(string_agg(t::text, ' '), '') from ${name} t)`)
    const { rows } = await shop.pool.raw.query<{ text: string }>(`select ${all.join(' || ')} as text`)
    for (const form of [code, Buffer.from(code).toString('hex')]) expect(rows[0]?.text).not.toContain(form)
  })
})

describe('a mail server that accepts connections and never answers', () => {
  it('delays neither registrations nor the end of the service, and the message waits', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`
    const mailSender = smtpSender(url, 'shop@example.com')
    const other = await startShop({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') }, { mailSender })
    const ask = () => other.ask('POST', '/api/commandes/clients/', { key: randomUUID(), body: visitor() })
    const connected = once(silent, 'connection')
    expect((await ask()).statusCode).toBe(202)
    const sockets = await connected
    expect((await ask()).statusCode).toBe(202)
    const { rows } = await other.pool.raw.query('select from mail_outbox where content is not null')
    expect(rows).toHaveLength(2)
    const began = performance.now()
    await other.stop()
    expect(performance.now() - began).toBeLessThan(5_000)
    for (const socket of sockets) socket.destroy()
    silent.close()
  })
})

describe('an expired registration', () => {
  const sweep = () => removeExpired(shop.pool, shop.keys)(100)
  const idOf = async (courriel: string): Promise<string> => {
    const text = 'select mail_id from mail_outbox where courriel_empreinte = $1'
    const { rows } = await shop.pool.raw.query(text, [shop.keys.emailDigest(courriel)])
    return rows[0]?.mail_id
  }

  it('is removed with its message and key; the key of one that was confirmed stays', async () => {
    const [waiting, confirmed] = [visitor(), visitor()]
    await registered(waiting)
    await shop.openAccount(confirmed)
    const [gone, kept] = [await idOf(waiting.courriel), await idOf(confirmed.courriel)]
    await Promise.all([expire(waiting.courriel), expire(confirmed.courriel)])
    await sweep()
    expect([await shop.keys.read(gone), await idOf(waiting.courriel)]).toEqual([undefined, undefined])
    expect([await shop.keys.read(kept), await idOf(confirmed.courriel)]).toEqual([expect.any(Buffer), undefined])
    expect((await logIn(confirmed.courriel)).statusCode).toBe(200)
  })

  it('that is confirmed at the last moment keeps its key', async () => {
    const body = visitor()
    const code = await registered(body)
    const id = await idOf(body.courriel)
    const holder = await shop.pool.raw.connect()
    try {
      await holder.query('begin')
      const digest = `sha256(convert_to($1, 'UTF8'))`
      await holder.query(`select confirmer_inscription('test', 'last-moment', '', ${digest})`, [code])
      await asOwner("update mail_outbox set expires_at = clock_timestamp() - $2 * interval '1 s' where mail_id = $1", [
        id,
        1,
      ])
      const swept = sweep()
      const waits = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
      await expect.poll(async () => (await shop.pool.raw.query(waits)).rows.length).toBe(1)
      await holder.query('commit')
      await swept
    } finally {
      holder.release()
    }
    expect((await logIn(body.courriel)).statusCode).toBe(200)
  })
})
