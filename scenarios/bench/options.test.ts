import { expect, test } from 'vitest'
import { UsageError } from '#harness/base/errors.ts'
import { armsOf, readOptions, yesOrNo } from './options.ts'

test('an omitted option has its default value', () => {
  expect(readOptions('bus', [])).toEqual({ help: false, events: '60000' })
  const { arms, rounds } = readOptions('arms', ['--rounds', '7'])
  expect([rounds, armsOf(arms).arms.map(({ id }) => id)]).toEqual(['7', ['orchestrated', 'choreographed', 'bare']])
})

test.each([
  ['--events is no option of arms; it belongs to replay, bus.', () => readOptions('arms', ['--events', '7'])],
  ["Unknown option '--kep'", () => readOptions('capacity', ['--kep'])],
  ['bus takes no argument, got 7', () => readOptions('bus', ['7'])],
  ['--arms "," names no arm', () => armsOf(',')],
  ['--arms "" names no arm', () => armsOf('')],
  ['Unknown arm sideways; known:', () => armsOf('sideways')],
  ['--faults maybe: must be yes or no', () => yesOrNo('faults', 'maybe')],
])('rejected: %s', (message, read) => {
  expect(read).toThrow(UsageError)
  expect(read).toThrow(message)
})
