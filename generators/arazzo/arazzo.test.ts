import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SpecError } from '../shared/spec-error.ts'
import { readModel, sagaFiles } from './main.ts'

const fixtures = join(import.meta.dirname, 'fixtures')

const formatted = (text: string): string =>
  execFileSync('node_modules/.bin/biome', ['format', '--stdin-file-path=generated/saga/trip.ts'], {
    input: text,
  }).toString()

it('a process of any trade becomes a table, calls and reactions', async () => {
  const files = sagaFiles(await readModel(join(fixtures, 'specs/trip.yaml')))
  await expect(formatted(files['trip.ts'] ?? '')).toMatchFileSnapshot(join(fixtures, 'trip.ts.golden'))
  await expect(files['trip.mmd']).toMatchFileSnapshot(join(fixtures, 'trip.mmd.golden'))
})

/** The message that a change of the fixture leads to. */
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
  ['an unknown state', 'done: HELD', 'done: HELT', /trip\.yaml:\d+: state HELT does not exist; did you mean HELD\?/],
  ['an unreached state', 'RETURNING, CANCELLED]', 'RETURNING, CANCELLED, LOST]', /state LOST is listed, but no step/],
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
  ['an event that nobody publishes', 'event: PaymentFailed', 'event: TripBooked', /nothing publishes PaymentFailed/],
  [
    'an unknown input',
    'legs: $inputs.legs, kind',
    'legs: $inputs.leg, kind',
    /there is no input leg; there are trip_id, note, legs/,
  ],
  [
    'an output that is not there yet',
    'legs: $inputs.legs, kind',
    'legs: $steps.pay.outputs.receipt, kind',
    /step pay is not done by then; done are look, price/,
  ],
  [
    'an output that the step does not have',
    '$steps.pay.outputs.receipt }\n    x-saga',
    '$steps.pay.outputs.number }\n    x-saga',
    /nothing reads the output receipt|step pay has no output number/,
  ],
  ['data that the event does not tell', ', priced: $message.payload#/basket/legs', '', /the steps also need priced/],
  [
    'a failure where there is none',
    'receipt: $steps.pay.outputs.receipt }\n              failed',
    'receipt: $failure.reason }\n              failed',
    /\$failure\.reason can't be evaluated here/,
  ],
  ['a guard of nothing', 'guards: hold', 'guards: price', /later step with an undo price does not exist/],
  [
    'a guard with an output',
    'running: SEEN, done: PRICED, failed: NOT_HELD }',
    'running: SEEN, done: PRICED, failed: NOT_HELD }\n          guards: hold',
    /a guard has no outputs/,
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
    'a pivot that refuses nothing for good',
    'payment-returned: { reason: RETURNED, undone_before: true }',
    'payment-returned: RETURNED',
    /the step needs a refusal with `undone_before: true`/,
  ],
  ['a deadline that nobody can keep', /pivot:[\s\S]*?body#\/why/, '', /a deadline needs a step with a `pivot`/],
  [
    'undos that wait for each other',
    'timeout: 700',
    'timeout: 700\n            after: [hold]',
    /these undos wait for each other/,
  ],
  [
    'an owner that does not run its step',
    'owner: till\n          attempts',
    'owner: office\n          attempts',
    /pay is owned by office, but run in the reactions of till/,
  ],
  [
    'a success that the operation does not have',
    '$statusCode == 201',
    '$statusCode == 200',
    /must be one condition `\$statusCode == 201`/,
  ],
  [
    'a member that x-saga does not have',
    'deadline: 5000',
    'deadline: 5000\n      retries: 3',
    /must NOT have additional properties \(retries\)/,
  ],
]

it.each(mistakes)('%s is reported with its place and what would be right', async (_name, from, to, expected) => {
  const message = await mistake((text) => text.replace(from, to))
  expect(message).toMatch(/^\S+trip\.yaml:\d+: /)
  expect(message).toMatch(expected)
})

it('the place of a mistake is its line', async () => {
  const message = await mistake((text) => text.replace('done: HELD', 'done: HELT'))
  const line = readFileSync(join(fixtures, 'specs/trip.yaml'), 'utf8')
    .split('\n')
    .findIndex((one) => one.includes('done: HELD'))
  expect(message).toContain(`trip.yaml:${line + 1}:`)
})
