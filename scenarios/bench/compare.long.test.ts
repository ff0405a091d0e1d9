import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#harness/commands/with-system.ts'
import { findK6 } from '#harness/scenario/k6.ts'
import { describeMachine } from '#harness/scenario/machine.ts'
import { scenariosFolder } from '#harness/scenario/scenario.ts'
import { freeOffset } from '#harness/system/testing.ts'
import { compareBenches } from '#harness/variants/compare.ts'
import { comparisonText } from '#harness/variants/compare-text.ts'
import { type BenchRecord, writeBench } from '#harness/variants/record.ts'
import { runVariants } from '#harness/variants/run.ts'
import type { VariantSet } from '#harness/variants/variant.ts'
import { readBench } from '#harness/variants/whole-record.ts'
import { systemClock } from '#platform/base/clock.ts'
import { plantedChanges } from '../planted/changes.ts'
import { openLab } from '../planted/lab.ts'
import { variantSet } from '../variants/variants.ts'

/** A comparison can't show anything with fewer than four rounds per side. */
const rounds = 4
/** Far more than a busy machine adds; docs/benchmarks.md shows what 50 ms do on a quiet one. */
const delayMs = 2_000
const signal = AbortSignal.timeout(280_000)
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-compare-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const generator = { dropped_share: 0.5, start_lag_ms: 10_000, start_lag_quantile: 0.99 }
const usual = variantSet(['orchestrated'])
const set: VariantSet = {
  baseline: 'orchestrated',
  // No replays of requests: each would take the planted delay.
  variants: usual.variants.filter(({ id }) => id === 'orchestrated').map((variant) => ({ ...variant, gives_up: {} })),
  // Load on the machine doesn't matter here.
  scenario: { ...usual.scenario, decision: { ...usual.scenario.decision, generator } },
  loads: [
    {
      ...{ id: 'open', text: '10 checkouts/s, arriving steadily', judged: false, duration_s: 3, quick_duration_s: 3 },
      model: { kind: 'open', rate: '10/s', most_in_flight: 100 },
    },
  ],
}

const record = async (planted: string | undefined): Promise<BenchRecord> => {
  const lab = openLab({ offset: await freeOffset(join(projectRoot, 'docker-compose.yml')), projectRoot, signal })
  const change = plantedChanges.find(({ id }) => id === planted)
  const { system, stop } = await lab.open(change, delayMs)
  const startedAt = new Date().toISOString()
  const own = mkdtempSync(join(folder, 'record-'))
  try {
    const progress = { line: () => {}, status: () => {} }
    const where = { system, scenariosFolder, folder: own, k6: findK6(projectRoot).path, clock: systemClock }
    const measured = await runVariants({ ...where, runId: Date.now().toString(36), progress, signal }, set, rounds)
    writeBench(own, {
      ...{ schema: 'sagabench/bench@2', commit: '0a1b2c3d', dirty: false, startedAt, endedAt: startedAt, versions: {} },
      ...{ machine: describeMachine(), seed: 1, command: 'a test', baseline: set.baseline, loads: [...set.loads] },
      ...(planted === undefined ? {} : { planted }),
      variants: set.variants.map(({ id, title, text }) => ({ id, title, text, gives_up: {} })),
      ...measured,
    })
    return readBench(own)
  } finally {
    await stop()
  }
}

test('the same code with a delay planted in one hop is reported as slower, with the hop named', async () => {
  const [first, second] = [await record(undefined), await record('slow-answer')]
  const comparison = compareBenches(first, second)
  console.log(comparisonText(comparison))
  expect(comparison.verdict).toBe('slower')
  expect(comparison.changes.map(({ variant, hop }) => [variant, hop?.name])).toEqual([
    ['orchestrated', 'saga-orchestrator: demarrerCheckoutSaga'],
  ])
}, 300_000)
