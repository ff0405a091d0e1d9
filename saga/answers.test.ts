import { expect, it } from 'vitest'
import { problemType } from '#platform/http/problem.ts'
import { outcomeOf, UnexpectedAnswer, undoneBy } from './answers.ts'
import { join } from './join.ts'

const refusals = { full: { reason: 'FULL' }, gone: { reason: 'GONE', undoneBefore: true } } as const
const answer = (status: number, slug: string) => ({ status, body: { type: problemType(slug) } })

it('a problem listed in the definition is a refusal, whatever its status', () => {
  expect(outcomeOf('hold', answer(409, 'full'), refusals)).toEqual({ kind: 'refused', reason: 'FULL' })
  expect(outcomeOf('hold', answer(410, 'gone'), refusals)).toEqual({
    kind: 'refused',
    reason: 'GONE',
    undoneBefore: true,
  })
})

it('any other response is a failure with unknown effect', () => {
  expect(() => outcomeOf('hold', answer(422, 'key-reused'), refusals)).toThrow(UnexpectedAnswer)
  expect(() => outcomeOf('hold', { status: 400 }, refusals)).toThrow('hold returned 400')
})

it('an undo is done only after a successful response', () => {
  expect(() => undoneBy('release', { status: 200 })).not.toThrow()
  expect(() => undoneBy('release', answer(409, 'superseded'))).toThrow('release returned 409 superseded')
})

it('a join adds members of the matching element, in the order of the left list', () => {
  const legs = [
    { leg: 2, seats: 1 },
    { leg: 1, seats: 3 },
  ]
  const fares = [
    { leg: 1, cents: 100, name: 'A' },
    { leg: 2, cents: 250, name: 'B' },
  ]
  expect(join(legs, fares, 'leg', ['cents'])).toEqual([
    { leg: 2, seats: 1, cents: 250 },
    { leg: 1, seats: 3, cents: 100 },
  ])
  expect(() => join(legs, fares.slice(1), 'leg', ['cents'])).toThrow('no match for leg 1')
})
