import { expect, test } from 'vitest'
import { UsageError } from '#harness/base/errors.ts'
import { readOptions, variantsOf, yesOrNo } from './options.ts'

test('an omitted option has its default value', () => {
  expect(readOptions('bus', [])).toEqual({ help: false, events: '60000' })
  const { variants, rounds } = readOptions('variants', ['--rounds', '7'])
  expect([rounds, variantsOf(variants).variants.map(({ id }) => id)]).toEqual([
    '7',
    ['orchestrated', 'choreographed', 'bare'],
  ])
})

test.each([
  ['variants has no option --events; it belongs to replay, bus.', () => readOptions('variants', ['--events', '7'])],
  ["Unknown option '--kep'", () => readOptions('capacity', ['--kep'])],
  ['bus takes no argument, got 7', () => readOptions('bus', ['7'])],
  ['--variants "," names no variant', () => variantsOf(',')],
  ['--variants "" names no variant', () => variantsOf('')],
  ['Unknown variant sideways; known:', () => variantsOf('sideways')],
  ['--faults maybe: must be yes or no', () => yesOrNo('faults', 'maybe')],
])('rejected: %s', (message, read) => {
  expect(read).toThrow(UsageError)
  expect(read).toThrow(message)
})
