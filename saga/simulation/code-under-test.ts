import type { Life } from './machine.ts'
import { callsFrom } from './network.ts'
import type { Participants } from './participant.ts'
import type { System } from './system.ts'
import type { World } from './world.ts'

const randoms = [0.5, 0.1, 0.95] as const

/** The random numbers of a process. Three values suffice to reorder retries, and keep the choices few. */
export const randomOf = (world: World) => (): number => world.some(randoms, 0.2)

/** Creates the calls of processes to the participants that they share. */
export const callsOf = (system: System, participants: Participants) => {
  let order = 0
  return (life: Life) => callsFrom(life, system.table.steps, participants, () => order++)
}

/** The table for the code under test; if that bug is planted, without the order of undos. */
export const tableOf = (world: World, { table }: System): System['table'] =>
  world.bugs.has('undo-unordered')
    ? {
        ...table,
        steps: table.steps.map((step) => (step.undo ? { ...step, undo: { ...step.undo, after: [] } } : step)),
      }
    : table

/** Makes the clock of one process jump. */
export const stepClock = (world: World, names: readonly string[], step: { byMs: number; process: number }): void => {
  const name = names[step.process] ?? ''
  world.report(name, step.byMs > 0 ? 'clock jumps an hour ahead' : 'clock jumps an hour back')
  world.happened('clock step', name)
  world.clockErrors.set(name, step.byMs)
}
