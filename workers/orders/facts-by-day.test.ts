import { expect, it } from 'vitest'
import { gatherByDay } from './facts-by-day.ts'
import type { OrderCreatedFact } from './order-created-fact.ts'

const checkoutOn = (day: string, n: number): string => {
  const time = Date.parse(day).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(n).padStart(12, '0')}`
}
let count = 0
const on = (day: string): OrderCreatedFact => {
  const checkoutId = checkoutOn(day, ++count)
  return { eventId: `${checkoutId}:OrderCreated`, clientId: 'c', commandeId: 'o', checkoutId, ts: count }
}
const [first, second, third] = ['2026-03-01', '2026-03-02', '2026-03-03'] as const

it('a day is yielded once a page contains none of it, with the facts of all pages; later facts come as a known day', () => {
  const days = gatherByDay(100)
  const [a, b, c, d, e] = [on(first), on(first), on(second), on(second), on(first)]
  expect(days.add([a])).toEqual([])
  expect(days.add([b, c])).toEqual([])
  expect(days.add([d])).toEqual([{ day: first, isNew: true, facts: [a, b] }])
  expect(days.add([e])).toEqual([{ day: second, isNew: true, facts: [c, d] }])
  expect(days.end()).toEqual([{ day: first, isNew: false, facts: [e] }])
  expect(days.end()).toEqual([])
})

it('when more facts are held than allowed, all are yielded', () => {
  const days = gatherByDay(2)
  const facts = [on(first), on(third), on(first)]
  expect(days.add(facts)).toEqual([
    { day: first, isNew: true, facts: [facts[0], facts[2]] },
    { day: third, isNew: true, facts: [facts[1]] },
  ])
  const more = on(third)
  days.add([more])
  expect(days.end()).toEqual([{ day: third, isNew: false, facts: [more] }])
})
