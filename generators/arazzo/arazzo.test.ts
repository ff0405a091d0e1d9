import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SpecError } from '../shared/spec-error.ts'
import { renderDerived } from './derived.ts'
import { deriveSchemas, generateSaga, readModel, sagaFiles } from './main.ts'

const fixtures = join(import.meta.dirname, 'fixtures')

const formatted = (text: string): string =>
  execFileSync('node_modules/.bin/biome', ['format', '--stdin-file-path=generated/saga/trip.ts'], {
    input: text,
  }).toString()

it('generates a table, calls and reactions from an Arazzo document', async () => {
  const files = sagaFiles(await readModel(join(fixtures, 'specs/trip.yaml')))
  await expect(formatted(files['trip.ts'] ?? '')).toMatchFileSnapshot(join(fixtures, 'trip.ts.golden'))
  await expect(files['trip.mmd']).toMatchFileSnapshot(join(fixtures, 'trip.mmd.golden'))
})

it('generates schemas of the states and steps of a process, for other documents to reference', async () => {
  const spec = join(fixtures, 'specs/trip.yaml')
  const { workflow } = await readModel(spec)
  await expect(renderDerived(workflow, spec)).toMatchFileSnapshot(join(fixtures, 'trip.derived.yaml.golden'))
})

/** A folder with the fixture, and a copy of it as a second process. */
const withSecondProcess = (change: (text: string) => string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'arazzo-'))
  cpSync(join(fixtures, 'specs'), folder, { recursive: true })
  const processes = join(folder, 'arazzo')
  mkdirSync(processes)
  const trip = readFileSync(join(folder, 'trip.yaml'), 'utf8').replaceAll('url: ', 'url: ../')
  writeFileSync(join(processes, 'trip.yaml'), trip)
  writeFileSync(join(processes, 'voyage.yaml'), change(trip))
  return processes
}

const renamed = (text: string): string =>
  text
    .replace('workflowId: trip', 'workflowId: voyage')
    .replace('state: TripState, step: TripStep', 'state: VoyageState, step: VoyageStep')

it('several documents each get a table and derived schemas of their own', async () => {
  const processes = withSecondProcess(renamed)
  const out = join(processes, '../generated')
  await deriveSchemas(processes)
  await generateSaga(processes, out)
  expect(readdirSync(out).sort()).toEqual(['trip.mmd', 'trip.ts', 'voyage.mmd', 'voyage.ts'])
  expect(readFileSync(join(out, 'voyage.ts'), 'utf8')).toContain('export const voyageSaga = {')
  expect(readFileSync(join(out, 'trip.ts'), 'utf8')).toContain('export const tripSaga = {')
  expect(readFileSync(join(processes, '../derived/voyage.yaml'), 'utf8')).toContain('VoyageStep:')
})

it('a folder without a document is an error', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'arazzo-'))
  await expect(generateSaga(empty, join(empty, 'generated'))).rejects.toThrow(`${empty} has no .yaml document`)
})

it.each([
  ['workflow', (text: string) => renamed(text).replace('workflowId: voyage', 'workflowId: trip'), 'workflowId trip'],
  ['schema', (text: string) => renamed(text).replace('step: VoyageStep', 'step: TripStep'), 'schema TripStep'],
])('two documents must not share the name of a %s', async (_what, change, name) => {
  const processes = withSecondProcess(change)
  const error = await generateSaga(processes, join(processes, '../generated')).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SpecError)
  expect((error as Error).message).toMatch(/voyage\.yaml:\d+: /)
  expect((error as Error).message).toContain(`${name} is also in ${join(processes, 'trip.yaml')}`)
})

/** The error message for an edited fixture. */
const mistake = async (change: (text: string) => string): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'arazzo-'))
  cpSync(join(fixtures, 'specs'), folder, { recursive: true })
  const spec = join(folder, 'trip.yaml')
  const before = readFileSync(spec, 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(spec, after)
  const error = await readModel(spec).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SpecError)
  return (error as Error).message
}

