import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { needing } from '#tests/support/left-out.ts'
import { writeProject, writeReportedRun } from '../bundle/testing.ts'
import { verifyBundle } from '../bundle/verify.ts'
import { hashDocuments } from '../scenario/hashes.ts'
import { writeBenchReport } from '../variants/report/write.ts'
import { writeSyntheticBench } from '../variants/synthetic.ts'
import { readBench } from '../variants/whole-record.ts'
import { takeSample } from './sample.ts'

const root = writeProject(mkdtempSync(join(tmpdir(), 'sagabench-sample-')))
mkdirSync(join(root, 'docs'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('the report of a run becomes the sample, its top a picture', needing('browser'), async () => {
  const folder = join(root, 'reports', 'run')
  writeReportedRun(folder, root)
  const written = await takeSample(folder, root)
  expect(written).toEqual([
    'reports/sample/report.html',
    'reports/sample/report.md',
    'reports/sample/summary.json',
    'reports/sample/bundle.tar.gz',
    'docs/report.png',
  ])
  expect(readFileSync(join(root, 'reports/sample/report.html'), 'utf8')).toBe(
    readFileSync(join(folder, 'report.html'), 'utf8'),
  )
  expect(readFileSync(join(root, 'docs/report.png')).toString('latin1', 1, 4)).toBe('PNG')
  expect((await verifyBundle(join(root, 'reports/sample/bundle.tar.gz'))).differences).toEqual([])
})

test('a run whose documents changed since is refused as a sample, because its bundle would not verify', async () => {
  const project = writeProject(mkdtempSync(join(root, 'project-')))
  const folder = join(project, 'reports', 'run')
  writeReportedRun(folder, project)
  writeFileSync(join(project, 'specs', 'openapi', 'one.yaml'), 'openapi: 3.1.1\n')
  await expect(takeSample(folder, project)).rejects.toThrow('specs/openapi changed since')
  expect(existsSync(join(project, 'reports', 'sample'))).toBe(false)
})

test.each(['reports/sample/bundle.tar.gz', 'reports/sample/bench/bundle.tar.gz'])(
  'every figure of %s can be recomputed from it',
  async (file) => {
    const { samples, differences } = await verifyBundle(file)
    expect(samples).toBeGreaterThan(1_000)
    expect(differences).toEqual([])
  },
)

test('a benchmark becomes the sample in bench/, and a folder without a report is refused with the command that writes it', async () => {
  const folder = join(root, 'reports', 'one-bench')
  writeSyntheticBench(folder, { hashes: hashDocuments(root) })
  await expect(takeSample(folder, root)).rejects.toThrow('npm run report -- reports/one-bench')
  writeBenchReport(folder, readBench(folder))
  expect(await takeSample(folder, root)).toContain('reports/sample/bench/report.html')
  await expect(takeSample(root, root)).rejects.toThrow('contains no record')
})
