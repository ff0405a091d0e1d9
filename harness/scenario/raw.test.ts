import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parseSamples, readSamples, readTimed } from './raw.ts'

const folder = mkdtempSync(join(tmpdir(), 'sagabench-raw-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const line = (i: number, reason: string | null = null): string =>
  JSON.stringify({
    i,
    intended: i,
    ready: i,
    started: i + 1,
    accepted: null,
    ended: i + 9,
    outcome: reason === null ? 'succeeded' : 'refused',
    id: `id-${i}`,
    key: `key-${i}`,
    status: 201,
    reason,
  })

const fileOf = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

test('lines are read whole even if a chunk ends in the middle of a character', () => {
  const text = Array.from({ length: 4_000 }, (_, i) => line(i, '在'.repeat(500))).join('\n')
  expect(Buffer.byteLength(text)).toBeGreaterThan(4 << 20)
  const file = fileOf('long.ndjson', text)
  const whole = parseSamples(text)
  expect(readSamples(file)).toEqual(whole)
  expect(readTimed(file)).toEqual(whole.map(({ i: _i, id: _id, key: _key, ...timed }) => timed))
})

test('an empty file has no samples, and the last line needs no newline', () => {
  expect(readSamples(fileOf('empty.ndjson', ''))).toEqual([])
  expect(readSamples(fileOf('ended.ndjson', `${line(1)}\n`))).toEqual(readSamples(fileOf('open.ndjson', line(1))))
})

test('an invalid line is reported with its file and line number', () => {
  const file = fileOf('broken.ndjson', `${line(1)}\n${line(2)}\n{"i":3`)
  expect(() => readTimed(file)).toThrow(/broken\.ndjson:3: not JSON/)
})

type Fields = Record<string, unknown>
const edited = (i: number, change: Fields): string => JSON.stringify({ ...(JSON.parse(line(i)) as Fields), ...change })

describe('contradictory lines are rejected:', () => {
  test.each<[string, string, string]>([
    ['an end before the start', edited(2, { ended: 1 }), 'it ended at 1 ms, before it started at 3 ms'],
    ['a time before the load', edited(2, { intended: -5 }), 'intended is -5'],
    [
      'an end before it was meant to start',
      edited(2, { intended: 50 }),
      'it ended at 11 ms, before it was meant to start at 50 ms',
    ],
    ['accepted after its end', edited(2, { accepted: 99 }), 'it was accepted at 99 ms, not between'],
    [
      'a second end of a unit',
      edited(1, { id: 'id-other', key: 'key-other' }),
      'unit 1 already ended in an earlier line',
    ],
    ['an id of another unit', edited(2, { id: 'id-1' }), 'the id id-1 already occurs in an earlier line'],
    ['a key of another unit', edited(2, { key: 'key-1' }), 'the key key-1 already occurs in an earlier line'],
    ['a key of another run', edited(2, { key: 'other-2' }), 'its key other-2 belongs to another run than key-…'],
    ['success without an answer', edited(2, { status: 0 }), 'it succeeded, but no answer came'],
    ['no time', edited(2, { ended: undefined }), 'not a sample (ended is missing)'],
    ['no outcome', edited(2, { outcome: undefined }), 'not a sample (outcome is missing)'],
    ['an unknown outcome', edited(2, { outcome: 'passed' }), 'not a sample (outcome must be succeeded, refused,'],
    ['no status', edited(2, { status: undefined }), 'not a sample (status is missing)'],
    ['no reason', edited(2, { reason: undefined }), 'not a sample (reason is missing)'],
    ['no acceptance', edited(2, { accepted: undefined }), 'not a sample (accepted is missing)'],
    ['a number as text', edited(2, { started: '3' }), 'not a sample (started must be a number)'],
    ['half a unit', edited(2, { i: 1.5 }), 'not a sample (i must be a whole number of at least 0)'],
  ])('%s', (_what, second, message) => {
    const file = fileOf('contradiction.ndjson', `${line(1)}\n${second}\n${line(3)}\n`)
    for (const read of [readSamples, readTimed]) expect(() => read(file)).toThrow(`contradiction.ndjson:2: ${message}`)
    expect(() => parseSamples(`${line(1)}\n${second}`, 'lines')).toThrow(`lines:2: ${message}`)
  })

  test('two starts of a load in one file', () => {
    const began = (i: number): string => edited(i, { load_began_ms: 1_795_936_462_797 })
    const file = fileOf('two.ndjson', `${began(0)}\n${line(1)}\n${began(2)}\n`)
    expect(() => readTimed(file)).toThrow('two.ndjson:3: a second line records the start of the load')
  })

  test('units without ids or keys do not count as duplicates', () => {
    const file = fileOf('nameless.ndjson', [1, 2].map((i) => edited(i, { id: null, key: undefined })).join('\n'))
    expect(readTimed(file)).toHaveLength(2)
  })
})
