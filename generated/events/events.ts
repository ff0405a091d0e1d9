// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { StreamMessage } from '#platform/redis-streams.ts'
import { eventDecoder, eventMessage, payloadReader, type SendOptions, type Validator } from '#platform/typed-events.ts'
import { downcasters, upcasters } from '../../specs/asyncapi/checkout.upcasters.ts'
import type {
  CheckoutEvent,
  CheckoutFailed,
  CheckoutInitiated,
  CheckoutSucceeded,
  OrderCreated,
  OrderCreationFailed,
  StockReleased,
  StockReservationFailed,
  StockReserved,
} from './types.ts'
import * as validators from './validators.ts'

export const stream = 'ecommerce.checkout.events'

export const definitions = {
  CheckoutInitiated: { validate: validators.checkoutInitiated as Validator, version: 1 },
  StockReserved: { validate: validators.stockReserved as Validator, version: 1 },
  StockReservationFailed: {
    validate: validators.stockReservationFailed as Validator,
    version: 2,
    upcasts: upcasters.StockReservationFailed,
    downcasts: downcasters.StockReservationFailed,
  },
  OrderCreated: { validate: validators.orderCreated as Validator, version: 1 },
  OrderCreationFailed: { validate: validators.orderCreationFailed as Validator, version: 1 },
  CheckoutSucceeded: { validate: validators.checkoutSucceeded as Validator, version: 1 },
  CheckoutFailed: { validate: validators.checkoutFailed as Validator, version: 1 },
  StockReleased: { validate: validators.stockReleased as Validator, version: 1 },
} as const

/** Payload of any version → of the newest. @throws MalformedEntry, NewerVersion */
export const readPayload = payloadReader(definitions)

/** Entry → event. @throws MalformedEntry, NewerVersion */
export const decode = eventDecoder<CheckoutEvent>(definitions)

/** Groups that publish something about what they receive. */
export const reactions = {
  'choreo-order': { on: ['StockReserved'], publishes: ['OrderCreated', 'CheckoutSucceeded', 'OrderCreationFailed'] },
  'choreo-compensation': { on: ['OrderCreationFailed'], publishes: ['StockReleased', 'CheckoutFailed'] },
  'choreo-reservation': {
    on: ['CheckoutInitiated'],
    publishes: ['StockReserved', 'StockReservationFailed', 'CheckoutFailed'],
  },
} as const

/** Groups that only take note of what they receive: an event that comes again starts nothing there. */
export const observers = ['choreo-audit', 'choreo-cqrs', 'choreo-event-store', 'choreo-notification'] as const

/** A checkout was accepted. */
export const checkoutInitiated = (payload: CheckoutInitiated, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.CheckoutInitiated,
    { stream, type: 'CheckoutInitiated', eventId: `${payload.checkout_id}:CheckoutInitiated` },
    payload,
    options,
  )

/** The stock of every line is reserved; the lines carry the prices of the catalogue. */
export const stockReserved = (payload: StockReserved, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.StockReserved,
    { stream, type: 'StockReserved', eventId: `${payload.checkout_id}:StockReserved` },
    payload,
    options,
  )

/** The stock could not be reserved; nothing is. */
export const stockReservationFailed = (payload: StockReservationFailed, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.StockReservationFailed,
    { stream, type: 'StockReservationFailed', eventId: `${payload.checkout_id}:StockReservationFailed` },
    payload,
    options,
  )

/** The order exists. */
export const orderCreated = (payload: OrderCreated, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.OrderCreated,
    { stream, type: 'OrderCreated', eventId: `${payload.checkout_id}:OrderCreated` },
    payload,
    options,
  )

/** The order could not be created; none exists. */
export const orderCreationFailed = (payload: OrderCreationFailed, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.OrderCreationFailed,
    { stream, type: 'OrderCreationFailed', eventId: `${payload.checkout_id}:OrderCreationFailed` },
    payload,
    options,
  )

/** Terminal. The checkout is over and its order exists. */
export const checkoutSucceeded = (payload: CheckoutSucceeded, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.CheckoutSucceeded,
    { stream, type: 'CheckoutSucceeded', eventId: `${payload.checkout_id}:CheckoutSucceeded` },
    payload,
    options,
  )

/** Terminal. The checkout is over and has no effect. */
export const checkoutFailed = (payload: CheckoutFailed, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.CheckoutFailed,
    { stream, type: 'CheckoutFailed', eventId: `${payload.checkout_id}:CheckoutFailed` },
    payload,
    options,
  )

/** The stock that was reserved for the checkout is available again. */
export const stockReleased = (payload: StockReleased, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.StockReleased,
    { stream, type: 'StockReleased', eventId: `${payload.checkout_id}:StockReleased` },
    payload,
    options,
  )
