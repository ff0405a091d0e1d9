import { UsageError } from '#harness/base/errors.ts'
import { projectRoot } from '#harness/commands/with-system.ts'
import { patchesOf, plantedChanges } from './changes.ts'
import { openNursery } from './nursery.ts'

/** Changes that a benchmark can show: they add a fixed delay and break nothing. */
const shown = plantedChanges.filter(({ delay }) => typeof delay === 'number')

/**
 * Prepares a change for a system that has it from its start; undefined when no change is requested.
 * @throws UsageError
 */
export const plantFor = async (id: string, offset: number) => {
  if (id === '') return undefined
  const change = shown.find((one) => one.id === id)
  if (change === undefined)
    throw new UsageError(
      `--plant ${id}: unknown change; known: ${shown.map((one) => `${one.id} (${one.text})`).join(', ')}`,
    )
  const nursery = await openNursery(projectRoot, offset)
  nursery.lay(patchesOf(change, Number(change.delay)))
  return { text: `${change.id} ${change.delay} ms`, environment: nursery.environment }
}
