import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { restartable } from '#harness/dev/loaded-modules.ts'
import { readComposeNow } from '#harness/system/compose.ts'

type Launch = { name: string; program: string; args?: string[]; envFile?: string }

const read = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T
const { configurations } = read<{ configurations: Launch[] }>('.vscode/launch.json')
const services = readComposeNow('docker-compose.yml')
const names = restartable(services)
const inProject = (path: string): string => path.replace(/^\$\{workspaceFolder\}\//, '')

test('the debugger can run each process that npm run dev can leave out, by its own command', () => {
  const debugged = configurations
    .filter(({ envFile }) => envFile !== undefined)
    .map(({ name, program, args = [], envFile = '' }) => [name, inProject(envFile), inProject(program), ...args])
  const expected = names.map((name) => {
    const command = services.find((service) => service.name === name)?.command.slice(1) ?? []
    return [name, `.sagabench/run-0/env/${name}.env`, ...command]
  })
  expect(names.length).toBeGreaterThan(10)
  expect(debugged).toEqual(expected)
})

test('every program that the debugger starts exists, and the tasks offer the same processes', () => {
  const programs = configurations.map(({ program }) => inProject(program))
  expect(programs.filter((path) => !existsSync(path))).toEqual([])
  const { inputs } = read<{ inputs: { options: string[] }[] }>('.vscode/tasks.json')
  expect(inputs[0]?.options).toEqual(names)
})

test('.nvmrc names a Node that set-up accepts', () => {
  const { minimum } = read<{ minimum: string }>('tools/node.lock.json')
  const [major = Number.NaN] = minimum.split('.').map(Number)
  expect(Number(readFileSync('.nvmrc', 'utf8'))).toBe(major)
})

const dev = (...args: string[]) => spawnSync('node', ['harness/commands/dev.ts', ...args], { encoding: 'utf8' })

test('npm run dev -- --help says what it does and starts nothing', () => {
  const { status, stdout } = dev('--help')
  expect(status).toBe(0)
  expect(stdout).toContain('npm run dev -- --without PROCESS')
})

test.each([
  [['--without', 'nobody'], `--without nobody: unknown process; there are ${names[0]}, `],
  [['--offset', 'x'], '--offset x: must be a whole number, such as 10000'],
  [['now'], 'unknown argument now'],
])('npm run dev -- %j is refused with what would be right', (args, message) => {
  const { status, stderr } = dev(...args)
  expect(status).toBe(64)
  expect(stderr).toContain(message)
  expect(stderr).toContain('npm run dev -- --help')
})
