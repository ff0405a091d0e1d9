import { expect, it } from 'vitest'
import type { ServiceContract } from '../contract/contracts.ts'
import { answerItems, coverageOf, messageItems, percentOf } from './coverage.ts'
import type { Exercised } from './record.ts'

const json = { 'application/json': {} }
const shelf: ServiceContract = {
  service: 'shelf',
  operations: {},
  responses: { readBook: { 200: json, 404: json, 503: json }, removeBook: { 204: {}, 503: json } },
}
const answer = (operationId: string, status: number, mediaType = 'application/json'): Exercised => ({
  kind: 'answer',
  operationId,
  status,
  mediaType,
})

it('an answer is identified by operation, status and media type together', () => {
  const seen = [answer('readBook', 200), answer('readBook', 404, 'text/html'), answer('removeBook', 204, '')]
  const items = answerItems([shelf], seen, {})
  expect(items.filter(({ seen: isSeen }) => isSeen).map(({ name }) => name)).toEqual([
    'readBook 200 application/json',
    'removeBook 204 -',
  ])
  expect(coverageOf(items)).toEqual({ seen: 2, of: 5 })
})

it('exclusions count neither way, for one operation or for all', () => {
  const one = answerItems([shelf], [], { 'readBook 503': 'never away' })
  expect(coverageOf(one)).toEqual({ seen: 0, of: 4 })
  const all = answerItems([shelf], [answer('readBook', 503)], { '* 503': 'never away' })
  expect(coverageOf(all)).toEqual({ seen: 0, of: 3 })
})

it('a message counts once for each application that sends or receives it', () => {
  const sends = (application: string): boolean => application === 'shelf'
  const events = { stream: 's', definitions: { BookLent: {} as never }, sends, receives: () => true }
  const items = messageItems(
    events,
    ['shelf', 'reader'],
    [{ kind: 'message', application: 'reader', direction: 'receives', type: 'BookLent' }],
  )
  expect(items.map(({ name, seen }) => [name, seen])).toEqual([
    ['shelf sends BookLent', false],
    ['shelf receives BookLent', false],
    ['reader receives BookLent', true],
  ])
})

it('a specification that promises nothing is 0 % covered', () => {
  const item = { owner: 'one', name: 'read 200', seen: true }
  expect([percentOf([]), percentOf([{ ...item, excluded: 'no test can' }])]).toEqual([0, 0])
  expect(percentOf([item, { ...item, seen: false }])).toBe(50)
})
