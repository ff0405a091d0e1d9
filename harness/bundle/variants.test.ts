import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extract } from 'tar'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashDocuments } from '../scenario/hashes.ts'
import { writeCapacity } from '../variants/capacity-record.ts'
import { type BenchRecord, type Block, writeBench } from '../variants/record.ts'
import { runFolder } from '../variants/run-folder.ts'
import { limits, recordOf, writeSyntheticBench } from '../variants/synthetic.ts'
import { filesBelow, unsummarised, writeBundle } from './bundle.ts'
import { tampering, writeProject } from './testing.ts'
import { verificationText } from './text.ts'
import { verifyBundle } from './verify.ts'

let folder: string
let project: string
let bench: string
let bundle: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-evidence-variants-'))
  project = writeProject(join(folder, 'project'))
  bench = join(folder, 'bench')
  writeSyntheticBench(bench, { hashes: hashDocuments(project) })
  bundle = join(folder, 'bundle.tar.gz')
  await writeBundle(bench, project, bundle)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tampered = tampering(() => bundle)
const differencesOf = async (path: string, change: (text: string) => string): Promise<string[]> =>
  (await verifyBundle(await tampered(path, change, true))).differences
const recordPath = 'run/bench.json'
const changed = (change: (one: BenchRecord) => void) => (text: string) => {
  const one = JSON.parse(text) as BenchRecord
  change(one)
  return JSON.stringify(one, null, 1)
}
const blockOf = (one: BenchRecord, at: number) => {
  const block = one.blocks[at]
  if (block === undefined) throw new Error(`no block ${at}`)
  return block
}

/** Changes fields of one block. */
const changedBlock = (at: number, other: Partial<Block>): ((text: string) => string) =>
  changed((one) => void Object.assign(blockOf(one, at), other))

test('an unchanged bundle of variants verifies and lists what can not be recomputed', async () => {
  expect(runFolder(bench)).toBe(bench)
  expect(unsummarised(bench)).toEqual([])
  const verified = await verifyBundle(bundle)
  expect(verified).toMatchObject({ differences: [], rounds: 5, verdict: null })
  expect(verified.variants).toEqual(JSON.parse(readFileSync(join(bench, 'bench.json'), 'utf8')))
  const text = verificationText(verified)
  expect(text).toContain('✓ every block of 5 rounds follows from its raw lines. Recomputed:')
  expect(text).toMatch(/^ {2}without pause, rate ÷ bare: one 0\.[78]\d × \(0\.\d\d to 0\.\d\d\)$/m)
  expect(text).toMatch(/^ {2}steadily, P95 ÷ bare: one 1\.\d\d × /m)
  expect(text).toMatch(
    /^ {2}A\/A control, each variant compared with itself: rate at without pause: ± \d+ %; P95 at steadily: ± /m,
  )
  expect(text).toMatch(/^CPU time and other costs, hops, .* only the checksum of their file was verified\.$/m)
})

test('a bundle of variants contains the record, the raw lines of every block and the documents, but no pages', async () => {
  const open = mkdtempSync(join(folder, 'open-'))
  await extract({ file: bundle, cwd: open })
  const raw = Array.from({ length: 5 }, (_, round) =>
    ['bare-open', 'bare-unpaced', 'one-open', 'one-unpaced'].map((name) => `run/raw/${name}-${round}.ndjson`),
  )
  expect(filesBelow(open)).toEqual(
    ['manifest.json', recordPath, ...raw.flat(), 'scenarios/one.yaml', 'specs/openapi/one.yaml'].sort(),
  )
})

test('verify detects a changed raw line by the checksum, and by the figures of its block if the manifest was updated to match', async () => {
  const path = 'run/raw/one-open-2.ndjson'
  const late = (text: string): string => text.replace(/("i":200,[^\n]*"ended":)[\d.]+/, '$1 99999')
  expect((await verifyBundle(await tampered(path, late))).differences).toContain(
    `${path}: its checksum differs from the manifest`,
  )
  expect(await differencesOf(path, late)).toEqual([
    expect.stringMatching(/^round 3, one, open\/ratePerS: recorded [\d.]+, recomputed [\d.]+$/),
    'round 3, one, open/histogram: differs from the histogram of the raw lines',
  ])
  const failed = (text: string): string => text.replace(/("i":200,[^\n]*)succeeded/, '$1failed')
  expect(await differencesOf(path, failed)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^round 3, one, open\/outcomes\/succeeded: recorded \d+, recomputed \d+$/),
      'round 3, one, open/outcomes/failed: recorded nothing, recomputed 1',
    ]),
  )
})

