// The hand-written exports of `@sagabench/sdk`. The generator adds one function for each operation.

export { CallFailure, type Effect, type FailureReason } from '#platform/http/failure.ts'
export { elements, pages } from './pages.ts'
export { bodyOf, type Problem, type ProblemOf, type ProblemSlug, problemOf, Refused } from './problems.ts'
export { type CallOptions, createTransport, type Transport, type TransportOptions } from './transport.ts'
export {
  type CheckoutPlace,
  followCheckout,
  type WaitOptions,
  waitForCheckout,
  waitForSaga,
} from './wait-for-checkout.ts'
