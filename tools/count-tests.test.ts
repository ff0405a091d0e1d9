import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'sagabench-count-'))
afterAll(() => rmSync(folder, { recursive: true }))

const report = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}
const counted = (numPassedTests: number, numFailedTests = 0, numPendingTests = 0): string =>
  JSON.stringify({ numPassedTests, numFailedTests, numPendingTests, success: numFailedTests === 0 })

const count = (...files: string[]): [status: number | null, lastLine: string] => {
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'count-tests.mjs'), ...files], {
    encoding: 'utf8',
  })
  return [status, stdout.trim().split('\n').at(-1) ?? '']
}

test('prints the total of all runs, and passes if every run passed', () => {
  const [one, two] = [report('one.json', counted(7)), report('two.json', counted(3, 0, 2))]
  expect(count(one, two)).toEqual([0, '10 passed, 0 failed, 2 skipped'])
  expect(count(one, report('red.json', counted(3, 1)))).toEqual([1, '10 passed, 1 failed, 0 skipped'])
})

test('fails for a run without tests, for a missing or broken report, and without any report', () => {
  const one = report('one.json', counted(7))
  expect(count(one, report('none.json', counted(0)))).toEqual([1, '7 passed, 0 failed, 0 skipped'])
  expect(count(one, join(folder, 'missing.json'))).toEqual([1, '7 passed, 1 failed, 0 skipped'])
  expect(count(one, report('cut.json', '{"numPassed'))).toEqual([1, '7 passed, 1 failed, 0 skipped'])
  expect(count(one, report('empty.json', '{}'))[0]).toBe(1)
  expect(count()).toEqual([1, '0 passed, 0 failed, 0 skipped'])
})
