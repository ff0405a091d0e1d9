import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../base/errors.ts'
import { onPath } from '../system/tools.ts'
import { docker, type EngineAddress } from './engine.ts'

const startMs = 60_000
const stopMs = 40_000
const pollMs = 200
const askMs = 10_000

export type OwnEngine = EngineAddress & { readonly stop: () => Promise<void> }

/** Why this machine can't start an engine; undefined if it can. */
export const whyNoEngine = (): string | undefined => {
  if (process.platform !== 'linux')
    return `a Docker engine can be started on Linux only, and this is ${process.platform}`
  if (process.getuid?.() !== 0) return 'only root can start a Docker engine'
  const missing = ['unshare', 'nsenter', 'mount', 'bash'].find((program) => onPath(program) === undefined)
  if (missing !== undefined) return `${missing} is missing (Debian's package util-linux or bash)`
  const version = /overlay$/m.test(readFileSync('/proc/filesystems', 'utf8'))
  return version ? undefined : 'the kernel has no overlay file system (modprobe overlay)'
}

/** Why the Compose file can't run on this machine: no engine runs, and none can be started. */
export const whyNoContainers = (): string | undefined => {
  const runs = onPath('docker') !== undefined && spawnSync('docker', ['info'], { timeout: askMs }).status === 0
  return runs ? undefined : whyNoEngine()
}

/**
 * Starts the Docker engine of a Debian system in separate namespaces. It ends with `stop` or when this process dies.
 * @param network `machine`: builds use the network of this machine. `own`: a separate network, so that published ports can't
 *   conflict with those of the machine; nothing outside can be reached.
 * @throws CannotStart
 */
export const startOwnEngine = async (options: {
  readonly root: string
  readonly cache: string
  readonly projectRoot: string
  readonly network: 'machine' | 'own'
}): Promise<OwnEngine> => {
  const { root, cache, projectRoot, network } = options
  const logFile = join(cache, 'dockerd.log')
  const log = openSync(logFile, 'w')
  const own = network === 'own'
  const script = join(import.meta.dirname, 'enter-root.sh')
  const namespaces = ['--mount', '--propagation', 'private', '--pid', '--fork', ...(own ? ['--net'] : [])]
  const child = spawn(
    'unshare',
    [...namespaces, 'bash', script, root, projectRoot, join(cache, 'docker'), ...(own ? ['own-network'] : [])],
    // A separate process group, so that Ctrl-C reaches only the harness, which stops the containers first.
    { stdio: ['pipe', 'pipe', log], detached: true },
  )
  closeSync(log)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  try {
    const address = addressOf(await firstLine(child), own)
    await untilItAnswers(address, child)
    return { ...address, stop: () => stop(child, ended) }
  } catch (error) {
    await stop(child, ended)
    const end = readFileSync(logFile, 'utf8').trim().split('\n').slice(-8)
    throw new CannotStart(
      `No Docker engine could be started: ${(error as Error).message}\n${end.map((line) => `    ${line}`).join('\n')}`,
    )
  }
}

const addressOf = (pid: string, own: boolean): EngineAddress => ({
  kind: 'own',
  docker: [
    'nsenter',
    '--target',
    pid,
    '--mount',
    ...(own ? ['--net'] : []),
    '--',
    'env',
    '-i',
    'HOME=/root',
    'PATH=/usr/sbin:/usr/bin:/sbin:/bin',
    'DOCKER_BUILDKIT=0',
  ],
  network: own ? ['nsenter', '--target', pid, '--net', '--'] : [],
})

const firstLine = async (child: ChildProcess): Promise<string> => {
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: child.stdout })) return line
  throw new Error('its namespaces could not be created')
}

const untilItAnswers = async (address: EngineAddress, child: ChildProcess): Promise<void> => {
  const deadline = Date.now() + startMs
  for (;;) {
    try {
      await docker(address, ['info'], { timeoutMs: 5_000 })
      return
    } catch (error) {
      if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
      if (Date.now() > deadline) throw error
      await sleep(pollMs)
    }
  }
}

/** Closing the input ends its first process, and with it all others. */
const stop = async (child: ChildProcess, ended: Promise<void>): Promise<void> => {
  child.stdin?.end()
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMs)
  await ended
  clearTimeout(timer)
}
