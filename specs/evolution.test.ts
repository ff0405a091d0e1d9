import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { type Comparison, compareAll, verdictOf } from '#generators/evolution/evolution.ts'
import { formatComparison } from '#generators/evolution/format.ts'

/** Bundling starts a process, which is slow on a busy machine. */
const slowMs = 120_000
const folder = mkdtempSync(join(tmpdir(), 'specs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Edit = readonly [file: string, before: string, after: string]

/** Compares an edited copy of the specifications with the released ones. */
const compareEdited = async (name: string, edits: readonly Edit[]): Promise<Map<string, Comparison>> => {
  const specs = join(folder, name)
  cpSync('specs', specs, { recursive: true })
  for (const [file, before, after] of edits) {
    const text = readFileSync(join(specs, file), 'utf8')
    expect(text, `${file} contains ${before}`).toContain(before)
    writeFileSync(join(specs, file), text.replace(before, after))
  }
  return new Map((await compareAll({ specs, reviews: [] })).map((one) => [one.document, one]))
}

it('every breaking change in specs/ has a new major version, and no difference is unknown', {
  timeout: slowMs,
}, async () => {
  const comparisons = await compareAll()
  const open = comparisons.filter(({ isBroken, isUnknown }) => isBroken || isUnknown)
  expect(open.map(formatComparison)).toEqual([])
  expect(verdictOf(comparisons)).toBe('compatible')
  const unreleased = comparisons.filter(({ compared }) => !/^[1-9]/.test(compared))
  // New since the last release; a release empties this list.
  expect(unreleased.map(({ document }) => document)).toEqual(['arazzo/validation.yaml'])
})

it('each change is reported with its kind, its rule and the affected applications', { timeout: slowMs }, async () => {
  const changed = await compareEdited('changed', [
    ['asyncapi/checkout.yaml', 'required: [checkout_id, commande_id, client_id]', 'required: [checkout_id, client_id]'],
    ['openapi/commandes.yaml', 'summary: Record the order', 'summary: In other words, record the order'],
    ['common/restocking.yaml', 'enum: [en_attente, approuvee, rejetee]', 'enum: [en_attente, approuvee]'],
    ['openapi/inventaire.yaml', '  /api/inventaire/diminuer-stock/:', '  /api/inventaire/reduire-stock/:'],
    ['arazzo/checkout.yaml', 'timeout: 800', 'timeout: 700'],
  ])
  const rulesOf = (document: string): string[] =>
    (changed.get(document)?.changes ?? []).map(({ kind, rule }) => `${kind} ${rule}`)
  expect(rulesOf('asyncapi/checkout.yaml')).toContain('breaking property-became-optional')
  expect(changed.get('arazzo/checkout.yaml')?.isBroken).toBe(true) // its major version is that of the release
  const optional = changed
    .get('asyncapi/checkout.yaml')
    ?.changes.find(({ rule }) => rule === 'property-became-optional')
  expect(optional?.affected).toContain('cqrs-projection')
  expect(optional?.now).toMatch(/changed\/asyncapi\/checkout\.yaml:\d+$/)
  expect(rulesOf('openapi/commandes.yaml')).toContain('documentation documentation')
  const gone = changed.get('openapi/inventaire.yaml')?.changes.find(({ rule }) => rule === 'operation-removed')
  expect(gone?.affected).toEqual(
    expect.arrayContaining(['service-saga-orchestrator', 'worker-stock-reservation', 'stock-reservation']),
  )
  expect(rulesOf('openapi/inventaire.yaml')).toContain('breaking value-removed')
  expect(rulesOf('arazzo/checkout.yaml')).toContain('breaking timeout-changed')
})

describe('the command', () => {
  const command = async (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    try {
      const done = await promisify(execFile)(process.execPath, ['generators/evolution/main.ts', ...args])
      return { code: 0, ...done }
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string }
    }
  }
  const fixture = 'generators/evolution/fixtures/events.yaml'
  const edited = (name: string, before: string, after: string): string => {
    const file = join(folder, name)
    writeFileSync(file, readFileSync(fixture, 'utf8').replace(before, after))
    return file
  }

  it('rejects unknown options, a single file and missing files', async () => {
    expect(await command('--every')).toMatchObject({ code: 64, stderr: expect.stringContaining('--every') })
    expect(await command('one.yaml')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('expected: two files'),
    })
    expect(await command(fixture, 'none.yaml')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('none.yaml'),
    })
  })

  it('compares two files, and its exit code reflects the verdict', { timeout: slowMs }, async () => {
    const same = await command(fixture, edited('same.yaml', 'summary: A book', 'summary: One book'))
    expect(same).toMatchObject({ code: 0, stdout: expect.stringContaining('documentation') })
    const broken = await command(fixture, edited('broken.yaml', 'address: books.events', 'address: books.v2'))
    expect(broken).toMatchObject({ code: 1, stdout: expect.stringContaining('address-changed') })
    expect(broken.stdout).toContain('broken.yaml:8')
    const raised = edited('raised.yaml', 'address: books.events', 'address: books.v2')
    writeFileSync(raised, readFileSync(raised, 'utf8').replace('version: 1.0.0', 'version: 2.0.0'))
    const accepted = await command(fixture, raised)
    expect(accepted).toMatchObject({ code: 0, stdout: expect.not.stringContaining('raised.yaml:8') })
    expect(accepted.stdout).toContain('which the new major version 2.0.0 accepts: address-changed (1)')
    const everything = await command(fixture, raised, '--all')
    expect(everything).toMatchObject({ code: 0, stdout: expect.stringContaining('raised.yaml:8') })
    const unknown = await command(fixture, edited('unknown.yaml', "pattern: '^b-'", "pattern: '^c-'"), '--json')
    expect(JSON.parse(unknown.stdout)).toMatchObject({ verdict: 'unknown', exitCode: 1 })
    expect(unknown.code).toBe(1)
  })

  it('prints a summary of a few lines for each document of this project, and documents --all', {
    timeout: slowMs,
  }, async () => {
    const { code, stdout } = await command()
    const documents = stdout.split('\n').filter((line) => /^\S+\.yaml /.test(line))
    expect([code, documents.length > 5]).toEqual([0, true])
    expect(stdout.split('\n').length).toBeLessThan(8 * documents.length)
    expect((await command('--help')).stdout).toMatch(/--all +print every difference/)
  })

  it('rejects an empty file', { timeout: slowMs }, async () => {
    const empty = join(folder, 'empty.yaml')
    writeFileSync(empty, '')
    const { code, stderr } = await command(fixture, empty)
    expect([code, stderr]).toEqual([65, expect.stringContaining('empty.yaml')])
  })
})
