import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Comparison, compareAll } from '#generators/evolution/evolution.ts'
import { hasOasdiff, installOasdiff } from '#generators/evolution/oasdiff.ts'
import { tellComparison } from '#generators/evolution/tell.ts'

/** `npm run evolution` builds oasdiff; until then, the rules of events are still tried. */
let withHttp = hasOasdiff()
const buildMs = 240_000
/** Bundling starts a process; on a busy machine that takes its time. */
const slowMs = 120_000
const folder = mkdtempSync(join(tmpdir(), 'specs-'))

beforeAll(async () => {
  if (!process.env.CI) return
  await installOasdiff()
  withHttp = true
}, buildMs)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Edit = readonly [file: string, before: string, after: string]

/** Compares the specifications after these edits with those of now. */
const compareEdited = async (name: string, edits: readonly Edit[]): Promise<Map<string, Comparison>> => {
  const specs = join(folder, name)
  cpSync('specs', specs, { recursive: true })
  for (const [file, before, after] of edits) {
    const text = readFileSync(join(specs, file), 'utf8')
    expect(text, `${file} holds ${before}`).toContain(before)
    writeFileSync(join(specs, file), text.replace(before, after))
  }
  return new Map((await compareAll({ specs, withHttp })).map((one) => [one.document, one]))
}

it('what stands in specs/ breaks nobody without a new major version', { timeout: slowMs }, async () => {
  const broken = (await compareAll({ withHttp })).filter(({ isBroken }) => isBroken)
  expect(broken.map(tellComparison)).toEqual([])
})

it('each change is told with its kind, its rule and whom it concerns', { timeout: slowMs }, async () => {
  const changed = await compareEdited('changed', [
    ['asyncapi/checkout.yaml', 'required: [checkout_id, commande_id, client_id]', 'required: [checkout_id, client_id]'],
    ['openapi/commandes.yaml', 'summary: ', 'summary: In other words, '],
    ['common/restocking.yaml', 'enum: [en_attente, approuvee, rejetee]', 'enum: [en_attente, approuvee]'],
    ['openapi/inventaire.yaml', '  /api/inventaire/diminuer-stock/:', '  /api/inventaire/reduire-stock/:'],
  ])
  const events = changed.get('asyncapi/checkout.yaml')
  expect(events).toMatchObject({ isBroken: true, changes: [{ rule: 'property-became-optional' }] })
  expect(events?.changes[0]?.affected).toContain('cqrs-projection')
  expect(changed.get('openapi/catalogue.yaml')?.changes).toEqual([])
  if (!withHttp) return
  expect(changed.get('openapi/commandes.yaml')).toMatchObject({ isBroken: false, changes: [{ kind: 'documentation' }] })
  const inventaire = changed.get('openapi/inventaire.yaml')
  const breaking = inventaire?.changes.filter(({ kind }) => kind === 'breaking') ?? []
  expect(inventaire?.isBroken).toBe(true)
  expect(breaking.find(({ place }) => place === 'POST /api/inventaire/diminuer-stock/')?.affected).toEqual(
    expect.arrayContaining(['service-saga-orchestrator', 'worker-stock-reservation', 'stock-reservation']),
  )
  expect(breaking.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining([expect.stringMatching(/enum-value-removed/)]),
  )
})

it('a new major version may break', { timeout: slowMs }, async () => {
  const changed = await compareEdited('major', [
    ['asyncapi/checkout.yaml', 'required: [checkout_id, commande_id, client_id]', 'required: [checkout_id, client_id]'],
    ['asyncapi/checkout.yaml', '  version: 2.0.0', '  version: 3.0.0'],
  ])
  expect(changed.get('asyncapi/checkout.yaml')).toMatchObject({ isBroken: false, changes: [{ kind: 'breaking' }] })
})

it('the command tells what it understands', async () => {
  const run = promisify(execFile)(process.execPath, ['generators/evolution/main.ts', '--all'])
  await expect(run).rejects.toMatchObject({ code: 64, stderr: expect.stringContaining('--all is not understood') })
})
