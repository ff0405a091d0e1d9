import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import { createLog } from '#platform/base/log.ts'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { type ClientKeys, openKeys } from './client-keys.ts'
import { sealMail } from './mail-outbox.ts'
import { startMailRelay } from './mail-relay.ts'
import { folderSender, type MailSender, type Outgoing, smtpSender } from './mail-sender.ts'
import { textOf } from './mail-text.ts'

const from = 'shop@example.com'
const newAddress = (): string => `${randomUUID()}@example.org`

let database: TestDatabase
let pool: Pool
let folder: string
let keys: ClientKeys
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/ecommerce/infrastructure/migrations')
  pool = openPool({ url: database.url, name: 'test' })
  folder = await mkdtemp(join(tmpdir(), 'sagabench-mails-'))
  keys = await openKeys(folder)
})
const closings: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close()
})
afterAll(async () => {
  await pool.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

type Received = { to: string[]; source: string; messageId: string | undefined }

/** A mail server on a new port, or on the port of one that was stopped. */
const startSmtp = async (options: SMTPServerOptions = {}, port = 0) => {
  const received: Received[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const source = Buffer.concat(chunks).toString('utf8')
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push({ to, source, messageId: /^Message-ID: (.*)$/im.exec(source)?.[1]?.trim() })
        done()
      })
    },
    ...options,
  })
  server.on('error', () => {})
  const listening = server.listen(port, '127.0.0.1')
  await once(listening, 'listening')
  const close = () => new Promise<void>((resolve) => server.close(resolve))
  closings.push(close)
  const own = (listening.address() as AddressInfo).port
  return { received, close, port: own, url: `smtp://127.0.0.1:${own}` }
}

/** Puts a message into the outbox, as a registration does. Returns its id. */
const enqueue = async (courriel: string): Promise<string> => {
  const id = randomUUID()
  const content = sealMail(await keys.create(id), id, { courriel, code: randomBytes(32).toString('base64url') })
  const text = `insert into mail_outbox (mail_id, template, content, courriel_empreinte, source_empreinte, expires_at)
    values ($1, 'confirm', $2, '', '', clock_timestamp() + interval '1 hour')`
  await pool.raw.query(text, [id, content])
  return id
}
const rowOf = async (id: string) => {
  const text = `select content is not null as unsent, attempts,
    extract(epoch from next_attempt_at - clock_timestamp())::float8 as pause_s from mail_outbox where mail_id = $1`
  return (await pool.raw.query<{ unsent: boolean; attempts: number; pause_s: number | null }>(text, [id])).rows[0]
}
/** Ends the pause of a message. */
const makeDue = (id: string) =>
  pool.raw.query('update mail_outbox set next_attempt_at = clock_timestamp() where mail_id = $1', [id])

const relayWith = (sender: MailSender, reach?: Reach) => {
  const outcomes: string[] = []
  const lines: string[] = []
  const relay = startMailRelay({
    pool,
    keys,
    sender,
    render: (mail) => textOf(mail, { durationMs: 3_600_000, resetMs: 3_600_000 }),
    onAttempt: (outcome) => outcomes.push(outcome),
    clock: systemClock,
    log: createLog({ name: 'test' }, { write: (line) => void lines.push(line) }),
    reach,
  })
  closings.push(relay.stop)
  return { ...relay, outcomes, lines }
}

