import type { Redis } from 'ioredis'
import { isBefore, parseEntryId } from '../entry-id.ts'
import { type GroupState, readGroups } from '../group-state.ts'

/** A group that skipped entries, its position, and its last verified position (`back`). */
export type Jump = { group: string; position: string; back: string }

/** `since`: a position that every group had passed before it was first seen. `suspects`: groups from which strangers read. */
type Given = { since: string; suspects: ReadonlySet<string> }

type Known = { state: GroupState; sure: string }

type Together = { lastId: string; added: number; groups: GroupState[] }

/** A consistent snapshot of a stream and its groups. */
const readTogether = async (redis: Redis, stream: string): Promise<Together> => {
  const replies = (await redis.multi().xinfo('STREAM', stream).xinfo('GROUPS', stream).exec()) ?? []
  const failed = replies.find(([error]) => error !== null)?.[0]
  if (failed) throw failed
  const info = replies[0]?.[1] as (string | number)[]
  const field = (name: string) => info[info.indexOf(name) + 1]
  return {
    lastId: String(field('last-generated-id')),
    added: Number(field('entries-added')),
    groups: readGroups(replies[1]?.[1]),
  }
}

const isAfter = (a: string, b: string): boolean => isBefore(parseEntryId(b), parseEntryId(a))

/**
 * Redis counts the entries that a group has read. A group has jumped if it is past the end of the stream; if it is at the end
 * although the count shows unread entries; or if it moved forward and lost its count, as after XGROUP SETID.
 */
const hasJumped = ({ lastId, added }: Together, now: GroupState, before: GroupState | undefined): boolean => {
  if (isAfter(now.lastDeliveredId, lastId)) return true
  if (now.lastDeliveredId === lastId && now.entriesRead !== null && now.entriesRead < added) return true
  const isUncounted = before !== undefined && before.entriesRead !== null && now.entriesRead === null
  return isUncounted && isAfter(now.lastDeliveredId, before.lastDeliveredId)
}

/** Whether the group has read everything, and Redis has counted it. */
const isSure = ({ lastId, added }: Together, { lastDeliveredId, entriesRead }: GroupState): boolean =>
  lastDeliveredId === lastId && entriesRead === added

/**
 * Finds groups that skipped entries, for example by XCLAIM with LASTID or XGROUP SETID; always includes `suspects`. Entries after
 * `back` may or may not have been handled. Create one finder per stream: it remembers positions between calls.
 */
export const findJumps = (watched: ReadonlySet<string>) => {
  const seen = new Map<string, Known>()
  return async (redis: Redis, stream: string, { since, suspects }: Given): Promise<Jump[]> => {
    const together = await readTogether(redis, stream)
    const { lastId } = together
    return together.groups
      .filter(({ group }) => watched.has(group))
      .flatMap((state) => {
        const before = seen.get(state.group)
        // After the stream was emptied or replaced, earlier positions are meaningless.
        const isRewound = before !== undefined && isAfter(before.sure, lastId)
        const sure = isRewound ? '0-0' : (before?.sure ?? since)
        const isWrong = suspects.has(state.group) || hasJumped(together, state, isRewound ? undefined : before?.state)
        if (!isWrong) {
          seen.set(state.group, { state, sure: isSure(together, state) ? lastId : sure })
          return []
        }
        seen.set(state.group, { state: { ...state, entriesRead: null, lastDeliveredId: sure }, sure })
        return [{ group: state.group, position: state.lastDeliveredId, back: sure }]
      })
  }
}
