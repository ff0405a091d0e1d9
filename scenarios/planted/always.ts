import { UsageError } from '#harness/errors.ts'
import { projectRoot } from '#harness/with-system.ts'
import { patchesOf, plantedChanges } from './changes.ts'
import { openNursery } from './nursery.ts'

/** Changes that a benchmark can show: what delays by so much, and does nothing wrong. */
const shown = plantedChanges.filter(({ delay }) => typeof delay === 'number')

/**
 * Lays a change out for a system that is to have it from its start; undefined where none is asked for.
 * @throws UsageError
 */
export const plantFor = async (id: string, offset: number) => {
  if (id === '') return undefined
  const change = shown.find((one) => one.id === id)
  if (change === undefined)
    throw new UsageError(`--plant ${id}: there is ${shown.map((one) => `${one.id} (${one.text})`).join(', ')}`)
  const nursery = await openNursery(projectRoot, offset)
  nursery.lay(patchesOf(change, Number(change.delay)))
  return { text: `${change.id} ${change.delay} ms`, environment: nursery.environment }
}
