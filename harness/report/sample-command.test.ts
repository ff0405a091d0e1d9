import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeBench } from '../arms/record.ts'
import { writeBenchReport } from '../arms/report/write.ts'
import { recordOf } from '../arms/synthetic.ts'
import { onPath } from '../system/tools.ts'
import { takeSample } from './sample-command.ts'
import { writeSyntheticRun } from './synthetic.ts'
import { writeReport } from './write.ts'

const root = mkdtempSync(join(tmpdir(), 'sagabench-sample-'))
mkdirSync(join(root, 'docs'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('the report of a run becomes the sample, its top a picture where there is a browser', async () => {
  const folder = join(root, 'reports', 'run')
  writeSyntheticRun(folder)
  writeReport(folder)
  const written = await takeSample(folder, root)
  const hasBrowser = ['chromium', 'chromium-browser', 'google-chrome'].some((name) => onPath(name) !== undefined)
  expect(written).toEqual([
    'reports/sample/report.html',
    'reports/sample/report.md',
    'reports/sample/summary.json',
    ...(hasBrowser ? ['docs/report.png'] : []),
  ])
  expect(readFileSync(join(root, 'reports/sample/report.html'), 'utf8')).toBe(
    readFileSync(join(folder, 'report.html'), 'utf8'),
  )
  expect(existsSync(join(root, 'docs/report.png'))).toBe(hasBrowser)
})

test('a benchmark has a place of its own, and a folder without its report is refused with what to do', async () => {
  const folder = join(root, 'reports', 'one-bench')
  mkdirSync(folder)
  writeBench(folder, recordOf())
  await expect(takeSample(folder, root)).rejects.toThrow('npm run report -- reports/one-bench')
  writeBenchReport(folder, recordOf())
  expect(await takeSample(folder, root)).toContain('reports/sample/bench/report.html')
  await expect(takeSample(root, root)).rejects.toThrow('holds no record')
})
