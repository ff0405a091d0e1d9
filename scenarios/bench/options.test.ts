import { expect, test } from 'vitest'
import { UsageError } from '#harness/base/errors.ts'
import { armsOf, readOptions, yesOrNo } from './options.ts'

test('an option that is left out has its usual value', () => {
  expect(readOptions('bus', [])).toEqual({ help: false, events: '60000' })
  const { arms, rounds } = readOptions('arms', ['--rounds', '7'])
  expect([rounds, armsOf(arms).arms.map(({ id }) => id)]).toEqual(['7', ['orchestrated', 'choreographed', 'bare']])
})

test.each([
  ['--events is no option of arms; it belongs to replay, bus.', () => readOptions('arms', ['--events', '7'])],
  ["Unknown option '--kep'", () => readOptions('capacity', ['--kep'])],
  ['bus takes no 7', () => readOptions('bus', ['7'])],
  ['--arms "," names no arm', () => armsOf(',')],
  ['--arms "" names no arm', () => armsOf('')],
  ['No arm sideways; there are', () => armsOf('sideways')],
  ['--faults maybe: yes or no', () => yesOrNo('faults', 'maybe')],
])('refused: %s', (message, read) => {
  expect(read).toThrow(UsageError)
  expect(read).toThrow(message)
})
