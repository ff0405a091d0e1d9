import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extract } from 'tar'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { roundsFolder, writeRepeats } from '../variants/report/write-repeats.ts'
import { filesBelow, unsummarised, writeBundle } from './bundle.ts'
import { flipHistogram, tampering, writeProject, writeReportedRun } from './testing.ts'
import { verifyBundle } from './verify.ts'

const rounds = 2
let folder: string
let repeats: string
let bundle: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-evidence-rounds-'))
  repeats = join(folder, 'repeats')
  const project = writeProject(join(folder, 'project'))
  for (let round = 1; round <= rounds; round++)
    writeReportedRun(join(roundsFolder(repeats), String(round)), project, round)
  expect(unsummarised(repeats)).toEqual([repeats])
  writeRepeats(repeats)
  bundle = join(folder, 'bundle.tar.gz')
  await writeBundle(repeats, project, bundle)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tampered = tampering(() => bundle)
const differencesOf = async (path: string, change: (text: string) => string): Promise<string[]> =>
  (await verifyBundle(await tampered(path, change, true))).differences

test('an unchanged bundle of repeated runs verifies without differences', async () => {
  const verified = await verifyBundle(bundle)
  expect(verified).toMatchObject({ differences: [], verdict: 'pass', rounds })
  expect(verified.samples).toBeGreaterThan(10_000)
  expect(unsummarised(repeats)).toEqual([])
})

test('a bundle of repeated runs contains the summary of each round and of all rounds, but no pages', async () => {
  const open = mkdtempSync(join(folder, 'open-'))
  await extract({ file: bundle, cwd: open })
  expect(filesBelow(join(open, 'run')).filter((path) => !path.includes('raw/'))).toEqual([
    'bench.json',
    ...['1', '2'].map((round) => `rounds/${round}/summary.json`),
    'summary.json',
  ])
})

test('verify detects one changed byte of raw lines by the checksum', async () => {
  const path = 'run/rounds/2/raw/P2-choreographed-open.ndjson'
  const { differences } = await verifyBundle(
    await tampered(path, (text) => text.replace('"status":200', '"status":201')),
  )
  expect(differences).toEqual([`${path}: its checksum differs from the manifest`])
})

test('verify detects falsified latencies in their round and over all rounds, even if the manifest was updated to match', async () => {
  const faster = (text: string): string => text.replace(/("started":([\d.]+),[^\n]*"ended":)[\d.]+/g, '$1$2')
  const differences = await differencesOf('run/rounds/2/raw/P1-orchestrated-open.ndjson', faster)
  for (const found of [
    /^histogram of round 2, P1 orchestrated, open: differs from the histogram of the raw lines$/,
    /^round 2: P1 orchestrated, latency-p95 \(open\)\/value: recorded \d/,
    /^all rounds: P1 orchestrated, latency-p95 \(open\)\/value: recorded \d/,
    /^all rounds: bench\.json\/blocks\/\d+\/histogram: recorded "[^"]{200,239}…/,
  ])
    expect(differences).toContainEqual(expect.stringMatching(found))
  expect(differences).not.toContainEqual(expect.stringMatching(/round 1/))
})

test('verify detects one changed byte of a histogram of a round, even if the manifest was updated to match', async () => {
  expect(await differencesOf('histograms.json', flipHistogram)).toEqual([
    'histogram of round 1, C1 orchestrated, open: differs from the histogram of the raw lines',
  ])
})

test('verify names a changed figure or verdict of one round or of all rounds', async () => {
  const better = (text: string): string => text.replace('"verdict": "pass"', '"verdict": "fail"')
  const verdict = 'C1 orchestrated/verdict: recorded "fail", recomputed "pass"'
  expect(await differencesOf('run/summary.json', better)).toEqual([`all rounds: ${verdict}`])
  expect(await differencesOf('run/rounds/2/summary.json', better)).toEqual([`round 2: ${verdict}`])
  const figure = (text: string): string => text.replace(/"samples": \d+/, '"samples": 9999')
  expect(await differencesOf('run/summary.json', figure)).toEqual([
    'all rounds: C1 orchestrated, undone (open)/samples: recorded 9999, recomputed 436',
  ])
  const record = (text: string): string => text.replace(/"ratePerS": [\d.]+/, '"ratePerS": 9999')
  expect(await differencesOf('run/bench.json', record)).toEqual([
    expect.stringMatching(/^all rounds: bench\.json\/blocks\/0\/ratePerS: recorded 9999, recomputed \d/),
  ])
})

test('verify detects a round of a different commit', async () => {
  const commit = (text: string): string => text.replace(/"commit": "[^"]*"/, '"commit": "deadbeef"')
  expect(await differencesOf('run/rounds/2/raw/run.json', commit)).toEqual([
    'round 2: its commit differs from the first round',
    'round 2: summary/commit: recorded "0a1b2c3d", recomputed "deadbeef"',
    expect.stringMatching(/^round 2: summary\/trust\//),
  ])
})

test('verify detects a missing round in the summary over all rounds', async () => {
  const fewer = join(folder, 'fewer')
  cpSync(repeats, fewer, { recursive: true })
  rmSync(join(roundsFolder(fewer), '2'), { recursive: true })
  const file = join(folder, 'fewer.tar.gz')
  await writeBundle(fewer, join(folder, 'project'), file)
  const { rounds: left, differences } = await verifyBundle(file)
  expect(left).toBe(1)
  expect(differences).toContainEqual('all rounds: C1 orchestrated, undone (open)/samples: recorded 436, recomputed 218')
  expect(differences.every((difference) => difference.startsWith('all rounds: '))).toBe(true)
})

test('repeated runs without a finished round are rejected with a message', async () => {
  const none = join(folder, 'none')
  mkdirSync(join(roundsFolder(none), '1', 'raw'), { recursive: true })
  await expect(writeBundle(none, folder, join(folder, 'none.tar.gz'))).rejects.toThrow('no completed round')
})
