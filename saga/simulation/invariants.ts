import type { SagaTable } from '../definition.ts'
import type { Stand } from './styles.ts'
import type { World } from './world.ts'

/** Tells the world which rules do not hold in the end. */
export const checkInvariants = (world: World, table: SagaTable, stand: Stand): void => {
  const { end, participants, ends, afterEnd } = stand
  const violated = (rule: string): void => world.violated(rule)
  if (end === 'open') violated('the saga never ends')
  if (ends.length > 1) violated('the saga ends more than once')
  if (afterEnd.length > 0) violated(`after the end comes ${afterEnd[0]}`)
  for (const { id, undo } of table.steps) {
    const one = participants.get(id)
    if (!one || !undo) continue
    if (one.made > 1) violated(`${id} took effect ${one.made} times`)
    if (one.undone > one.made) violated(`${id} was undone more often than it took effect`)
    if (end === 'succeeded' && one.effect !== 'live')
      violated(`the saga succeeded, but the effect of ${id} is ${one.effect}`)
    if ((end === 'cancelled' || end === 'not accepted') && one.effect === 'live')
      violated(`the saga is ${end}, but the effect of ${id} stands`)
    for (const other of undo.after) {
      const before = participants.get(other)
      if (one.undone > 0 && before && before.made > 0 && (before.firstUndo ?? Infinity) > (one.firstUndo ?? 0))
        violated(`${id} was undone before ${other}`)
    }
  }
}
