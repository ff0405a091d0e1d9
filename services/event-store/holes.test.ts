import { expect, it } from 'vitest'
import { reactions } from '#generated/events/events.ts'
import { repetitionsPour } from './domain/trous.ts'
import { terminalTypes } from './infrastructure/states.ts'

const choreography = { reactions, terminaux: new Set(terminalTypes) }
const missing = (...types: string[]) => repetitionsPour(choreography, new Set(types), true)
const missingUnderWay = (...types: string[]) => repetitionsPour(choreography, new Set(types), false)
const reservation = { groupe: 'choreo-reservation', type: 'CheckoutInitiated' }
const order = { groupe: 'choreo-order', type: 'StockReserved' }
const compensation = { groupe: 'choreo-compensation', type: 'OrderCreationFailed' }

const whole = [
  [['CheckoutInitiated', 'StockReserved', 'OrderCreated', 'CheckoutSucceeded']],
  [['CheckoutInitiated', 'StockReservationFailed', 'CheckoutFailed']],
  [['CheckoutInitiated', 'StockReserved', 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed']],
]
it.each(whole)('%s has no hole', (types) => {
  expect(missing(...types)).toEqual([])
})

it('a checkout in progress has no hole, and one at rest is repeated from its last event', () => {
  expect(missingUnderWay('CheckoutInitiated')).toEqual([])
  expect(missingUnderWay('CheckoutInitiated', 'StockReserved')).toEqual([])
  expect(missing('CheckoutInitiated')).toEqual([reservation])
  expect(missing('CheckoutInitiated', 'StockReserved')).toContainEqual(order)
  expect(missing('CheckoutInitiated', 'StockReserved', 'OrderCreationFailed')).toContainEqual(compensation)
})

it('the publisher of a missing event gets its trigger again, even if several events are missing', () => {
  for (const look of [missing, missingUnderWay]) {
    expect(look('CheckoutInitiated', 'OrderCreated', 'CheckoutSucceeded')).toContainEqual(reservation)
    expect(look('CheckoutInitiated', 'StockReserved', 'StockReleased', 'CheckoutFailed')).toEqual([order])
    expect(look('CheckoutInitiated', 'StockReleased', 'CheckoutFailed')).toEqual([reservation])
  }
})

it('an ended checkout lacks the causes of its end', () => {
  expect(missing('CheckoutInitiated', 'StockReserved', 'CheckoutFailed')).toEqual([order])
  expect(missing('CheckoutInitiated', 'StockReserved', 'OrderCreationFailed', 'CheckoutFailed')).toEqual([compensation])
  expect(missing('CheckoutInitiated', 'CheckoutFailed')).toEqual([reservation])
})

it('wherever a history is cut, following the repetitions makes it whole', () => {
  for (const [types] of whole) {
    const all = types ?? []
    for (let kept = 1; kept < 2 ** all.length; kept += 2) {
      const present = new Set(all.filter((_, i) => (kept >> i) & 1))
      for (let rounds = 0; rounds < all.length; rounds++) {
        for (const { groupe, type } of repetitionsPour(choreography, present, true)) {
          expect(present).toContain(type)
          const { publishes } = reactions[groupe as keyof typeof reactions]
          for (const type of publishes) if (all.includes(type)) present.add(type)
        }
      }
      expect([...present].sort()).toEqual([...all].sort())
    }
  }
})

it('a missing first event must come from its author', () => {
  expect(missing('StockReserved', 'OrderCreated', 'CheckoutSucceeded')).toEqual([])
})
