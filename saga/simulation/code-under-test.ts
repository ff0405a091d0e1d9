import type { Life } from './machine.ts'
import { callsFrom } from './network.ts'
import type { Participants } from './participant.ts'
import type { System } from './system.ts'
import type { World } from './world.ts'

const randoms = [0.5, 0.1, 0.95] as const

/** Random numbers of a process: three values are enough to reorder, and keep the choices few. */
export const randomOf = (world: World) => (): number => world.some(randoms, 0.2)

/** The calls of a process to participants that all processes share. */
export const callsOf = (system: System, participants: Participants) => {
  let order = 0
  return (life: Life) => callsFrom(life, system.table.steps, participants, () => order++)
}

/** The table that the code under test gets; without its order of undo where that is the bug. */
export const tableOf = (world: World, { table }: System): System['table'] =>
  world.bugs.has('undo-unordered')
    ? {
        ...table,
        steps: table.steps.map((step) => (step.undo ? { ...step, undo: { ...step.undo, after: [] } } : step)),
      }
    : table

/** Lets the clock of one of the processes jump at its moment. */
export const stepClock = (world: World, names: readonly string[], step: { byMs: number; process: number }): void => {
  const name = names[step.process] ?? ''
  world.tell(name, step.byMs > 0 ? 'its clock jumps an hour ahead' : 'its clock jumps an hour back')
  world.happened('clock step', name)
  world.clockErrors.set(name, step.byMs)
}
