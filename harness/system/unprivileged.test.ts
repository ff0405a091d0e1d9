import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Gateway, prepareGateway } from './gateway.ts'
import { createSupervisor, type Launch, logFile, type Supervisor } from './processes.ts'
import { prepareRedis } from './redis.ts'
import { findUser, nobodyFor } from './unprivileged.ts'

// As root the servers have to run as nobody; as anybody else, as that user. Both are seen in /proc.

const projectRoot = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'sagabench-unprivileged-'))
const target = createServer(async (incoming, outgoing) => {
  let size = 0
  for await (const part of incoming) size += part.length
  outgoing.end(String(size))
})
let supervisor: Supervisor
let gateway: Gateway
let redis: Launch
const ports = { gateway: 0, redis: 0 }

const self = process.getuid?.()
const expected = self === 0 ? findUser('nobody')?.uid : self

const freePort = async (): Promise<number> => {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const statusOf = (pid: number, field: string): number[] => {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${field}:(.*)$`, 'm'))?.[1] ?? ''
  return line.trim().split(/\s+/).filter(Boolean).map(Number)
}
const childrenOf = (parent: number): number[] =>
  readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
const pidOf = (name: string): number => supervisor.pid(name) ?? expect.fail(`${name} does not run`)
const post = async (bytes: number): Promise<string> => {
  const headers = { 'X-API-Key': 'application-key' }
  const body = 'x'.repeat(bytes)
  const response = await fetch(`http://127.0.0.1:${ports.gateway}/api/shared/x`, { method: 'POST', headers, body })
  return `${response.status} ${await response.text()}`
}

/** The fixture's limit for a body is no more than nginx keeps in memory. */
const kongFileForLargeBodies = (): string => {
  const text = readFileSync(join(import.meta.dirname, '../gateway/fixtures/kong.yml'), 'utf8')
  const file = join(folder, 'kong.yml')
  writeFileSync(file, text.replace('allowed_payload_size: 64', 'allowed_payload_size: 1024'))
  return file
}

beforeAll(async () => {
  chmodSync(folder, 0o711)
  target.listen(0, '127.0.0.1')
  await once(target, 'listening')
  const address = `127.0.0.1:${(target.address() as AddressInfo).port}`
  const addresses = new Map(['pool-1', 'pool-2', 'wide', 'narrow'].map((name) => [`${name}:80`, address]))
  ports.gateway = await freePort()
  ports.redis = await freePort()
  supervisor = createSupervisor(folder, () => {})
  gateway = prepareGateway({
    name: 'gateway',
    projectRoot,
    folder,
    port: ports.gateway,
    kongFile: kongFileForLargeBodies(),
    variables: { APPLICATION_KEY: 'application-key' },
    addresses: () => addresses,
    logFile: logFile(folder, 'gateway'),
  })
  const flags = ['--appendonly', 'yes']
  redis = prepareRedis({ name: 'redis', projectRoot, folder, port: ports.redis, flags, variables: {} })
  await Promise.all([supervisor.launch(gateway.launch), supervisor.launch(redis)])
})

afterAll(async () => {
  await supervisor.stop(['gateway', 'redis'])
  await supervisor.close()
  target.closeAllConnections()
  target.close()
  rmSync(folder, { recursive: true })
})

const expectWorkers = async (): Promise<void> => {
  // The worker before a reload may still be on its way out.
  await vi.waitFor(() => expect(childrenOf(pidOf('gateway'))).toHaveLength(1), 10_000)
  for (const worker of childrenOf(pidOf('gateway'))) expect(statusOf(worker, 'Uid')).toEqual(Array(4).fill(expected))
}

test('the workers of the gateway never run as root, before and after a reload', async () => {
  expect(expected).toBeGreaterThan(0)
  await expectWorkers()
  await gateway.reload(pidOf('gateway'))
  await expectWorkers()
})

test('a body that the gateway has to put in a file passes, and its configuration stays ours', async () => {
  expect(await post(300_000)).toBe('200 300000')
  expect(readFileSync(logFile(folder, 'gateway'), 'utf8')).toContain('buffered to a temporary file')
  const { uid, mode } = statSync(join(folder, 'nginx/nginx.conf'))
  expect([uid, mode & 0o777]).toEqual([self, 0o600])
  expect(statSync(join(folder, 'nginx')).uid).toBe(self)
})

test('Redis never runs as root, and finds its data again after it was killed', async () => {
  expect(statusOf(pidOf('redis'), 'Uid')).toEqual(Array(4).fill(expected))
  if (self === 0) expect(statusOf(pidOf('redis'), 'Groups')).toEqual([])
  const before = new Redis(ports.redis)
  await before.set('a', '1')
  await before.bgrewriteaof()
  await vi.waitFor(async () => expect(await before.info('persistence')).toContain('aof_rewrite_in_progress:0'), 5_000)
  before.disconnect()
  await supervisor.kill('redis', 'SIGKILL')
  await supervisor.launch(redis)
  const after = new Redis(ports.redis)
  expect(await after.get('a')).toBe('1')
  after.disconnect()
  expect(statusOf(pidOf('redis'), 'Uid')).toEqual(Array(4).fill(expected))
})

test('what Redis writes belongs to its user and can be read by nobody else', () => {
  const paths = ['redis', 'redis/appendonlydir']
  const files = readdirSync(join(folder, 'redis/appendonlydir')).map((name) => `redis/appendonlydir/${name}`)
  expect(files.length).toBeGreaterThan(0)
  for (const path of [...paths, ...files]) {
    const { uid, mode } = statSync(join(folder, path))
    expect([path, uid, mode & 0o077]).toEqual([path, expected, 0])
  }
})

test('a server keeps our user where another one could not reach its files', () => {
  expect(nobodyFor(folder)?.uid).toBe(self === 0 ? expected : undefined)
  chmodSync(folder, 0o700)
  try {
    expect(nobodyFor(folder)).toBeUndefined()
  } finally {
    chmodSync(folder, 0o711)
  }
})
