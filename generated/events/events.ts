// Generated from specs/asyncapi/checkout.yaml by generators/asyncapi. Do not edit.

import type { StreamMessage } from '#platform/stream/bus.ts'
import type { Publishers } from '#platform/stream/event-authenticity.ts'
import {
  eventDecoder,
  eventMessage,
  payloadReader,
  type SendOptions,
  type Validator,
} from '#platform/stream/typed-events.ts'
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
  CheckoutInitiated: {
    validate: validators.checkoutInitiated as Validator,
    version: 1,
    eventId: (payload: CheckoutInitiated) => `${payload.checkout_id}:CheckoutInitiated`,
  },
  StockReserved: {
    validate: validators.stockReserved as Validator,
    version: 1,
    eventId: (payload: StockReserved) => `${payload.checkout_id}:StockReserved`,
  },
  StockReservationFailed: {
    validate: validators.stockReservationFailed as Validator,
    version: 2,
    eventId: (payload: StockReservationFailed) => `${payload.checkout_id}:StockReservationFailed`,
    upcasts: upcasters.StockReservationFailed,
    downcasts: downcasters.StockReservationFailed,
  },
  OrderCreated: {
    validate: validators.orderCreated as Validator,
    version: 1,
    eventId: (payload: OrderCreated) => `${payload.checkout_id}:OrderCreated`,
  },
  OrderCreationFailed: {
    validate: validators.orderCreationFailed as Validator,
    version: 1,
    eventId: (payload: OrderCreationFailed) => `${payload.checkout_id}:OrderCreationFailed`,
  },
  CheckoutSucceeded: {
    validate: validators.checkoutSucceeded as Validator,
    version: 1,
    eventId: (payload: CheckoutSucceeded) => `${payload.checkout_id}:CheckoutSucceeded`,
  },
  CheckoutFailed: {
    validate: validators.checkoutFailed as Validator,
    version: 1,
    eventId: (payload: CheckoutFailed) => `${payload.checkout_id}:CheckoutFailed`,
  },
  StockReleased: {
    validate: validators.stockReleased as Validator,
    version: 1,
    eventId: (payload: StockReleased) => `${payload.checkout_id}:StockReleased`,
  },
} as const

/** Converts a payload of any known version to the newest. @throws MalformedEntry, NewerVersion */
export const readPayload = payloadReader(definitions)

/** Decodes a stream entry. @throws MalformedEntry, NewerVersion */
export const decode = eventDecoder<CheckoutEvent>(definitions)

/** The applications that may publish each event. */
export const publishers = {
  CheckoutInitiated: ['ecommerce'],
  StockReserved: ['ecommerce', 'stock-reservation'],
  StockReservationFailed: ['ecommerce', 'stock-reservation'],
  OrderCreated: ['ecommerce', 'order-creation'],
  OrderCreationFailed: ['ecommerce', 'order-creation'],
  CheckoutSucceeded: ['ecommerce', 'order-creation'],
  CheckoutFailed: ['ecommerce', 'stock-compensation', 'stock-reservation'],
  StockReleased: ['ecommerce', 'stock-compensation'],
} as const satisfies Publishers

/** Groups that publish events in reaction to those they receive. */
export const reactions = {
  'choreo-order': { on: ['StockReserved'], publishes: ['OrderCreated', 'CheckoutSucceeded', 'OrderCreationFailed'] },
  'choreo-compensation': { on: ['OrderCreationFailed'], publishes: ['StockReleased', 'CheckoutFailed'] },
  'choreo-reservation': {
    on: ['CheckoutInitiated'],
    publishes: ['StockReserved', 'StockReservationFailed', 'CheckoutFailed'],
  },
} as const

/** Groups that only record the events they receive, so a redelivered event triggers nothing. */
export const observers = ['choreo-audit', 'choreo-cqrs', 'choreo-event-store', 'choreo-notification'] as const

/** A checkout was accepted. */
export const checkoutInitiated = (payload: CheckoutInitiated, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.CheckoutInitiated,
    { stream, type: 'CheckoutInitiated', eventId: definitions.CheckoutInitiated.eventId(payload) },
    payload,
    options,
  )

/** The stock of every line is reserved; the lines carry the prices of the catalogue. */
export const stockReserved = (payload: StockReserved, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.StockReserved,
    { stream, type: 'StockReserved', eventId: definitions.StockReserved.eventId(payload) },
    payload,
    options,
  )

/** The stock could not be reserved; nothing is reserved. */
export const stockReservationFailed = (payload: StockReservationFailed, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.StockReservationFailed,
    { stream, type: 'StockReservationFailed', eventId: definitions.StockReservationFailed.eventId(payload) },
    payload,
    options,
  )

/** The order exists. */
export const orderCreated = (payload: OrderCreated, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.OrderCreated,
    { stream, type: 'OrderCreated', eventId: definitions.OrderCreated.eventId(payload) },
    payload,
    options,
  )

/** The order could not be created; none exists. */
export const orderCreationFailed = (payload: OrderCreationFailed, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.OrderCreationFailed,
    { stream, type: 'OrderCreationFailed', eventId: definitions.OrderCreationFailed.eventId(payload) },
    payload,
    options,
  )

/** Terminal. The checkout is over and its order exists. */
export const checkoutSucceeded = (payload: CheckoutSucceeded, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.CheckoutSucceeded,
    { stream, type: 'CheckoutSucceeded', eventId: definitions.CheckoutSucceeded.eventId(payload) },
    payload,
    options,
  )

/** Terminal. The checkout is over and has no effect. */
export const checkoutFailed = (payload: CheckoutFailed, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.CheckoutFailed,
    { stream, type: 'CheckoutFailed', eventId: definitions.CheckoutFailed.eventId(payload) },
    payload,
    options,
  )

/** The stock that was reserved for the checkout is available again. */
export const stockReleased = (payload: StockReleased, options?: SendOptions): StreamMessage =>
  eventMessage(
    definitions.StockReleased,
    { stream, type: 'StockReleased', eventId: definitions.StockReleased.eventId(payload) },
    payload,
    options,
  )
