import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CannotStart } from '../base/errors.ts'
import { addMissingSecrets, createSecretsFile } from './secrets-file.ts'

const names = ['A', 'JWT_PRIVATE_KEY', 'JWT_PUBLIC_KEY']
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-secrets-'))
  file = join(folder, '.env')
})
afterEach(() => rmSync(folder, { recursive: true }))

const mode = (): number => statSync(file).mode & 0o777
const read = (): Record<string, string> =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )
const command = (...args: string[]) =>
  spawnSync(process.execPath, ['harness/commands/cli.ts', 'secrets', ...args], {
    cwd: resolve(import.meta.dirname, '../..'),
    encoding: 'utf8',
  })

test('a new file has a value for every name, and only its owner can read it', () => {
  const before = process.umask(0)
  createSecretsFile(file, names)
  process.umask(before)
  expect(Object.keys(read())).toEqual(names)
  expect(Object.values(read())).not.toContain('')
  expect(mode()).toBe(0o600)
})

test('an existing file is never replaced', () => {
  writeFileSync(file, 'A=mine\n')
  expect(() => createSecretsFile(file, names)).toThrow(CannotStart)
  expect(() => createSecretsFile(file, names)).toThrow(/exists and is kept.*\n.*--add/)
  expect(readFileSync(file, 'utf8')).toBe('A=mine\n')
})

test('a link to a file elsewhere is not written through', () => {
  writeFileSync(join(folder, 'other'), 'precious')
  symlinkSync('other', file)
  expect(() => createSecretsFile(file, names)).toThrow(CannotStart)
  expect(readFileSync(join(folder, 'other'), 'utf8')).toBe('precious')
})

test('a file that a redirection emptied is explained', () => {
  writeFileSync(file, '')
  expect(() => createSecretsFile(file, names)).toThrow(/is empty, perhaps because the shell truncated it/)
})

test('what a file lacks is added, and what it has stays', () => {
  writeFileSync(file, 'A=mine')
  chmodSync(file, 0o644)
  expect(addMissingSecrets(file, [...names, 'B'])).toEqual(['JWT_PRIVATE_KEY', 'JWT_PUBLIC_KEY', 'B'])
  const first = read()
  expect(first.A).toBe('mine')
  expect(mode()).toBe(0o600)
  expect(addMissingSecrets(file, [...names, 'B'])).toEqual([])
  expect(read()).toEqual(first)
})

test('a name without a value counts as missing', () => {
  writeFileSync(file, 'A=\nB=b\n')
  expect(addMissingSecrets(file, ['A', 'B'])).toEqual(['A'])
  expect(read().A).toMatch(/\S{20}/)
})

test('half of a key pair is not completed with a key that does not match', () => {
  writeFileSync(file, 'JWT_PUBLIC_KEY=x\n')
  expect(() => addMissingSecrets(file, names)).toThrow('has JWT_PUBLIC_KEY without JWT_PRIVATE_KEY')
  expect(readFileSync(file, 'utf8')).toBe('JWT_PUBLIC_KEY=x\n')
})

test('the command writes the file itself, prints no secret, and refuses to do it again', () => {
  const first = command('--out', file)
  expect(first.status, first.stderr).toBe(0)
  const secrets = Object.values(read())
  expect(secrets.length).toBeGreaterThan(30)
  for (const secret of secrets) expect(first.stdout).not.toContain(secret)
  const again = command('--out', file)
  expect(again.status).toBe(69)
  expect(again.stderr).toContain('exists and is kept')
  expect(Object.values(read())).toEqual(secrets)
  expect(command('--out', file, '--add').stdout).toContain('already has every secret')
  expect(command('--out', '').status).toBe(64)
})
