import type { FaultPlan } from '#harness/faults/plan.ts'
import { crashCells, gridSize } from '#harness/faults/reachable.ts'
import { countPlanted } from '../planted/count.ts'
import { countInProcesses } from '../planted/count-in-processes.ts'
import { busFaults } from './bus.ts'
import { crashes } from './crashes.ts'
import { databaseFaults } from './databases.ts'
import { hosts, styles, table } from './hosts.ts'
import { lastItem } from './last-item.ts'
import { lostEntries } from './lost-entries.ts'
import { networkFaults } from './network.ts'
import { processFaults } from './processes.ts'
import { startShop } from './shop.ts'
import { streamCrashes } from './stream-crashes.ts'
import { untestedFaults } from './untested.ts'
import { validations } from './validation-client.ts'
import { unreachableValidations, validationCrashes } from './validations.ts'

/** Small, so that the checks after each cell are quick; as many customers as C1. */
const seedEnvironment = { SEED_PRODUCTS: '120', SEED_CLIENTS: '50', SEED_STOCK: '100000' }

/** Undos call these; while one is down, no undo that needs it can succeed. */
const dependencies = /^(inventaire|commandes|saga-db|kong|redis)$/

/** The fault matrix of the shop. */
export const makePlan = (services: readonly string[]): FaultPlan => {
  const unreachable = styles.map((style) => {
    const cells = crashCells(style, table, hosts[style])
    return [style, gridSize(cells, table) - cells.length] as const
  })
  return {
    environment: { seed: seedEnvironment },
    isDependencyOfUndo: (process) => dependencies.test(process),
    cells: [
      ...crashes(services),
      ...validationCrashes(services),
      ...streamCrashes(services),
      ...networkFaults,
      ...processFaults(services),
      ...busFaults,
      ...lostEntries,
      ...databaseFaults,
      ...lastItem,
      ...untestedFaults,
    ],
    unreachable: { ...Object.fromEntries(unreachable), [validations]: unreachableValidations },
    planted: countPlanted,
    plantedInProcesses: countInProcesses,
    open: startShop,
  }
}
