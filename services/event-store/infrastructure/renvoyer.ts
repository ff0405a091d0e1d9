import type { Bus } from '#platform/redis-streams.ts'
import { addressedTo, sentAgain } from '#platform/stream-entry.ts'
import type { Renvoyer } from '../application/lettres-mortes.ts'

/** Appends a dead letter's entry to its stream again, for the group that gave it up and no other reader. */
export const renvoyer =
  (bus: Pick<Bus, 'append'>): Renvoyer =>
  async ({ stream, groupe, champs }) => {
    const [entryId = ''] = await bus.append(stream, [addressedTo([groupe], sentAgain(champs))])
    return entryId
  }
