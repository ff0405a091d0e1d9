import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it, test } from 'vitest'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'
import { storeEvents } from '../infrastructure/events.ts'
import { success } from '../testing.ts'
import { parseCommand, UsageError } from './arguments.ts'

let database: TestDatabase
let owner: Pool
let folder: string

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'), 'services/event-store/infrastructure/migrations')
  owner = openPool({ url: database.adminUrl, name: 'event-store-cli-test' })
  folder = await mkdtemp(join(tmpdir(), 'events-'))
})

afterAll(async () => {
  await owner.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

/** Runs the command as npm would: its exit code and everything it printed. */
const events = async (args: string[], env: Record<string, string> = {}): Promise<{ code: number; text: string }> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], {
    env: { PATH: process.env.PATH ?? '', DATABASE_URL: database.url, ANCHOR_FILE: join(folder, 'anchor'), ...env },
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (text += data))
  const [code] = (await once(child, 'close')) as [number]
  return { code, text }
}

it('seal writes the anchor; verify passes, and fails naming the event once one was changed', async () => {
  await storeEvents(owner, success())
  expect(await events(['seal'])).toMatchObject({ code: 0, text: expect.stringContaining('4 events of 1 checkouts') })
  expect(await events(['verify'])).toMatchObject({ code: 0, text: expect.stringContaining('nothing was changed') })
  await owner.raw.query('update event set ts = 0 where version = 2')
  expect(await events(['verify'])).toMatchObject({ code: 1, text: expect.stringContaining('version 2: the hash') })
})

it('missing arguments, an unreachable database and an empty backup are each reported with what to do', async () => {
  const unreachable = 'postgres://nobody:nowhere@127.0.0.1:1/none'
  expect(await events(['backup', folder])).toMatchObject({
    code: 64,
    text: expect.stringContaining('DATABASE_ADMIN_URL'),
  })
  expect((await events(['verify'], { DATABASE_URL: unreachable })).code).toBe(69)
  const nothing = await events(['restore', folder, '--database', 'event_store'], {
    DATABASE_ADMIN_URL: unreachable,
    EVENT_STORE_DB_PASSWORD: 'any-password',
  })
  expect(nothing).toMatchObject({ code: 69, text: expect.stringContaining('contains no finished backup') })
})

test.each([
  [['backup'], 'backup takes exactly one folder'],
  [['restore', 'a', 'b'], 'restore takes exactly one folder'],
  [['verify'], 'verify needs an anchor'],
  [['forget'], 'Unknown command forget'],
  [['verify', '--ancor', 'x'], "Unknown option '--ancor'"],
])('%j is rejected with the reason', (args, message) => {
  expect(() => parseCommand(args, undefined)).toThrow(UsageError)
  expect(() => parseCommand(args, undefined)).toThrow(message)
})
