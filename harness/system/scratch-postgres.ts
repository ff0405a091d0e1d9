import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preparePostgres, removePostgresData } from './postgres.ts'
import { createSupervisor } from './processes.ts'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/**
 * A Postgres of its own, empty, not durable, for as long as the work takes: roles belong to a whole cluster, so whoever makes
 * databases for a trial must not do it where a system runs. Gives the owner's URL.
 */
export const withScratchPostgres = async <T>(projectRoot: string, work: (url: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-scratch-'))
  chmodSync(folder, 0o711)
  const [name, user, password, port] = ['postgres', 'postgres', randomBytes(12).toString('hex'), await freePort()]
  const supervisor = createSupervisor(folder, () => {})
  try {
    const settings = ['-c', 'fsync=off', '-c', 'max_connections=100']
    await supervisor.launch(await preparePostgres({ name, projectRoot, folder, port, user, password, settings }))
    return await work(`postgres://${user}:${password}@127.0.0.1:${port}/postgres`)
  } finally {
    await supervisor.stop([name])
    await supervisor.close()
    removePostgresData(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}
