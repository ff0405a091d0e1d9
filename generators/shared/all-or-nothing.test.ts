import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { allOrNothing } from './all-or-nothing.ts'

let folder: string
const home = process.cwd()
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'all-or-nothing-'))
  mkdirSync(join(folder, 'out/a'), { recursive: true })
  writeFileSync(join(folder, 'out/a/file.ts'), 'before')
  writeFileSync(join(folder, 'routes.yml'), 'before')
})
afterEach(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true, force: true })
})

const module = resolve(import.meta.dirname, 'all-or-nothing.ts')
/** Spoils all outputs, then does what `end` says. */
const script = (end: string): string => `
  import { rmSync, writeFileSync } from 'node:fs'
  import { allOrNothing } from '${module}'
  await allOrNothing(['out', 'routes.yml', 'new'], 'scratch', async () => {
    rmSync('out', { recursive: true })
    writeFileSync('routes.yml', 'after')
    writeFileSync('new', 'after')
    ${end}
  })`

const runScript = async (end: string, signal?: NodeJS.Signals): Promise<number | null> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script(end)], { cwd: folder })
  if (signal !== undefined) child.stdout.once('data', () => child.kill(signal))
  const [code] = (await once(child, 'close')) as [number | null]
  return code
}

const expectUnchanged = (): void => {
  expect(readFileSync(join(folder, 'out/a/file.ts'), 'utf8')).toBe('before')
  expect(readFileSync(join(folder, 'routes.yml'), 'utf8')).toBe('before')
  expect(existsSync(join(folder, 'new'))).toBe(false)
  expect(readdirSync(join(folder, 'scratch'))).toEqual([])
}

it('a failed generation leaves every output as it was', async () => {
  expect(await runScript(`throw new Error('the third of five generators failed')`)).toBe(1)
  expectUnchanged()
})

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a generation stopped by %s leaves every output as it was', async (signal, code) => {
  const wait = `console.log('spoilt'); setInterval(() => {}, 1_000); await new Promise(() => {})`
  expect(await runScript(wait, signal)).toBe(code)
  expectUnchanged()
})

it('a generation that succeeds replaces its outputs and removes the copies', async () => {
  process.chdir(folder)
  await allOrNothing(['out', 'routes.yml'], 'scratch', async () => writeFileSync('routes.yml', 'after'))
  expect(readFileSync('routes.yml', 'utf8')).toBe('after')
  expect(readdirSync('scratch')).toEqual([])
})
