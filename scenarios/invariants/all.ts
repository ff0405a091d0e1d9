import { accounting } from './accounting.ts'
import type { Invariant } from './invariant.ts'
import { oneEnd } from './one-end.ts'
import { orderOfSuccess } from './order-of-success.ts'
import { reservationResolved } from './reservation-resolved.ts'
import { stock } from './stock.ts'

/** Invariants 1–5, in their order. */
export const invariants: readonly Invariant[] = [stock, accounting, oneEnd, reservationResolved, orderOfSuccess]
