import { describe, expect, it, test } from 'vitest'
import { mayBeNone } from './no-empty-each.ts'

const none: string[] = []

test('each() with an empty list of cases is an error', () => {
  for (const api of [test, it, describe]) expect(() => api.each(none)).toThrow('nothing would be tested')
  expect(() => test.each(mayBeNone(none))).not.toThrow()
})

test.each(['one', 'two'])('%s', (word) => expect(word.length).toBe(3))
describe.each([[1, 2]])('%i', (one, two) => {
  it('is less', () => expect(one).toBeLessThan(two))
})
