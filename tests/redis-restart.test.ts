import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readCompose, requiredVariables } from '#harness/system/compose.ts'
import type { Launch } from '#harness/system/processes.ts'
import { prepareRedis } from '#harness/system/redis.ts'

// Redis replays its log as the user `default` and checks that user's rights at each EXEC: the users of
// deploy/redis-users.conf must not lose anything by that.

const projectRoot = resolve(import.meta.dirname, '..')
const compose = await readCompose(join(projectRoot, 'docker-compose.yml'))
const variables = Object.fromEntries(requiredVariables(compose).map((name) => [name, `password-of-${name}`]))
const stream = 'ecommerce.checkout.events'

let folder: string
let port: number
let launch: Launch
let server: ChildProcess

const start = async (): Promise<void> => {
  server = spawn(launch.command, launch.args, { cwd: launch.cwd, ...launch.user, stdio: 'ignore' })
  await vi.waitFor(async () => expect(launch.ready !== 'once' && (await launch.ready())).toBe(true), 10_000)
}
const stop = async (signal: NodeJS.Signals): Promise<void> => {
  server.kill(signal)
  await once(server, 'exit')
}
const connect = (user?: string): Redis => {
  const credentials = user === undefined ? '' : `${user}:${variables.REDIS_ADMIN_PASSWORD}@`
  const redis = new Redis(`redis://${credentials}127.0.0.1:${port}`, {
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    retryStrategy: () => null,
  })
  redis.on('error', () => {})
  return redis
}

beforeAll(async () => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  port = (probe.address() as { port: number }).port
  probe.close()
  folder = mkdtempSync(join(tmpdir(), 'redis-restart-'))
  chmodSync(folder, 0o711) // like a run's folder: the user of Redis must pass through
  const flags = compose.find(({ kind }) => kind === 'redis')?.command.slice(1) ?? []
  launch = prepareRedis({ name: 'redis', projectRoot, folder, port, flags, variables })
  await start()
})

afterAll(async () => {
  await stop('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

test('data written in transactions, by scripts and by single commands survive a restart', async () => {
  const admin = connect('admin')
  await admin.xadd(stream, '*', 'type', 'alone')
  await admin.multi().xadd(stream, '*', 'type', 'in a transaction').set('outcome:x:1', 'succeeded').exec()
  await admin.eval("redis.call('set', 'a', 1) redis.call('set', 'b', 2)", 0)
  admin.disconnect()
  await stop('SIGTERM')
  await start()
  const again = connect('admin')
  expect([await again.xlen(stream), await again.mget('outcome:x:1', 'a', 'b')]).toEqual([2, ['succeeded', '1', '2']])
  // Not every version checks the rights of `default` on replay; if one does, `default` must have them.
  expect(await again.call('acl', 'dryrun', 'default', 'xadd', stream, '*', 'type', 'x')).toBe('OK')
  again.disconnect()
})

test('an unnamed user may do nothing, and the health check user may only ping', async () => {
  const unnamed = connect()
  for (const command of [
    ['ping'],
    ['get', 'a'],
    ['set', 'a', '9'],
    ['acl', 'whoami'],
    ['auth', 'anything'],
    ['auth', 'default', ''],
  ])
    await expect(unnamed.call(...(command as [string, ...string[]])), command.join(' ')).rejects.toThrow(
      /NOAUTH|WRONGPASS|NOPERM|without any password/,
    )
  await unnamed.call('auth', 'health', 'health')
  expect(await unnamed.ping()).toBe('PONG')
  for (const command of [['get', 'a'], ['info'], ['xlen', stream], ['acl', 'whoami'], ['config', 'get', '*']])
    await expect(unnamed.call(...(command as [string, ...string[]])), command.join(' ')).rejects.toThrow('NOPERM')
  unnamed.disconnect()
})
