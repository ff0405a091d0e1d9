import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findK6 } from '#harness/scenario/k6.ts'
import { readScenarios } from '#harness/scenario/read-scenarios.ts'
import { type Scenario, scenariosFolder } from '#harness/scenario/scenario.ts'
import { runSensitivity } from '#harness/sensitivity/run-sensitivity.ts'
import { freeOffset } from '#harness/system/testing.ts'
import { systemClock } from '#platform/base/clock.ts'
import { plantedChanges } from './changes.ts'
import { openLab } from './lab.ts'

const projectRoot = resolve(import.meta.dirname, '../..')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-sensitivity-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const [consistency] = readScenarios(scenariosFolder, ['C1'])
if (consistency === undefined) throw new Error('no scenario C1')
/** Load on the machine doesn't matter here. */
const generator = { dropped_share: 0.5, start_lag_ms: 10_000, start_lag_quantile: 0.99 }
const patient = { ...consistency, decision: { ...consistency.decision, generator } }

/** Claims that failed checkouts are undone, with a limit that nothing can violate. */
const insensitive: Scenario = {
  ...patient,
  id: 'C9',
  invariants: [],
  measures: consistency.measures
    .filter(({ kind }) => kind === 'answered')
    .map((measure) => ({ ...measure, limit: '>= 0 %' })),
}

test('a planted change is detected by a sensitive scenario, and an insensitive one is named', async () => {
  const { cells } = await runSensitivity(
    {
      lab: openLab({
        offset: await freeOffset(join(projectRoot, 'docker-compose.yml')),
        projectRoot,
        signal: AbortSignal.timeout(280_000),
      }),
      scenariosFolder,
      folder,
      k6: findK6(projectRoot).path,
      runId: Date.now().toString(36),
      clock: systemClock,
      progress: { line: () => {}, status: () => {} },
      signal: AbortSignal.timeout(280_000),
      onCell: (cell) => console.log(cell),
    },
    [patient, insensitive].map((scenario) => ({ ...scenario, styles: ['orchestrated'] })),
    plantedChanges.filter(({ id }) => id === 'no-undo'),
  )
  expect(cells.map(({ scenario, outcome }) => [scenario, outcome])).toEqual([
    ['C1', 'caught'],
    ['C9', 'insensitive'],
  ])
  expect(cells.find(({ outcome }) => outcome === 'insensitive')?.why).toContain('stays green, although stated: undone')
}, 300_000)
