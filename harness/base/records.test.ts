import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { reportError } from '../commands/report-error.ts'
import { readKong } from '../gateway/kong-document.ts'
import { readSamples } from '../scenario/raw.ts'
import { readRun } from '../scenario/run-record.ts'
import { readCapacity } from '../variants/capacity-record.ts'
import { readBench } from '../variants/whole-record.ts'

const folder = mkdtempSync(join(tmpdir(), 'sagabench-records-'))
mkdirSync(join(folder, 'raw'))
afterAll(() => rmSync(folder, { recursive: true }))

const reported = (read: () => unknown): [number, string] => {
  const print = vi.spyOn(console, 'error').mockImplementation(() => {})
  try {
    read()
    return [0, '']
  } catch (error) {
    const code = reportError(error, 'help')
    return [code, print.mock.calls.flat().join('\n').replaceAll(`${folder}/`, '')]
  } finally {
    print.mockRestore()
  }
}

test.each([
  ['{"schema":"sagab', "can't be read: Unterminated string"],
  ['', "can't be read: Unexpected end"],
  ['null', 'unknown schema \\(none\\)'],
  ['{"schema":"sagabench/run@9"}', 'unknown schema sagabench/run@9'],
  ['{"schema":"toString"}', 'unknown schema toString'],
])('a record that holds %s is reported with its file, without a stack', (text, message) => {
  writeFileSync(join(folder, 'raw', 'run.json'), text)
  writeFileSync(join(folder, 'bench.json'), text)
  for (const [file, read] of [
    ['raw/run.json', readRun],
    ['bench.json', readBench],
  ] as const) {
    const [code, printed] = reported(() => read(folder))
    expect(code).toBe(69)
    expect(printed).toMatch(new RegExp(`^${file.replace('.', '[.]')}:? ${message}`))
    expect(printed).not.toMatch(/^ +at /m)
  }
})

test.each([
  ['raw/run.json', 'sagabench/run@1', readRun, 'runs is not a list of objects'],
  ['bench.json', 'sagabench/bench@2', readBench, 'blocks is not a list of objects'],
  ['capacity.json', 'sagabench/capacity@2', readCapacity, 'capacities is not a list of objects'],
] as const)('of a record %s that lacks its members each is named, without a stack', (file, schema, read, last) => {
  writeFileSync(join(folder, file), JSON.stringify({ schema, commit: 'a', startedAt: '', machine: null, versions: {} }))
  const [code, printed] = reported(() => read(folder))
  expect(code).toBe(69)
  expect(printed).toContain(`${file}: machine is not an object\n`)
  expect(printed).toContain(`${file}: ${last}\n`)
  expect(printed).not.toMatch(/^ +at /m)
})

test('truncated or missing raw data are reported with file and line', () => {
  const file = join(folder, 'raw', 'a.ndjson')
  writeFileSync(file, '{"i":0,"inten')
  expect(reported(() => readSamples(file))).toEqual([69, expect.stringMatching(/^raw\/a\.ndjson:1: not JSON/)])
  rmSync(file)
  expect(reported(() => readSamples(file))).toEqual([69, expect.stringMatching(/^raw\/a\.ndjson is missing\n/)])
})

test('a Kong file with a duplicate name exits with 65 and names both lines, without a stack', () => {
  const text = "_format_version: '3.0'\n_format_version: '3.0'\nservices: []\n"
  const [code, printed] = reported(() => readKong(text, { file: 'kong.yml', variables: {} }))
  expect(code).toBe(65)
  expect(printed).toMatch(/^kong\.yml:2: _format_version is a duplicate; the first is in line 1$/m)
  expect(printed).toMatch(/^ {2}right: unique names in a mapping$/m)
  expect(printed).not.toMatch(/^ +at /m)
})