describe('a message', () => {
  it('is sent to its address, and its content deleted', async () => {
    const smtp = await startSmtp()
    const courriel = newAddress()
    const id = await enqueue(courriel)
    relayWith(smtpSender(smtp.url, from))
    await expect.poll(async () => (await rowOf(id))?.unsent).toBe(false)
    expect(smtp.received).toMatchObject([{ to: [courriel], messageId: `<${id}@example.com>` }])
    expect(smtp.received[0]?.source).toContain(`To: ${courriel}`)
  })

  it('waits while the mail server is down, with a doubling pause, and is sent once it is up', async () => {
    const gone = await startSmtp()
    await gone.close()
    const courriel = newAddress()
    const id = await enqueue(courriel)
    const relay = relayWith(smtpSender(gone.url, from))
    await expect.poll(() => relay.outcomes).toEqual(['failed'])
    const first = await rowOf(id)
    expect(first?.pause_s).toBeGreaterThan(40)
    await makeDue(id)
    relay.wake()
    await expect.poll(() => relay.outcomes).toEqual(['failed', 'failed'])
    expect((await rowOf(id))?.pause_s).toBeGreaterThan(100)
    const back = await startSmtp({}, gone.port)
    await makeDue(id)
    relay.wake()
    await expect.poll(() => relay.outcomes).toEqual(['failed', 'failed', 'sent'])
    expect(back.received.map(({ to }) => to)).toEqual([[courriel]])
  })

  it('is sent a second time, with the same Message-ID, if the process crashes before it is marked', async () => {
    const smtp = await startSmtp()
    const id = await enqueue(newAddress())
    let isAlive = true
    const dying = relayWith(smtpSender(smtp.url, from), (_place, phase) => {
      if (phase !== 'before-ack') return
      isAlive = false
      throw new Error('the process dies here')
    })
    await expect.poll(() => isAlive).toBe(false)
    await dying.stop()
    expect((await rowOf(id))?.unsent).toBe(true)
    await makeDue(id)
    relayWith(smtpSender(smtp.url, from))
    await expect.poll(async () => (await rowOf(id))?.unsent).toBe(false)
    expect(smtp.received.map(({ messageId }) => messageId)).toEqual([`<${id}@example.com>`, `<${id}@example.com>`])
  })

  it('is sent once by two concurrent relays', async () => {
    const smtp = await startSmtp()
    const ids = await Promise.all(Array.from({ length: 25 }, () => enqueue(newAddress())))
    const relays = [relayWith(smtpSender(smtp.url, from)), relayWith(smtpSender(smtp.url, from))]
    await expect.poll(() => relays.flatMap(({ outcomes }) => outcomes).length, { timeout: 20_000 }).toBe(ids.length)
    expect(smtp.received.map(({ messageId }) => messageId).sort()).toEqual(
      ids.map((id) => `<${id}@example.com>`).sort(),
    )
  })

  const refusing = (responseCode: number): SMTPServerOptions => ({
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error(`${address} is unknown`), { responseCode })),
  })

  it('with an address that the server rejects permanently is given up, and one rejected temporarily is not', async () => {
    for (const [responseCode, outcome, unsent] of [
      [550, 'abandoned', false],
      [450, 'failed', true],
    ] as const) {
      const smtp = await startSmtp(refusing(responseCode))
      const courriel = newAddress()
      const id = await enqueue(courriel)
      const relay = relayWith(smtpSender(smtp.url, from))
      await expect.poll(() => relay.outcomes).toEqual([outcome])
      await expect.poll(async () => (await rowOf(id))?.unsent).toBe(unsent)
      const lines = relay.lines.join('')
      expect(lines).toContain(id)
      expect(lines).not.toContain(courriel)
      await relay.stop()
      await pool.raw.query('delete from mail_outbox')
    }
  })

  it('to a server that accepts connections but never answers ends with the relay, at once', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const connected = once(silent, 'connection')
    closings.push(async () => {
      silent.close()
      for (const socket of await connected) socket.destroy()
    })
    const id = await enqueue(newAddress())
    const relay = relayWith(smtpSender(`smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`, from))
    await connected
    const began = performance.now()
    await relay.stop()
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(await rowOf(id)).toMatchObject({ unsent: true, attempts: 1 })
    await pool.raw.query('delete from mail_outbox')
  })

  it('whose person is erased while it is sent leaves no file', async () => {
    const mails = join(folder, 'erased')
    const sender = await folderSender(mails, from)
    const id = await enqueue(newAddress())
    const erasing: MailSender = {
      ...sender,
      send: async (mail, signal) => {
        await pool.raw.query('delete from mail_outbox where mail_id = $1', [id])
        await sender.send(mail, signal)
      },
    }
    const relay = relayWith(erasing)
    await expect.poll(() => relay.outcomes).toEqual(['sent'])
    await relay.stop()
    expect(await readdir(mails)).toEqual([])
  })
})

describe('a password of the mail server', () => {
  it('is not sent without TLS to another machine', async () => {
    const seen: string[] = []
    const smtp = await startSmtp({
      onAuth: ({ username = '' }, _session, done) => {
        seen.push(username)
        done(null, { user: username })
      },
      allowInsecureAuth: true,
    })
    const mail: Outgoing = { id: randomUUID(), to: newAddress(), subject: 's', text: 't' }
    const url = (host: string): string => `smtp://somebody:a-password@${host}:${smtp.port}`
    const signal = new AbortController().signal
    await smtpSender(url('127.0.0.1'), from).send(mail, signal)
    expect(seen).toEqual(['somebody'])
    // An address of this machine that the sender does not recognise as local.
    await expect(smtpSender(url('0.0.0.0'), from).send(mail, signal)).rejects.toMatchObject({ code: 'ETLS' })
    expect(seen).toEqual(['somebody'])
  })
})

describe('an address that got past every check', () => {
  const hostile = [
    'camille@example.org\r\nBcc: everybody@example.net',
    'camille@example.org, everybody@example.net',
    'Camille <camille@example.org>, <everybody@example.net>',
    '"everybody@example.net x"@example.org',
    'camille@example.org>\r\nRCPT TO:<everybody@example.net',
  ]
  const mailTo = (to: string): Outgoing => ({ id: randomUUID(), to, subject: 'subject', text: 'text' })

  it.each(hostile)('reaches no one, neither as a file nor over SMTP: %j', async (to) => {
    const mails = join(folder, randomUUID())
    const smtp = await startSmtp()
    for (const sender of [await folderSender(mails, from), smtpSender(smtp.url, from)])
      await expect(sender.send(mailTo(to), new AbortController().signal)).rejects.toThrow('not one address')
    expect([await readdir(mails), smtp.received]).toEqual([[], []])
  })

  it('is given up by the relay', async () => {
    const smtp = await startSmtp()
    const id = await enqueue('camille@example.org, everybody@example.net')
    const relay = relayWith(smtpSender(smtp.url, from))
    await expect.poll(() => relay.outcomes).toEqual(['abandoned'])
    await expect.poll(async () => (await rowOf(id))?.unsent).toBe(false)
  })
})

describe('a folder of messages', () => {
  it('has files readable only by their owner, and removes old ones but no other files', async () => {
    const mails = join(folder, 'kept')
    const sender = await folderSender(mails, from)
    const [old, fresh] = [randomUUID(), randomUUID()]
    const signal = new AbortController().signal
    for (const id of [old, fresh, fresh]) await sender.send({ id, to: newAddress(), subject: 's', text: 't' }, signal)
    expect((await stat(join(mails, `${old}.eml`))).mode & 0o777).toBe(0o600)
    const foreign = await folderSender(mails, from)
    await foreign.send({ id: 'letter-of-somebody', to: newAddress(), subject: 's', text: 't' }, signal)
    for (const name of [`${old}.eml`, 'letter-of-somebody.eml']) await utimes(join(mails, name), 1, 1)
    await sender.forgetBefore(Date.now() - 60_000)
    expect((await readdir(mails)).sort()).toEqual([`${fresh}.eml`, 'letter-of-somebody.eml'].sort())
  })
})
