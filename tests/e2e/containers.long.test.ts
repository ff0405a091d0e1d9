import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { needing } from '../support/left-out.ts'

const root = resolve(import.meta.dirname, '../..')
const main = 'scenarios/containers/main.ts'

const start = (): ChildProcessByStdio<null, Readable, Readable> =>
  spawn(process.execPath, [main], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true })

/** Command lines of the engines started for this project. */
const engines = (): string[] =>
  globSync('/proc/[0-9]*/cmdline')
    .map((file) => {
      try {
        return readFileSync(file, 'utf8').replaceAll('\0', ' ')
      } catch {
        return '' // It has ended meanwhile.
      }
    })
    .filter((command) => command.includes(join(root, '.sagabench/containers/docker')))

describe('docker-compose.yml on a real engine', needing('containers'), () => {
  it('starts and serves, survives kills and restarts, and keeps its rows', { timeout: 900_000 }, async () => {
    const child = start()
    const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
    const lines = printed.split('\n')
    const output = `${printed}\n${errors}`
    expect(child.exitCode ?? (await once(child, 'exit'))[0], output).toBe(exitCodes.pass)
    const steps = lines.flatMap((line) => / s {2}✓ ([\w -]+): /.exec(line)?.[1] ?? [])
    expect(steps).toEqual([
      'no secrets',
      'secrets',
      'up --wait',
      'checkouts',
      'registration',
      'metrics',
      'C1',
      'kill -9',
      'restarts',
      'addresses',
      'down and up',
      'checkouts again',
      'invariants',
    ])
    expect(output).toMatch(/(real images|the real images were not checked): /)
    expect(engines()).toEqual([])
  })

  it('leaves nothing running when it is interrupted', { timeout: 300_000 }, async () => {
    const child = start()
    const exited = once(child, 'exit')
    child.stderr.resume()
    for await (const line of createInterface({ input: child.stdout }))
      if (/building|no secrets/.test(line) && !child.killed) child.kill('SIGINT')
    expect((await exited)[0]).toBe(exitCodes.interrupted)
    expect(engines()).toEqual([])
  })
})

it('without an engine, and without a way to start one, it reports why and exits with its own code', () => {
  const { status, stderr } = spawnSync(process.execPath, [main], {
    cwd: root,
    env: { PATH: '/nowhere' },
    encoding: 'utf8',
  })
  expect(status).toBe(exitCodes.unavailable)
  expect(stderr).toMatch(
    /^No Docker engine with Compose runs here, and none can be started: (only root|unshare is missing|.*Linux only)/,
  )
})
