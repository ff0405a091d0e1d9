import { accounting } from './accounting.ts'
import { clientTruth } from './client-truth.ts'
import { erased } from './erased.ts'
import { eventStore } from './event-store.ts'
import type { Invariant } from './invariant.ts'
import { nothingLost } from './nothing-lost.ts'
import { oneEnd } from './one-end.ts'
import { orderOfSuccess } from './order-of-success.ts'
import { parity } from './parity.ts'
import { priceHistory } from './price-history.ts'
import { readModels } from './read-models.ts'
import { reservationResolved } from './reservation-resolved.ts'
import { restocking } from './restocking.ts'
import { salesSums } from './sales-sums.ts'
import { stock } from './stock.ts'
import { undoneSteps } from './undone-steps.ts'

/** Invariants 1–15, in order. */
export const invariants: readonly Invariant[] = [
  stock,
  accounting,
  oneEnd,
  reservationResolved,
  orderOfSuccess,
  undoneSteps,
  clientTruth,
  nothingLost,
  eventStore,
  readModels,
  parity,
  erased,
  restocking,
  priceHistory,
  salesSums,
]
