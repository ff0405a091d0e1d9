import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Redis } from 'ioredis'
import { findRedis } from '#harness/system/redis.ts'

/**
 * The address of a Redis database that no other test of this run uses: names of streams and keys are fixed, so concurrent tests
 * would read each other's entries. A counter in database 0 assigns the numbers.
 * @param redisUrl address of the test server, without a database number
 */
export const takeTestRedis = async (redisUrl: string): Promise<string> => {
  const redis = new Redis(redisUrl)
  try {
    return `${redisUrl}/${await redis.incr('test-databases-taken')}`
  } finally {
    redis.disconnect()
  }
}

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Starts a separate Redis server for tests that would disturb others (memory limits, restarts); its files are in `folder`. */
export const startOwnRedis = async (flags: readonly string[] = []) => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-redis-'))
  const port = await freePort()
  const common = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder]
  const server = spawn(findRedis(resolve(import.meta.dirname, '../..')), [...common, ...flags], { stdio: 'ignore' })
  const url = `redis://127.0.0.1:${port}`
  const redis = new Redis(url, { retryStrategy: () => 50, maxRetriesPerRequest: null })
  redis.on('error', () => {})
  await redis.ping()
  redis.disconnect()
  return {
    url,
    stop: async (): Promise<void> => {
      server.kill('SIGTERM')
      if (server.exitCode === null) await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
