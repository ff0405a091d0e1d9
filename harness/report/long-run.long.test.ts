import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { steadyScenarios, writeSyntheticRun } from './synthetic.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sagabench-long-'))
  writeSyntheticRun(folder, { badShare: 0.001, disturbed: 'worker-a' }, 1, steadyScenarios(50, 1_800))
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('half an hour at 50/s in both styles becomes a report within 500 MB', { timeout: 240_000 }, () => {
  const write = pathToFileURL(join(import.meta.dirname, 'write.ts')).href
  const script = `const { writeReport } = await import(${JSON.stringify(write)})
const { judged } = writeReport(${JSON.stringify(folder)})
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
console.log(JSON.stringify({ verdict: judged.verdict, samples: judged.scenarios.flatMap(({ loads }) => loads.map(({ all }) => all.length)), megabytes: maxRSS / 1024, cpuS: (userCPUTime + systemCPUTime) / 1e6 }))`
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })
  expect(ended.stderr).toBe('')
  const result = JSON.parse(ended.stdout) as { verdict: string; samples: number[]; megabytes: number; cpuS: number }
  expect(result.verdict).toBe('pass')
  expect(result.samples).toEqual([90_000, 90_000])
  expect(result.megabytes).toBeLessThan(500)
})
