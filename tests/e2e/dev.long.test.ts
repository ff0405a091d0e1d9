import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pidFileOf } from '#harness/system/claim.ts'
import { isTaken } from '#harness/system/ports.ts'
import { startTimeOf, stillRunning } from '#harness/system/process-table.ts'
import { freeOffset } from '#harness/system/testing.ts'
import { until } from './until.ts'

// The whole system in a copy of the project, so that files can be changed.
const leftOut = 'worker-notification'

let root: string
let dev: ChildProcess
let debugged: ChildProcess | undefined
let output: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sagabench-copy-'))
  chmodSync(root, 0o755) // Postgres, started by root, runs as another user
  for (const file of execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)) {
    if (/^(docs|reports|tests)\//.test(file)) continue
    mkdirSync(dirname(join(root, file)), { recursive: true })
    cpSync(file, join(root, file))
  }
  mkdirSync(join(root, '.sagabench'))
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
  symlinkSync(resolve('.sagabench/tools'), join(root, '.sagabench/tools'))
})

afterEach(() => {
  dev.kill('SIGKILL') // the guardian ends what it had started
  debugged?.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

const startDev = (...args: string[]): void => {
  output = ''
  dev = spawn('node', ['harness/commands/dev.ts', ...args], { cwd: root })
  for (const stream of [dev.stdout, dev.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk))
}

const said = (pattern: RegExp): Promise<string> =>
  until(
    async () => output,
    (text) => pattern.test(text) || dev.exitCode !== null,
    90_000,
  )

test('npm run dev restarts the process of a changed file, leaves one to a debugger, and leaves nothing running', async () => {
  const offset = await freeOffset('docker-compose.yml')
  startDev('--offset', String(offset), '--without', leftOut)
  await said(/watching \d+ files/)
  expect(output).toMatch(/^ {2}inventaire +127\.0\.0\.1:\d+ {2}\(process \d+\)$/m)

  appendFileSync(join(root, 'services/inventaire/server.ts'), '\n// changed\n')
  await said(/inventaire runs again/)
  expect(output).toContain('services/inventaire/server.ts changed: restarting inventaire\n')

  const [, command = ''] = /^ +node (--env-file=.*)$/m.exec(output) ?? []
  debugged = spawn('node', command.split(' '), { cwd: root, stdio: 'ignore' })
  const port = /is yours, on port (\d+)/.exec(output)?.[1]
  const ready = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    )
  expect(await until(ready, (is) => is)).toBe(true)
  debugged.kill('SIGTERM')

  const folder = join(root, `.sagabench/run-${offset}`)
  const running = stillRunning(pidFileOf(folder))
  expect(running.length).toBeGreaterThan(15)
  dev.kill('SIGINT')
  await once(dev, 'exit')
  expect(dev.exitCode).toBe(130)
  expect(output).toContain('all processes ended')
  expect(running.filter(({ pid, startTime }) => startTimeOf(pid) === startTime)).toEqual([])
  expect(await isTaken(8_080 + offset)).toBe(false)
})
