import type { SagaTable } from '../definition.ts'
import type { CaseState, FinalState } from './final-state.ts'
import type { Held, Participants } from './participant.ts'
import type { World } from './world.ts'

/** Without process faults, a replica learns of a forced undo within this time. */
const forcedMaxMs = 1_900

type Violated = (rule: string) => void

const checkSteps = (violated: Violated, table: SagaTable, { end, id: saga }: CaseState, participants: Participants) => {
  const heldOf = (step: string): Held | undefined => participants.get(step)?.of(saga)
  for (const { id, undo } of table.steps) {
    const one = heldOf(id)
    if (!one || !undo) continue
    if (one.made > 1) violated(`${id} took effect ${one.made} times`)
    if (one.undone > one.made) violated(`${id} was undone more often than it took effect`)
    if (end === 'succeeded' && one.effect !== 'live')
      violated(`the saga succeeded, but the effect of ${id} is ${one.effect}`)
    if ((end === 'cancelled' || end === 'not accepted') && one.effect === 'live')
      violated(`the saga is ${end}, but ${id} was not undone`)
    for (const other of undo.after) {
      const before = heldOf(other)
      if (one.undone > 0 && before && before.made > 0 && (before.firstUndo ?? Infinity) > (one.firstUndo ?? 0))
        violated(`${id} was undone before ${other}`)
    }
  }
}

const checkEnd = (violated: Violated, { end, ends, afterEnd, holes = [], row }: CaseState, faults: number): void => {
  if (end === 'open') violated('the saga never ends')
  if (ends.length > 1) violated('the saga ends more than once')
  if (afterEnd.length > 0) violated(`${afterEnd[0]} follows the end`)
  if (holes.length > 0) violated(`the history has a gap after ${holes[0]}`)
  const { forcedAt, endedAt = 0 } = row ?? {}
  if (end === 'succeeded' && forcedAt?.faults === faults && endedAt > forcedAt.ms + forcedMaxMs)
    violated('the saga succeeds although its undo was requested long before')
}

/** Over all sagas, a participant gives out no more than its supply, and every undo returns what was taken. */
const checkSupply = (violated: Violated, participants: Participants): void => {
  for (const { id, given, left, live } of participants.values()) {
    if (left < 0) violated(`${id} gave out ${-left} more than its supply`)
    else if (given !== left + live) violated(`${id} was given ${given}, but ${left} are left and ${live} taken`)
  }
}

/** Reports the violated rules to the world. */
export const checkInvariants = (world: World, table: SagaTable, { cases, participants }: FinalState): void => {
  for (const one of cases) {
    const letter = world.letterOf(one.id)
    const violated = (rule: string): void => world.violated(letter === '' ? rule : `${letter}: ${rule}`)
    checkEnd(violated, one, world.processFaults)
    checkSteps(violated, table, one, participants)
  }
  checkSupply((rule) => world.violated(rule), participants)
}
