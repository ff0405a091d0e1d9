import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../base/errors.ts'
import type { ComposeService } from './compose.ts'
import { firstLentPort, isTaken } from './ports.ts'
import { removePostgresData } from './postgres.ts'
import { remember, stillRunning, sweep } from './process-table.ts'

/** The file that lists the processes of a run. */
export const pidFileOf = (folder: string): string => join(folder, 'pids')

/**
 * Claims and empties the folder of the run: checks that no other system runs under this offset, ends processes that a killed
 * run left behind, and checks that all ports are free.
 * @throws CannotStart
 */
export const claimRun = async (folder: string, services: readonly ComposeService[], offset: number): Promise<void> => {
  const owner = stillRunning(pidFileOf(folder)).find(({ name }) => name === 'harness')
  if (owner !== undefined) {
    throw new CannotStart(
      `A system already runs here (process ${owner.pid}). End it with Ctrl-C or kill ${owner.pid}, or start another one beside it with ${hint(offset)}.`,
    )
  }
  await sweep(pidFileOf(folder))
  await requireFreePorts(services, offset)
  removePostgresData(folder)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  remember(pidFileOf(folder), process.pid, 'harness')
}

const requireFreePorts = async (services: readonly ComposeService[], offset: number): Promise<void> => {
  const wanted = services.flatMap(({ name, ports }) =>
    ports.map(({ published }) => ({ name, port: published + offset })),
  )
  const highest = wanted.reduce((one, other) => (other.port > one.port ? other : one), { name: '', port: 0 })
  const base = highest.port - offset
  const lentFrom = firstLentPort()
  if (highest.port > 65_535)
    throw new CannotStart(`Offset ${offset} puts ${highest.name} on port ${highest.port}; the highest port is 65535.`)
  // Some machines use nearly all ports for outgoing connections, so this can't be avoided there.
  if (base < lentFrom && highest.port >= lentFrom) {
    const most = lentFrom - 1 - base
    throw new CannotStart(
      `Offset ${offset} puts ${highest.name} on port ${highest.port}. This machine uses ports from ${lentFrom} on for outgoing connections, so one may be taken at any moment. Use an offset of at most ${most}.`,
    )
  }
  const taken = (await Promise.all(wanted.map(async (one) => ((await isTaken(one.port)) ? [one] : [])))).flat()
  if (taken.length === 0) return
  const lines = taken.map(({ name, port }) => `  port ${port} (${name}) is in use${holder(port)}`)
  throw new CannotStart(
    `Some ports are taken:\n${lines.join('\n')}\nFree them, or move the whole system with ${hint(offset)}.`,
  )
}

const hint = (offset: number): string => `--offset ${offset === 10_000 ? 20_000 : 10_000}`

const holder = (port: number): string => {
  const pid = process.platform === 'linux' ? listenerOnLinux(port) : listenerByLsof(port)
  return pid === undefined ? '' : ` by process ${pid}`
}

/** Finds the listening socket's inode, then the process that has it open. */
const listenerOnLinux = (port: number): string | undefined => {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const listening = '0A'
  const inode = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((table) => readOr(() => readFileSync(table, 'utf8'), '').split('\n'))
    .map((line) => line.trim().split(/\s+/))
    .find((fields) => fields[1]?.endsWith(local) && fields[3] === listening)?.[9]
  if (inode === undefined) return undefined
  return readdirSync('/proc').find(
    (pid) =>
      /^\d+$/.test(pid) &&
      readOr(() => readdirSync(`/proc/${pid}/fd`), []).some(
        (fd) => readOr(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '') === `socket:[${inode}]`,
      ),
  )
}

const listenerByLsof = (port: number): string | undefined =>
  readOr(() => execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' }), '')
    .split('\n')
    .find((line) => line !== '')

const readOr = <T>(read: () => T, otherwise: T): T => {
  try {
    return read()
  } catch {
    return otherwise
  }
}
