import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterEach, expect, test, vi } from 'vitest'
import { pidFileOf } from './claim.ts'
import { firstLentPort, isTaken } from './ports.ts'
import { startTimeOf, stillRunning } from './process-table.ts'
import { type System, type SystemOptions, startSystem } from './system.ts'
import { freeOffset } from './testing.ts'

const projectRoot = resolve(import.meta.dirname, '../..')
const fixture = (name: string): string => join(import.meta.dirname, 'fixtures', name)

const offset = await freeOffset(fixture('apps.yml'), fixture('stores.yml'))
const folder = join(projectRoot, '.sagabench', `run-${offset}`)
let system: System | undefined
let outside: ChildProcess | undefined

const start = async (file: string, more: Partial<SystemOptions> = {}): Promise<System> => {
  system = await startSystem({ offset, composeFile: fixture(file), projectRoot, ...more })
  return system
}

const isAlive = (pid: number): boolean => startTimeOf(pid) !== undefined
const pidsOf = (one: System): number[] => one.services.flatMap((name) => one.pid(name) ?? [])
const get = async (url: string): Promise<string> => (await fetch(url)).text()

afterEach(async () => {
  await system?.stop()
  system = undefined
  outside?.kill('SIGKILL')
  outside = undefined
  rmSync(folder, { recursive: true, force: true })
})

test('every service starts after what it needs, with addresses and secrets of this run', async () => {
  const lines: string[] = []
  const up = await start('apps.yml', { progress: (line) => lines.push(line.split(' (')[0] ?? '') })
  expect(lines).toEqual(['once done', 'first ready', 'second ready'])
  const environment = JSON.parse(await get(`${up.url('first')}/env`)) as Record<string, string>
  expect(environment).toMatchObject({ OTHER: up.url('second'), HOST: '127.0.0.1', PORT: String(6_101 + offset) })
  expect(up.env('second').SECRET).toBe(up.secrets.SECRET)
  expect(readFileSync(join(up.folder, 'logs/once.log'), 'utf8')).toBe('done once\n')
})

test('after stop nothing is left running, listening or listed', async () => {
  const up = await start('apps.yml')
  const pids = [...pidsOf(up), ...stillRunning(pidFileOf(folder)).map(({ pid }) => pid)]
  expect(pids.filter((pid) => pid !== process.pid).length).toBeGreaterThanOrEqual(3)
  await up.stop()
  expect(pids.filter((pid) => pid !== process.pid && isAlive(pid))).toEqual([])
  expect(await isTaken(6_101 + offset)).toBe(false)
  expect(stillRunning(pidFileOf(folder))).toEqual([])
})

test('a store that is killed and started again keeps what it confirmed', async () => {
  const up = await start('stores.yml')
  const ask = async (text: string): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: up.env('store').URL })
    client.on('error', () => {})
    await client.connect()
    const { rows } = await client.query(text).finally(() => client.end())
    return rows
  }
  await ask('create table kept (id int); insert into kept values (1)')
  const redis = new Redis(up.env('bus').URL ?? '', { maxRetriesPerRequest: null })
  redis.on('error', () => {}) // it is killed below, and connects again
  await redis.set('kept', '1')
  await Promise.all([up.kill('store'), up.kill('bus')])
  expect(up.pid('store')).toBeUndefined()
  await Promise.all([up.start('store'), up.start('bus')])
  expect(await ask('select id from kept')).toEqual([{ id: 1 }])
  expect(await redis.get('kept')).toBe('1')
  redis.disconnect()
})

test('a process that ends by itself is reported with the end of its log', async () => {
  const onCrash = vi.fn()
  const up = await start('apps.yml', { onCrash })
  await get(`${up.url('first')}/crash`).catch(() => {})
  await vi.waitFor(() => expect(onCrash).toHaveBeenCalled(), 10_000)
  expect(onCrash).toHaveBeenCalledWith(
    'first',
    expect.stringMatching(/^first ended with exit code 3.*\n {2}about to crash/),
  )
  await up.start('first')
  expect(await get(up.url('first'))).toBe('ok')
  await up.kill('second', 'SIGTERM')
  expect(onCrash).toHaveBeenCalledTimes(1)
})

test('a start that fails says why and ends what had started', async () => {
  const failing = start('apps.yml', { environment: { second: { FAIL: '1' } } })
  await expect(failing).rejects.toThrow(
    /^second ended with exit code 7 while it was starting.*\n {2}this one has no luck/,
  )
  expect(await isTaken(6_101 + offset)).toBe(false)
  expect(stillRunning(pidFileOf(folder))).toEqual([])
})

test('a start that is given up ends what had started', async () => {
  const given = new AbortController()
  const starting = start('apps.yml', { signal: given.signal, progress: () => given.abort(new Error('enough')) })
  await expect(starting).rejects.toThrow('enough')
  expect(stillRunning(pidFileOf(folder))).toEqual([])
})

test('a port in use is named with its service and process before anything starts', async () => {
  const server = createServer().listen(6_102 + offset, '127.0.0.1')
  await once(server, 'listening')
  const message = `port ${6_102 + offset} (second) is in use by process ${process.pid}`
  await expect(start('apps.yml')).rejects.toThrow(message)
  expect(await isTaken(6_101 + offset)).toBe(false)
  server.close()
})

test('a second start under the same offset names the first', async () => {
  await start('apps.yml')
  const second = startSystem({ offset, composeFile: fixture('apps.yml'), projectRoot })
  await expect(second).rejects.toThrow(`already runs here (process ${process.pid})`)
})

test('an offset that leaves the range of ports, or leads among those of outgoing connections, is refused', async () => {
  await expect(start('apps.yml', { offset: 60_000 })).rejects.toThrow('the highest port is 65535')
  const most = firstLentPort() - 1 - 6_102
  await expect(start('apps.yml', { offset: most + 1 })).rejects.toThrow(`an offset of at most ${most}.`)
})

const startOutside = async (): Promise<number[]> => {
  outside = spawn(process.execPath, [fixture('run-apps.ts'), String(offset)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(outside.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
  return JSON.parse(line.toString()) as number[]
}

test('a harness that is killed leaves nothing running', async () => {
  const pids = await startOutside()
  expect(pids.length).toBe(2)
  outside?.kill('SIGKILL')
  await vi.waitFor(() => expect(pids.filter(isAlive)).toEqual([]), { timeout: 25_000 })
})

test('what a harness leaves that is killed with its guardian is ended by the next start', async () => {
  const pids = await startOutside()
  const guardian = stillRunning(pidFileOf(folder)).find(({ name }) => name === 'guardian')
  process.kill(guardian?.pid ?? 0, 'SIGKILL')
  outside?.kill('SIGKILL')
  await sleep(200)
  expect(pids.filter(isAlive)).toEqual(pids)
  const up = await start('apps.yml')
  expect(pids.filter(isAlive)).toEqual([])
  expect(await get(up.url('first'))).toBe('ok')
})
