import { damageToCheckouts } from './damage-to-checkouts.ts'
import { damageToEvents } from './damage-to-events.ts'
import { damageToOrders } from './damage-to-orders.ts'
import { damageToRestocking } from './damage-to-restocking.ts'
import type { Plant } from './plant.ts'

/** One for every kind of damage that a bug of the services, the workers or the saga can cause. */
export const plants: readonly Plant[] = [
  ...damageToCheckouts,
  ...damageToOrders,
  ...damageToEvents,
  ...damageToRestocking,
]
