import { expect, it } from 'vitest'
import { reactions } from '#generated/events/events.ts'
import { repetitionsPour } from './domain/trous.ts'

const pour = (...types: string[]) => repetitionsPour(reactions, new Set(types))

it.each([
  [['CheckoutInitiated']],
  [['CheckoutInitiated', 'StockReserved']],
  [['CheckoutInitiated', 'StockReserved', 'OrderCreated', 'CheckoutSucceeded']],
  [['CheckoutInitiated', 'StockReservationFailed', 'CheckoutFailed']],
  [['CheckoutInitiated', 'StockReserved', 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed']],
])('%s has no hole', (types) => {
  expect(pour(...types)).toEqual([])
})

it('whoever publishes what is missing gets its reason again', () => {
  expect(pour('CheckoutInitiated', 'OrderCreated', 'CheckoutSucceeded')).toEqual([
    { groupe: 'choreo-reservation', type: 'CheckoutInitiated' },
  ])
  expect(pour('CheckoutInitiated', 'StockReserved', 'StockReleased', 'CheckoutFailed')).toEqual([
    { groupe: 'choreo-order', type: 'StockReserved' },
  ])
})

it('a first event that is missing is for its author to send again', () => {
  expect(pour('StockReserved', 'OrderCreated', 'CheckoutSucceeded')).toEqual([])
})
