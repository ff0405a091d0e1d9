import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { type RunResult, runScenarios } from '#harness/commands/run.ts'
import type { Progress } from '#harness/scenario/run-scenario.ts'
import { type System, startSystem } from '#harness/system/system.ts'
import { freeOffset } from '#harness/system/testing.ts'
import { until } from './until.ts'

const composeFile = 'docker-compose.yml'
const quiet: Progress = { line: () => {}, status: () => {} }
let reportsFolder: string
let system: System

beforeAll(async () => {
  reportsFolder = mkdtempSync(join(tmpdir(), 'sagabench-gateway-down-'))
  system = await startSystem({ offset: await freeOffset(composeFile), composeFile })
}, 120_000)

afterAll(async () => {
  await system.stop()
  rmSync(reportsFolder, { recursive: true, force: true })
})

const run = (only: string[]): Promise<RunResult> =>
  runScenarios(system, { only, quick: true, reportsFolder, progress: quiet })

const reasonsOf = ({ judged }: RunResult): string[] => judged.scenarios.flatMap(({ reasons }) => reasons)

/** Lines that the newest run has written so far. */
const linesSoFar = (): number =>
  readdirSync(reportsFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]*-2\/raw\/.*ndjson$/.test(file))
    .reduce((sum, file) => sum + readFileSync(join(reportsFolder, file), 'utf8').split('\n').length - 1, 0)

test('a run whose gateway is down before the start is invalid, and its report says so', async () => {
  await system.kill('kong')
  const result = await run(['C1', 'P2'])
  expect(result.judged.scenarios.map(({ verdict }) => verdict)).toEqual(['invalid', 'invalid', 'invalid'])
  expect(result.exitCode).toBe(exitCodes.invalid)
  expect(reasonsOf(result)).toContainEqual(expect.stringMatching(/before the start kong at .* takes no connections/))
  expect(readFileSync(join(result.folder, 'report.html'), 'utf8')).toContain('takes no connections')
  await system.start('kong')
})

test('a run whose gateway crashes during a load is invalid, with or without faults', async () => {
  const running = run(['C1', 'P1'])
  await until(
    async () => linesSoFar(),
    (lines) => lines > 20,
  )
  await system.kill('kong')
  const result = await running
  expect(result.judged.scenarios.map(({ verdict }) => verdict)).toEqual(['invalid', 'invalid', 'invalid'])
  expect(result.exitCode).toBe(exitCodes.invalid)
  expect(reasonsOf(result)).toContainEqual(expect.stringMatching(/after a load kong at .* takes no connections/))
})
