import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateEvents } from './main.ts'
import { readModel } from './model.ts'
import { readDocument } from './read-document.ts'

const fixture = 'generators/asyncapi/fixtures/weather.yaml'
const text = readFileSync(fixture, 'utf8')
let folder: string
let out: string

beforeAll(async () => {
  mkdirSync('.sagabench/cache', { recursive: true })
  folder = mkdtempSync('.sagabench/cache/events-')
  out = join(folder, 'events')
  await generateEvents({ spec: fixture, out })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('for a small specification', () => {
  const files = ['archive.ts', 'display.ts', 'events.ts', 'repair.ts', 'station.ts', 'types.ts', 'validators.ts']

  it('generates one file for each application, and types, events and validators', () => {
    expect(readdirSync(out).sort()).toEqual(files)
  })

  it.each(files.filter((file) => file !== 'validators.ts'))('%s equals its golden file', async (file) => {
    await expect(readFileSync(join(out, file), 'utf8')).toMatchFileSnapshot(`fixtures/weather/${file}.golden`)
  })

  it('the validators follow the schema, report errors, and contain no require', async () => {
    const code = readFileSync(join(out, 'validators.ts'), 'utf8')
    expect(code).not.toMatch(/require\(/)
    const { measured, sensorLost } = await import(pathToFileURL(join(out, 'validators.ts')).href)
    const station_id = '0190a5f4-8c3e-7b21-9d55-3f2a6c1e8b70'
    const values = [{ kind: 'temperature', amount: 21.5 }]
    expect(measured({ station_id, sequence: 1, values, emitted_at: 1.5 })).toBe(true)
    expect(measured({ station_id, sequence: '1', values })).toBe(false)
    expect(measured.errors).toMatchObject([{ instancePath: '/sequence', message: 'must be integer' }])
    expect(measured({ station_id, sequence: 1, values: [{ ...values[0], more: 1 }] })).toBe(false)
    expect(sensorLost({ station_id, reason: null })).toBe(true)
    expect(sensorLost({ station_id, reason: '𝒳'.repeat(20) })).toBe(true)
    expect(sensorLost({ station_id, reason: '𝒳'.repeat(21) })).toBe(false)
  })

  it('decoding upcasts an old version to the newest, and rejects a newer one', async () => {
    const { decode } = await import(pathToFileURL(join(out, 'events.ts')).href)
    const old = JSON.parse(readFileSync('generators/asyncapi/fixtures/weather-measured-v1.json', 'utf8'))
    const newest = { station_id: old.payload.station_id, sequence: 7, values: [{ kind: 'temperature', amount: 21.5 }] }
    expect(decode(old)).toEqual({ ...old, payload: { ...newest, emitted_at: old.payload.emitted_at } })
    expect(decode({ ...old, version: 2, payload: newest }).payload).toEqual(newest)
    expect(() => decode({ ...old, version: 3, payload: newest })).toThrow('version 3 of Measured needs a newer reader')
    expect(() => decode({ ...old, payload: { ...old.payload, celsius: undefined } })).toThrow(/values.*amount/)
  })

  it('a version without an upcaster is a mistake', async () => {
    const spec = join(folder, 'newer.yaml')
    writeFileSync(spec, text.replace('x-event-version: 2', 'x-event-version: 3'))
    const generating = () => generateEvents({ spec, out: join(folder, 'newer') })
    await expect(generating()).rejects.toThrow(/newer\.yaml:\d+.*Measured.*newer\.upcasters\.ts/s)
    const tables = (up: string, down: string): void =>
      writeFileSync(
        join(folder, 'newer.upcasters.ts'),
        `export const upcasters = { Measured: {${up}} }; export const downcasters = { Measured: {${down}} }`,
      )
    tables('1: (old) => old', '3: (old) => old')
    await expect(generating()).rejects.toThrow('no upcaster for version 2 of Measured')
  })

  it('a version without a downcaster is a mistake', async () => {
    const spec = join(folder, 'one-way.yaml')
    writeFileSync(spec, text)
    writeFileSync(join(folder, 'one-way.upcasters.ts'), 'export const upcasters = { Measured: { 1: (old) => old } }')
    await expect(generateEvents({ spec, out: join(folder, 'one-way') })).rejects.toThrow(
      /no downcaster for version 2 of Measured.*downcasters/s,
    )
  })

  it('a second run generates identical files', async () => {
    const before = files.map((file) => readFileSync(join(out, file), 'utf8'))
    await generateEvents({ spec: fixture, out })
    expect(files.map((file) => readFileSync(join(out, file), 'utf8'))).toEqual(before)
  })
})

describe('a mistake is reported with file, line and the expected value', () => {
  const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length
  const mistakes: [rule: string, from: string, to: string, at: string, message: RegExp][] = [
    [
      'an id that contains an optional or unknown field',
      '{station_id}:{sequence}',
      '{sky}:x',
      'x-event-id',
      /\{sky\}.*\n.*'station_id'/,
    ],
    [
      'an id without a field',
      `'{station_id}:{sequence}'`,
      'Measured',
      'x-event-id',
      /x-event-id: is missing or contains no/,
    ],
    [
      'an application name that is not kebab-case',
      'x-application: repair',
      'x-application: The Repair',
      'x-application: repair',
      /kebab-case/,
    ],
    [
      'a group with two readers',
      'group: weather-repair',
      'group: weather-archive',
      'group: weather-repair',
      /is already the group of archive/,
    ],
    [
      'an unknown member of an extension',
      'maxDeliveries: 9',
      'maxTries: 9',
      'maxDeliveries: 9',
      /maxTries: unknown member\n.*'maxDeliveries'/,
    ],
    ['a limit of zero', 'maxDeliveries: 9', 'maxDeliveries: 0', 'maxDeliveries: 9', /expected: a whole number/],
    [
      'a payload with a title other than its event',
      'title: SensorLost',
      'title: Lost',
      'title: SensorLost',
      /title: SensorLost/,
    ],
    [
      'a schema without a type',
      "type: [string, 'null'], maxLength: 20",
      'maxLength: 20',
      'payload:\n        title: SensorLost',
      /needs a type/,
    ],
    ['a dangling reference', '#/components/schemas/Sky', '#/components/schemas/Ski', '#/components/schemas/Sky', /Ski/],
    ['an unknown action', 'action: send', 'action: publish', 'action: send', /"send", "receive"/],
  ]

  it.each(mistakes)('%s', async (_, from, to, at, message) => {
    expect(text).toContain(from)
    const spec = join(folder, 'broken.yaml')
    writeFileSync(spec, text.replace(from, to))
    const failure: Error = await readDocument(spec)
      .then((document) => readModel(document, spec, spec))
      .then(
        () => new Error('no mistake was found'),
        (error: Error) => error,
      )
    expect(failure.message).toMatch(message)
    const lines = [...failure.message.matchAll(/broken\.yaml:(\d+)/g)].map((match) => Number(match[1]))
    const expected = lineOf(at)
    expect(lines.some((line) => Math.abs(line - expected) <= 1)).toBe(true)
  })
})
