import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create, extract } from 'tar'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exitCodes } from '#platform/base/exit-codes.ts'
import { writeReport } from '../report/write.ts'
import { readRun, writeRun } from '../scenario/run-record.ts'
import { filesBelow, writeBundle } from './bundle.ts'
import { jsonDifferences } from './differences.ts'
import { flipHistogram, tampering, writeProject, writeReportedRun } from './testing.ts'
import { verificationText } from './text.ts'
import { verifyBundle } from './verify.ts'

let folder: string
let bundle: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-evidence-'))
  const run = join(folder, 'run')
  const project = writeProject(join(folder, 'project'))
  writeReportedRun(run, project)
  bundle = join(folder, 'bundle.tar.gz')
  await writeBundle(run, project, bundle)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const tampered = tampering(() => bundle)

test('an unchanged bundle verifies without differences', async () => {
  const { differences, verdict, samples } = await verifyBundle(bundle)
  expect(differences).toEqual([])
  expect(verdict).toBe('pass')
  expect(samples).toBeGreaterThan(1_000)
})

test('verify detects one changed byte of a histogram, even if the manifest was updated to match', async () => {
  expect((await verifyBundle(await tampered('histograms.json', flipHistogram))).differences).toEqual([
    'histograms.json: its checksum differs from the manifest',
    expect.stringMatching(/^histogram of C1 orchestrated, open: /),
  ])
  expect((await verifyBundle(await tampered('histograms.json', flipHistogram, true))).differences).toEqual([
    expect.stringMatching(/^histogram of C1 orchestrated, open: /),
  ])
})

test('verify prints the checksum of the bundle file, because a bundle is not signed', async () => {
  const sum = createHash('sha256').update(readFileSync(bundle)).digest('hex')
  expect(verificationText(await verifyBundle(bundle)).split('\n')[1]).toBe(`sha256 ${sum}`)
})

test('verify detects falsified latencies in the figures of their measure', async () => {
  const faster = (text: string): string => text.replace(/("started":([\d.]+),[^\n]*"ended":)[\d.]+/g, '$1$2')
  const { differences } = await verifyBundle(await tampered('run/raw/P1-orchestrated-open.ndjson', faster, true))
  expect(differences).toContainEqual(
    expect.stringMatching(/^P1 orchestrated, latency-p95 \(open\)\/value: recorded \d/),
  )
})

test('a summary without costs, as older versions wrote it, is accepted; one without invariants is not', async () => {
  const without = (name: string) => (text: string) => JSON.stringify({ ...JSON.parse(text), [name]: undefined })
  const older = await verifyBundle(await tampered('run/summary.json', without('costs'), true))
  expect(older.differences).toEqual([])
  const cut = await verifyBundle(await tampered('run/summary.json', without('invariants'), true))
  expect(cut.differences).toEqual([expect.stringMatching(/^summary\/invariants: recorded nothing/)])
})

test('verify names a verdict that was changed in the summary', async () => {
  const better = (text: string): string => text.replace('"verdict": "pass"', '"verdict": "fail"')
  const { differences } = await verifyBundle(await tampered('run/summary.json', better, true))
  expect(differences).toEqual(['C1 orchestrated/verdict: recorded "fail", recomputed "pass"'])
})

test('verify detects a changed commit or document, even if the manifest was updated to match', async () => {
  const commit = (text: string): string => text.replace(/"commit": "[^"]*"/, '"commit": "deadbeef"')
  expect((await verifyBundle(await tampered('manifest.json', commit))).differences).toEqual([
    expect.stringMatching(/^manifest\.json\/commit: recorded "deadbeef", recomputed "/),
  ])
  const laxer = (text: string): string => text.replace('3.1.0', '3.1.1')
  expect((await verifyBundle(await tampered('specs/openapi/one.yaml', laxer, true))).differences).toEqual([
    'specs/openapi: differs from what the run used',
  ])
})

test('verify detects the histogram of a load that never ran', async () => {
  const ghost = (text: string): string =>
    JSON.stringify([...JSON.parse(text), { ...JSON.parse(text)[0], load: 'ghost' }])
  expect((await verifyBundle(await tampered('histograms.json', ghost, true))).differences).toEqual([
    'histogram of C1 orchestrated, ghost: the run has no such load',
  ])
})

test('a bundle contains no pages and no CI files, because verify does not check them', async () => {
  const open = mkdtempSync(join(folder, 'open-'))
  await extract({ file: bundle, cwd: open })
  expect(filesBelow(join(open, 'run')).filter((path) => !path.startsWith('raw/'))).toEqual(['summary.json'])
})

test.each([
  ['{', "can't be read"],
  ['null', 'unknown schema'],
  ['{"schema":"sagabench/bundle-of-arms@1","commit":"0a1b2c3d"}', 'the version that wrote it, commit 0a1b2c3d.'],
  ['{"schema":"sagabench/bundle@2"}', 'lists no files'],
  ['{"schema":"sagabench/bundle@2","files":[{}]}', 'lists no files'],
])('a manifest containing %s is rejected with a message', async (text, message) => {
  await expect(verifyBundle(await tampered('manifest.json', () => text))).rejects.toThrow(message)
})

test('a damaged bundle and a file that is not a bundle are rejected', async () => {
  const cut = join(folder, 'cut.tar.gz')
  writeFileSync(cut, readFileSync(bundle).subarray(0, 5_000))
  await expect(verifyBundle(cut)).rejects.toThrow('not a bundle, or it is damaged')
  writeFileSync(cut, 'hello')
  await expect(verifyBundle(cut)).rejects.toThrow('not a bundle')
})

test('JSON differences name the path and both values', () => {
  expect(jsonDifferences({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }], c: null }, 'x')).toEqual([
    'x/a/1/b: recorded 2, recomputed 3',
    'x/c: recorded nothing, recomputed null',
  ])
})

test('control characters in file names are escaped before they reach the terminal', { timeout: 60_000 }, async () => {
  const hostile = join(folder, 'hostile')
  mkdirSync(hostile)
  await extract({ file: bundle, cwd: hostile })
  writeFileSync(join(hostile, 'nice\u001b[2J\u001b[32m✓ verified\u202e'), '')
  const file = join(folder, 'hostile.tar.gz')
  await create({ file, cwd: hostile, gzip: true }, readdirSync(hostile))
  const cli = join(import.meta.dirname, '../commands/report.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'verify', file], { encoding: 'utf8' })
  expect([status, stderr]).toEqual([1, ''])
  expect(stdout).toContain(String.raw`nice\u001b[2J\u001b[32m✓ verified\u202e: is not in the manifest`)
  for (const control of ['\u001b', '\u202e']) expect(stdout).not.toContain(control)
})

test('verify says that a file is no bundle, with the exit code for bad data', async () => {
  const file = join(folder, 'garbage.tar.gz')
  writeFileSync(file, 'garbage')
  const cli = join(import.meta.dirname, '../commands/report.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'verify', file], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([exitCodes.data, ''])
  expect(stderr).toMatch(/garbage\.tar\.gz is not a bundle, or it is damaged: .*\n$/)
})

test('a bundle without raw lines does not verify', async () => {
  const run = join(folder, 'nothing')
  const project = writeProject(join(folder, 'other-project'))
  writeReportedRun(run, project)
  writeRun(run, { ...readRun(run), scenarios: [], runs: [] })
  writeReport(run)
  const file = join(folder, 'nothing.tar.gz')
  await writeBundle(run, project, file)
  expect((await verifyBundle(file)).differences).toEqual([
    'the bundle contains no raw lines, so nothing could be verified',
  ])
})
