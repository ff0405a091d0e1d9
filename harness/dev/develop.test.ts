import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pidFileOf } from '../system/claim.ts'
import { startTimeOf, stillRunning } from '../system/process-table.ts'
import { runFolderOf, type System, startSystem } from '../system/system.ts'
import { freeOffset } from '../system/testing.ts'
import { develop } from './develop.ts'
import { envFileOf, writeEnvFile } from './env-file.ts'
import { recordingEnvironment } from './loaded-modules.ts'

// A project of its own with two processes, of which each loads a file of its own and one that both share.
const fixtures = join(import.meta.dirname, 'fixtures')
const timeout = 20_000

let root: string
let offset: number
let system: System
let lines: string[]
let stop: AbortController
let watching: Promise<void>

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'sagabench-dev-'))
  cpSync(fixtures, root, { recursive: true })
  offset = await freeOffset(join(root, 'compose.yml'))
  lines = []
  stop = new AbortController()
  let crash = (_name: string, _message: string): boolean => false
  system = await startSystem({
    offset,
    composeFile: join(root, 'compose.yml'),
    environment: recordingEnvironment(['one', 'two'], runFolderOf(root, offset)),
    onCrash: (name, message) => void crash(name, message),
  })
  watching = develop({
    system,
    projectRoot: root,
    names: ['one', 'two'],
    sources: ['specs'],
    generator: 'generate.ts',
    readAtStart: ['compose.yml'],
    gatewayFile: 'gateway.yml',
    print: (line) => lines.push(line),
    signal: stop.signal,
    onCrash: (handle) => {
      crash = handle
    },
  })
  await said(/^watching 4 files of 2 processes, and specs$/)
})

afterEach(async () => {
  stop.abort()
  await watching
  await system.stop()
  rmSync(root, { recursive: true, force: true })
})

const said = (pattern: RegExp): Promise<string> =>
  vi.waitFor(
    () => {
      const line = lines.find((one) => pattern.test(one))
      if (line === undefined) throw new Error(`no line matches ${pattern}:\n${lines.join('\n')}`)
      return line
    },
    { timeout },
  )

const answer = async (name: string): Promise<string> => (await fetch(system.url(name))).text()
const log = (name: string): string => readFileSync(join(system.folder, `logs/${name}.log`), 'utf8')
const edit = (file: string, from: string, to: string): void => {
  const path = join(root, file)
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to))
}

test('a changed file restarts the process that has loaded it, and no other', async () => {
  const [one, two] = [system.pid('one'), system.pid('two')]
  edit('src/one.ts', 'one says', 'ONE says')
  await said(/^src\/one\.ts changed: restarting one$/)
  await said(/^one runs again/)
  expect(await answer('one')).toBe('ONE says first')
  expect(system.pid('one')).not.toBe(one)
  expect(system.pid('two')).toBe(two)
})

test('a file that is written without a change restarts nothing', async () => {
  const pids = [system.pid('one'), system.pid('two')]
  edit('src/one.ts', 'nothing', 'nothing')
  edit('src/two.ts', 'two says', 'TWO says') // seen after it
  await said(/^two runs again/)
  expect(system.pid('one')).toBe(pids[0])
  expect(system.pid('two')).not.toBe(pids[1])
})

test('a changed source runs the generator, and what it writes restarts those that load it, once', async () => {
  writeFileSync(join(root, 'specs/greeting.txt'), 'second')
  await said(/^specs\/greeting\.txt changed: node generate\.ts$/)
  await said(/^the generated code is up to date/)
  await said(/^two runs again/)
  await said(/^one runs again/)
  expect([await answer('one'), await answer('two')]).toEqual(['one says second', 'two says second'])
  edit('src/two.ts', 'two says', 'TWO says') // handled after everything that the generator changed
  await said(/^src\/two\.ts changed/)
  expect(log('one').match(/one starts/g)).toHaveLength(2)
})

test('a mistake in a source is printed and leaves everything running', async () => {
  const pids = [system.pid('one'), system.pid('two')]
  writeFileSync(join(root, 'specs/greeting.txt'), '')
  expect(await said(/^generate ended with exit code 65/)).toContain('specs/greeting.txt: there is no greeting')
  expect([system.pid('one'), system.pid('two')]).toEqual(pids)
})

test('a process that can not start prints why and runs again after the next change', async () => {
  edit('src/one.ts', 'const', 'const const')
  expect(await said(/one waits for the next change$/)).toContain('src/one.ts:')
  expect(system.pid('two')).toBeDefined()
  edit('src/one.ts', 'const const', 'const')
  await said(/^one runs again/)
  expect(await answer('one')).toBe('one says first')
})

test('a process that ends by itself waits for a change', async () => {
  await fetch(`${system.url('two')}/crash`).catch(() => {})
  await said(/^two ended with exit code 3/)
  edit('src/one.ts', 'one says', 'ONE says')
  await said(/^two runs again/)
})

test('a start that hangs is given up for the next change', async () => {
  edit('src/one.ts', 'server.listen(', "console.log('one hangs')\nvoid (")
  await said(/restarting one$/)
  await vi.waitFor(() => expect(log('one')).toContain('one hangs'), { timeout })
  edit('src/one.ts', "console.log('one hangs')\nvoid (", 'server.listen(')
  await said(/^one runs again/)
  expect(await answer('one')).toBe('one says first')
})

test('a file that is read at the start only asks for a new start', async () => {
  writeFileSync(join(root, 'src/001-first.sql'), 'select 1')
  edit('compose.yml', 'services:', '# changed\nservices:')
  await said(/^compose\.yml changed: it is read when the system starts; press Ctrl-C/)
  await said(/^src\/001-first\.sql changed: it is read when the system starts/)
})

test('after the end nothing is left running, although a process was just restarting', async () => {
  edit('src/shared.ts', 'says', 'SAYS')
  await said(/restarting one, two$/)
  const begun = stillRunning(pidFileOf(system.folder))
  stop.abort()
  await watching
  await system.stop()
  expect(begun.length).toBeGreaterThan(2)
  expect(begun.filter(({ pid, startTime }) => startTimeOf(pid) === startTime).map(({ name }) => name)).toEqual([
    'harness',
  ])
  expect(existsSync(pidFileOf(system.folder))).toBe(false)
})

test('the environment file for a debugger contains that of the process, and only its owner can read it', () => {
  const file = envFileOf(system.folder, 'two')
  writeEnvFile(file, { PORT: '80', SECRET: 'a=b#c', EMPTY: '' })
  const environment: Record<string, string | undefined> = process.env
  process.loadEnvFile(file)
  expect([environment.SECRET, environment.EMPTY]).toEqual(['a=b#c', ''])
  expect(() => writeEnvFile(file, { PORT: "'" })).toThrow('PORT contains a quote or a line feed')
})
