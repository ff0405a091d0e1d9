import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
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

test('lines are read whole, wherever a piece of the file ends, in the middle of a letter too', () => {
  const text = Array.from({ length: 4_000 }, (_, i) => line(i, '在'.repeat(500))).join('\n')
  expect(Buffer.byteLength(text)).toBeGreaterThan(4 << 20)
  const file = fileOf('long.ndjson', text)
  const whole = parseSamples(text)
  expect(readSamples(file)).toEqual(whole)
  expect(readTimed(file)).toEqual(whole.map(({ i: _i, id: _id, key: _key, ...timed }) => timed))
})

test('an empty file has no samples, and a last line may end or not', () => {
  expect(readSamples(fileOf('empty.ndjson', ''))).toEqual([])
  expect(readSamples(fileOf('ended.ndjson', `${line(1)}\n`))).toEqual(readSamples(fileOf('open.ndjson', line(1))))
})

test('a line that is no sample is named by its file and number', () => {
  const file = fileOf('broken.ndjson', `${line(1)}\n${line(2)}\n{"i":3`)
  expect(() => readTimed(file)).toThrow(/broken\.ndjson:3: not JSON/)
})
