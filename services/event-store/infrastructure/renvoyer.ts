import type { Bus } from '#platform/stream/bus.ts'
import { addressedTo, sentAgain } from '#platform/stream/entry.ts'
import type { Renvoyer } from '../application/lettres-mortes.ts'

/** Appends a dead letter's entry to its stream again, addressed only to the group that gave it up. */
export const renvoyer =
  (bus: Pick<Bus, 'append'>): Renvoyer =>
  async ({ stream, groupe, champs }) => {
    const [entryId = ''] = await bus.append(stream, [addressedTo([groupe], sentAgain(champs))])
    return entryId
  }
