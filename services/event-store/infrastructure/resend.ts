import type { Bus } from '#platform/stream/bus.ts'
import { addressedTo, sentAgain } from '#platform/stream/entry.ts'
import type { Resend } from '../application/dead-letters.ts'

/** Appends a dead letter's entry to its stream again, addressed only to the group that gave it up. */
export const resend =
  (bus: Pick<Bus, 'append'>): Resend =>
  async ({ stream, groupe, champs }) => {
    const [entryId = ''] = await bus.append(stream, [addressedTo([groupe], sentAgain(champs))])
    return entryId
  }