test('verify names round, variant, load and field of a changed histogram or figure', async () => {
  const histogram = (text: string): string =>
    text.replace(/("histogram": "[^"]{40})(.)/, (_, before, byte) => before + (byte === 'A' ? 'B' : 'A'))
  expect(await differencesOf(recordPath, histogram)).toEqual([
    'round 1, one, unpaced/histogram: differs from the histogram of the raw lines',
  ])
  expect(await differencesOf(recordPath, changedBlock(6, { ratePerS: 9_999 }))).toEqual([
    expect.stringMatching(/^round 2, bare, unpaced\/ratePerS: recorded 9999, recomputed \d/),
  ])
  const other = (one: BenchRecord): void => {
    Object.assign(blockOf(one, 0), { samples: 7, unsteady: 'it rose', cpuMsPerUnit: 1 })
    blockOf(one, 1).outcomes = { succeeded: 5 }
    blockOf(one, 1).generator.offered = 7
  }
  expect((await differencesOf(recordPath, changed(other))).map((text) => text.split(':')[0])).toEqual([
    'round 1, one, unpaced/unsteady',
    'round 1, one, unpaced/samples',
    'round 1, one, unpaced/cpuMsPerUnit',
    'round 1, one, open/generator/offered',
    'round 1, one, open/outcomes/succeeded',
    'round 1, one, open/outcomes/refused',
  ])
})

test('verify detects an invalid block marked as valid, a valid one marked as invalid, and changed limits', async () => {
  const dropped = '30 of 300 requests never started'
  expect(await differencesOf(recordPath, changedBlock(19, { invalid: null }))).toEqual([
    `round 5, bare, open/invalid: recorded null, recomputed "${dropped}"`,
  ])
  expect(await differencesOf(recordPath, changedBlock(0, { invalid: 'the wind blew' }))).toEqual([
    'round 1, one, unpaced/invalid: recorded "the wind blew", recomputed null',
  ])
  expect(await differencesOf(recordPath, changedBlock(0, { restMs: null }))).toEqual([
    'round 1, one, unpaced/invalid: recorded null, recomputed "it never came to rest"',
  ])
  const laxer = (one: BenchRecord): void => {
    blockOf(one, 19).invalid = null
    one.scenario = { id: 'one', decision: { ...limits, generator: { ...limits.generator, dropped_share: 1 } } }
  }
  expect(await differencesOf(recordPath, changed(laxer))).toEqual([
    'bench.json/scenario/decision: differs from scenarios/one.yaml',
  ])
})

test('verify detects a missing and a duplicate block', async () => {
  const without = (one: BenchRecord): void => void one.blocks.splice(4, 1)
  expect(await differencesOf(recordPath, changed(without))).toEqual([
    'round 2, one, unpaced: missing from bench.json',
    'raw/one-unpaced-1.ndjson: no block in bench.json belongs to this file',
  ])
  const twice = (one: BenchRecord): void => void one.blocks.push(blockOf(one, 4))
  expect(await differencesOf(recordPath, changed(twice))).toEqual([
    'round 2, one, unpaced: bench.json has an extra block',
  ])
})

test('verify detects documents and a commit that differ from the record', async () => {
  const laxer = (text: string): string => text.replace('3.1.0', '3.1.1')
  expect(await differencesOf('specs/openapi/one.yaml', laxer)).toEqual([
    'specs/openapi: differs from what the run used',
  ])
  expect(await differencesOf(recordPath, (text) => text.replace('"aaaaaaaa"', '"bbbbbbbb"'))).toEqual([
    'manifest.json/commit: recorded "aaaaaaaa", recomputed "bbbbbbbb"',
  ])
})

test('damaged or missing raw lines are reported for their block, and the other blocks are still verified', async () => {
  const cut = await differencesOf('run/raw/one-open-2.ndjson', (text) => `{${text}`)
  expect(cut).toEqual([expect.stringMatching(/^round 3, one, open: .*one-open-2\.ndjson:1: not JSON/)])
  const gone = join(folder, 'gone')
  cpSync(bench, gone, { recursive: true })
  rmSync(join(gone, 'raw', 'bare-unpaced-0.ndjson'))
  const file = join(folder, 'gone.tar.gz')
  await writeBundle(gone, project, file)
  const { differences } = await verifyBundle(file)
  expect(differences).toEqual([expect.stringMatching(/^round 1, bare, unpaced: .*bare-unpaced-0\.ndjson is missing$/)])
})

test('a record without limits and a capacity search are rejected with a message', async () => {
  const older = join(folder, 'older')
  mkdirSync(older)
  writeBench(older, recordOf())
  await expect(writeBundle(older, project, join(folder, 'older.tar.gz'))).rejects.toThrow(
    'was written by an older version',
  )
  const capacity = join(folder, 'capacity')
  mkdirSync(capacity)
  expect(() => runFolder(capacity)).toThrow('contains neither raw data of a run')
  writeCapacity(capacity, {
    ...recordOf(),
    schema: 'sagabench/capacity@2',
    capacities: [],
  })
  expect(() => runFolder(capacity)).toThrow('contains a capacity search')
})
