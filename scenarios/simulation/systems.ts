import type { System } from '#saga/simulation/system.ts'
import { checkout } from './checkout.ts'
import { trip } from './trip.ts'
import { validation } from './validation.ts'

/** The sagas that can be simulated, by name. */
export const systems: Readonly<Record<string, System>> = { checkout, trip, validation }
