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
 * Runs work with a separate, empty, non-durable Postgres, and passes it the URL of the owner. Roles belong to a whole cluster,
 * so databases for trials must not be created in the cluster of a running system.
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