const mistakes: [name: string, from: string | RegExp, to: string, expected: RegExp][] = [
  [
    'an unknown operation',
    'seats.holdSeats',
    'seats.holdSeat',
    /trip\.yaml:\d+: operation of seats holdSeat does not exist; did you mean holdSeats\?/,
  ],
  [
    'an unknown source',
    'Descriptions.seats.releaseSeats',
    'Descriptions.seat.releaseSeats',
    /OpenAPI source seat .* did you mean seats/,
  ],
  ['a missing source document', 'url: seats.yaml', 'url: seat.yaml', /seat\.yaml: no such file/],
  [
    'a step name that does not match the pattern',
    'stepId: price',
    'stepId: Price',
    /trip\.yaml:\d+: Price must match \^\[a-z\]/,
  ],
  [
    'an unknown problem',
    'no-seat: NO_SEAT',
    'no-seats: NO_SEAT',
    /problem of the operation no-seats .* did you mean no-seat/,
  ],
  [
    'an unknown event',
    'event: TripBooked',
    'event: TripBoked',
    /event TripBoked does not exist; did you mean TripBooked/,
  ],
  [
    'an event that its owner does not send',
    'event: SeatsHeld',
    'event: TripBooked',
    /event sent by seats TripBooked does not exist/,
  ],
  ['an event that its owner does not receive', 'on: SeatsHeld', 'on: TripAsked', /event received by till TripAsked/],
  [
    'a reaction to an unpublished event',
    'event: PaymentFailed',
    'event: TripBooked',
    /no reaction publishes PaymentFailed/,
  ],
  [
    'an unknown input',
    'legs: $inputs.legs, kind',
    'legs: $inputs.leg, kind',
    /input leg does not exist; expected one of: trip_id, note, legs/,
  ],
  [
    'an output of a later step',
    'legs: $inputs.legs, kind',
    'legs: $steps.pay.outputs.receipt, kind',
    /step pay has not completed at this point; completed steps: look, price/,
  ],
  [
    'an unknown output',
    '$steps.pay.outputs.receipt }\n    x-saga',
    '$steps.pay.outputs.number }\n    x-saga',
    /output receipt of pay is never read|step pay has no output number/,
  ],
  ['data missing from a reaction', ', priced: $message.payload#/basket/legs', '', /the steps also need priced/],
  [
    'a failure where none has happened',
    'receipt: $steps.pay.outputs.receipt }\n              failed',
    'receipt: $failure.reason }\n              failed',
    /\$failure\.reason can't be used here/,
  ],
  ['a guard of a step without undo', 'guards: hold', 'guards: price', /later step with an undo price does not exist/],
  [
    'a guard with an output',
    'running: SEEN, done: PRICED, failed: NOT_HELD }',
    'running: SEEN, done: PRICED, failed: NOT_HELD }\n          guards: hold',
    /must not have outputs/,
  ],
  [
    'an effect without a key',
    "parameters: [{ name: Idempotency-Key, in: header, value: '{$inputs.trip_id}:hold' }]",
    'parameters: []',
    /hold has an effect, so it needs an Idempotency-Key/,
  ],
  [
    'a pivot without a key',
    "parameters: [{ name: Idempotency-Key, in: header, value: '{$inputs.trip_id}:pay:pivot' }]",
    'parameters: []',
    /a pivot has an effect, so it needs an Idempotency-Key/,
  ],
  [
    'a pivot without a final refusal',
    'payment-returned: { reason: RETURNED, undone_before: true }',
    'payment-returned: RETURNED',
    /the step needs a refusal with `undone_before: true`/,
  ],
  ['a choreography deadline without a pivot', /pivot:[\s\S]*?body#\/why/, '', /a deadline needs a step with a `pivot`/],
  [
    'a cycle of undos',
    'timeout: 700',
    'timeout: 700\n            after: [hold]',
    /the undos wait for each other in a cycle/,
  ],
  [
    'an owner that does not run its step',
    'owner: till\n          attempts',
    'owner: office\n          attempts',
    /pay is owned by office, but runs in the reactions of: till/,
  ],
  [
    'an undeclared success status',
    '$statusCode == 201',
    '$statusCode == 200',
    /must be exactly one condition: `\$statusCode == 201`/,
  ],
  [
    'an unknown member of x-saga',
    'deadline: 5000',
    'deadline: 5000\n      retries: 3',
    /must NOT have additional properties \(retries\)/,
  ],
]

it.each(mistakes)('%s is reported with its line and a way to fix it', async (_name, from, to, expected) => {
  const message = await mistake((text) => text.replace(from, to))
  expect(message).toMatch(/^\S+trip\.yaml:\d+: /)
  expect(message).toMatch(expected)
})

it('a mistake is reported with its line', async () => {
  const message = await mistake((text) => text.replace('seats.holdSeats', 'seats.holdSeat'))
  const line = readFileSync(join(fixtures, 'specs/trip.yaml'), 'utf8')
    .split('\n')
    .findIndex((one) => one.includes('seats.holdSeats'))
  expect(message).toContain(`trip.yaml:${line + 1}:`)
})
