import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runRepeats } from '#harness/commands/run.ts'
import { readRun } from '#harness/scenario/run-record.ts'
import { type System, startSystem } from '#harness/system/system.ts'
import { freeOffset } from '#harness/system/testing.ts'
import { readBench } from '#harness/variants/whole-record.ts'

const composeFile = 'docker-compose.yml'
let reportsFolder: string
let system: System

beforeAll(async () => {
  reportsFolder = mkdtempSync(join(tmpdir(), 'sagabench-repeats-'))
  system = await startSystem({ offset: await freeOffset(composeFile), composeFile })
}, 120_000)

afterAll(async () => {
  await system.stop()
  rmSync(reportsFolder, { recursive: true, force: true })
})

test('repeated scenarios run in rounds, with the same inputs within a round and new ones in the next, and violate no invariant', async () => {
  const progress = { line: () => {}, status: () => {} }
  const { folder, judged } = await runRepeats(system, 2, { only: ['P1', 'P2'], quick: true, reportsFolder, progress })
  const rounds = [1, 2].map((round) => readRun(join(folder, 'rounds', String(round))))
  expect(rounds.map(({ runs }) => runs.map(({ style }) => style))).toEqual([
    ['orchestrated', 'choreographed'],
    ['choreographed', 'orchestrated'],
  ])
  const seeds = rounds.map(({ scenarios }) => [...new Set(scenarios.map(({ seed }) => seed))])
  expect(seeds.map((ofRound) => ofRound.length)).toEqual([1, 1])
  expect(seeds[0]).not.toEqual(seeds[1])
  const invariants = judged.scenarios.flatMap(({ run }) => run.invariants)
  expect(invariants.filter(({ violations }) => violations > 0)).toEqual([])
  // In each round, the results of both styles for the same inputs were compared.
  const parity = rounds.map(({ runs }) => runs.at(-1)?.invariants.find(({ id }) => id === 'parity')?.checked ?? 0)
  expect(parity[0]).toBeGreaterThan(0)
  expect(parity[1]).toBeGreaterThan(parity[0] ?? 0)
  const record = readBench(folder)
  expect(record.blocks.map(({ round, variant }) => `${round} ${variant}`)).toEqual(
    expect.arrayContaining(['0 orchestrated', '0 choreographed', '1 orchestrated', '1 choreographed']),
  )
  expect(Object.keys(record.blocks[0]?.hops ?? {}).length).toBeGreaterThan(3)
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('2 rounds, every second one in reverse order')
}, 300_000)
