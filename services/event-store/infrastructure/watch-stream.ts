import { observers, reactions } from '#generated/events/events.ts'
import type { Tx } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { isBefore, parseEntryId } from '#platform/stream/entry.ts'
import {
  createGroup,
  deadLetterStream,
  findAbandoned,
  findJumps,
  findLoss,
  findStrangers,
  hasMark,
  isTooFarAhead,
  type Loss,
  markStream,
  memoryShare,
  oldestNeeded,
  readStreamInfo,
  readStreamState,
  replaceStream,
  type StreamState,
  trimAcknowledged,
} from '#platform/stream/upkeep.ts'
import { countFromZero, lookForHoles, refill, setGroupsBack, type Watch, watchMetrics } from './refill-stream.ts'
import { ourGroup } from './republish.ts'
import { type Checkpoint, lockCheckpoint, makeCheckpoint, writeCheckpoint } from './stream-checkpoint.ts'

const everyMs = 2_000
const trimEveryMs = 60_000
const keepMs = 3_600_000
/** A group that the specifications don't name and nobody has read for this long no longer holds entries back. */
const abandonedAfterMs = 3_600_000
const abandonedAfterTightMs = 60_000
/** Ids may be this far ahead: Redis has its own clock. */
const aheadMs = 60_000n
/** Above this share of its memory, Redis keeps no entry that every group has acknowledged. */
const tightShare = 0.7
const groups = [...Object.keys(reactions), ...observers]

/** Since when entries may still be needed; doesn't advance until every group has passed what was refilled. */
const neededFrom = async (
  bus: Bus,
  stream: string,
  { known, nowMs, abandoned }: { known: Checkpoint; nowMs: number; abandoned: ReadonlySet<string> },
): Promise<Pick<Checkpoint, 'neededMs' | 'refilledUntil'>> => {
  const needed = await oldestNeeded(bus.redis, stream, abandoned)
  const { refilledUntil, neededMs } = known
  const isOpen = refilledUntil !== null && needed !== undefined && isBefore(needed, parseEntryId(refilledUntil))
  // An id far ahead of the clock doesn't say when its entry was added, so everything since the last known time is
  // needed.
  const isAhead = needed !== undefined && needed[0] > BigInt(Math.round(nowMs)) + aheadMs
  if (isOpen || isAhead) return { neededMs: Math.min(neededMs, nowMs), refilledUntil }
  return { neededMs: needed === undefined ? nowMs : Number(needed[0]), refilledUntil: null }
}

/** A group must exist even while its worker is down, so that entries it has not read are not trimmed. */
const createMissingGroups = async (bus: Bus, stream: string): Promise<void> => {
  const there = await bus.groups(stream).catch(() => [])
  for (const group of groups) {
    if (!there.some((state) => state.group === group)) await createGroup(bus.redis, { stream, group })
  }
}

type Look = {
  trim: boolean
  find: ReturnType<typeof findAbandoned>
  findJumps: ReturnType<typeof findJumps>
  findStrangers: ReturnType<typeof findStrangers>
}

/** Replaces a stream that accepts no more entries, or whose ids no longer follow the clock. */
const replaceIfAhead = async (
  { bus, clock, log, health }: Pick<Watch, 'bus' | 'clock' | 'log' | 'health'>,
  stream: string,
  group?: string,
): Promise<boolean> => {
  const { lastId } = await readStreamInfo(bus.redis, stream)
  if (!(await isTooFarAhead(bus.redis, lastId, clock.now()))) return false
  health.report(stream, `${stream} ends with the id ${lastId}, too far ahead of the clock: it must be replaced`)
  const kept = await replaceStream(bus.redis, stream, group)
  log.error({ stream, lastId, kept }, 'the last id was too far ahead of the clock: the stream was replaced')
  return true
}

/** Groups without readers, logged when they change. */
const abandonedGroups = async (
  { bus, clock, log, metrics }: Watch,
  stream: string,
  { find, isTight }: { find: Look['find']; isTight: boolean },
): Promise<Set<string>> => {
  const limits = isTight
    ? { afterMs: abandonedAfterTightMs, behindMs: abandonedAfterTightMs }
    : { afterMs: abandonedAfterMs }
  const abandoned = await find(bus.redis, stream, clock.now(), limits)
  watchMetrics(metrics).abandoned.set({ topic: stream }, abandoned.size)
  if (abandoned.size > 0)
    log.warn({ stream, groups: [...abandoned] }, 'groups without readers no longer hold entries back')
  return abandoned
}

/**
 * How entries were lost since the checkpoint, and the stream's mark. Creates missing groups and the mark before anything is refilled,
 * so that a loss during the refill is noticed too.
 */
const findLossSince = async (
  { bus }: Watch,
  stream: string,
  { known: { seen, mark }, now, isReplaced }: { known: Checkpoint; now: StreamState; isReplaced: boolean },
): Promise<{ cause: Loss | undefined; mark: number }> => {
  const isMarked = mark > 0 && (await hasMark(bus.redis, stream, { group: ourGroup, mark }))
  await createMissingGroups(bus, stream)
  // The checkpoint keeps the new mark only if the refill succeeds. A stream with its mark isn't marked again: that would hide that
  // it was deleted a moment ago.
  const present = isMarked ? mark : mark + 1
  if (!isMarked) await markStream(bus.redis, stream, { group: ourGroup, mark: present })
  if (isReplaced) return { cause: 'ahead', mark: present }
  const hasLostMark = mark > 0 && !isMarked
  return { cause: seen ? await findLoss(bus.redis, stream, { seen, now, hasLostMark }) : undefined, mark: present }
}

/** One look, under the checkpoint's lock. False: another instance holds it, so nothing was done. */
const lookOnce = async (watch: Watch, tx: Tx, stream: string, look: Look): Promise<boolean> => {
  const { trim, find, findJumps, findStrangers } = look
  const { bus, clock, log } = watch
  const known = await lockCheckpoint(tx, stream)
  if (!known) return false
  const isReplaced = await replaceIfAhead(watch, stream, ourGroup)
  const state = await readStreamState(bus.redis, stream)
  const { cause, mark } = await findLossSince(watch, stream, { known, now: state, isReplaced })
  if (cause) log.error({ stream, loss: cause, seen: known.seen, found: state }, 'entries of the stream were lost')
  const repaired = { ...(cause ? await refill(watch, tx, stream, { known, cause }) : known), mark }
  const isTight = (await memoryShare(bus.redis)) > tightShare
  const moved = await setGroupsBack(watch, tx, stream, { known: repaired, isTight, findJumps, findStrangers })
  const loss = moved ?? (cause ? repaired.loss : await lookForHoles(watch, tx, stream, repaired.loss))
  const abandoned = await abandonedGroups(watch, stream, { find, isTight })
  const options = { keepMs: isTight ? 0 : keepMs, nowMs: clock.now(), except: abandoned }
  const trimmed = trim || isTight ? await trimAcknowledged(bus.redis, stream, options) : 0
  if (trimmed > 0) log.info({ stream, trimmed }, 'stream trimmed')
  const next = await neededFrom(bus, stream, { known: repaired, nowMs: clock.now(), abandoned })
  await writeCheckpoint(tx, stream, {
    ...next,
    mark,
    loss,
    // With the state of before a refill, a second loss would look like the growth of that emptier stream.
    seen: trimmed > 0 || cause ? await readStreamState(bus.redis, stream) : state,
  })
  return true
}

export const newLook = (): Look => ({
  trim: false,
  find: findAbandoned(new Set(groups)),
  findJumps: findJumps(new Set(groups)),
  findStrangers: findStrangers(new Set(groups)),
})

/** `look` remembers between looks which groups were alive. */
export const checkStream = async (watch: Watch, stream: string, look = newLook()): Promise<void> => {
  const isSeen = await watch.pool.transaction((tx) => lookOnce(watch, tx, stream, look))
  if (isSeen) watch.health.report(stream, undefined)
}

/** While a dead letter can't be written, its entry stays pending and the group tries again. */
const checkDeadLetters = async (watch: Watch, stream: string): Promise<void> => {
  const dead = deadLetterStream(stream)
  if (await replaceIfAhead(watch, dead)) watchMetrics(watch.metrics).gaps.inc({ topic: dead, cause: 'ahead' })
  watch.health.report(dead, undefined)
}

/** Reports an error that stops all publishing and reading, with its remedy; other errors may resolve themselves. */
const reportFailure = ({ log, health }: Watch, stream: string, error: unknown): void => {
  if (!(error as Error).message.includes('WRONGTYPE')) {
    log.warn({ err: error, stream }, 'watching the stream failed, retrying')
    return
  }
  const problem = `the key ${stream} holds another type, so nothing can be published or read. Rename or delete the key; missing events are then refilled from Postgres`
  health.report(stream, problem)
  log.error({ stream }, problem)
}

/**
 * Checks every two seconds whether the stream lost entries and refills it from Postgres if so. Once a minute it deletes
 * entries that every group has acknowledged and that are older than an hour, or younger when memory is tight. Several
 * instances may watch. Ends with the signal.
 */
export const watchStream = async (watch: Watch & { signal: AbortSignal }, stream: string): Promise<void> => {
  const { clock, signal } = watch
  const look = newLook()
  countFromZero(watch.metrics, stream, groups)
  let isMade = false
  let trimAt = clock.now() + trimEveryMs
  while (!signal.aborted) {
    try {
      if (!isMade) await makeCheckpoint(watch.pool, stream)
      isMade = true
      const trim = clock.now() >= trimAt
      await checkStream(watch, stream, { ...look, trim })
      if (trim) trimAt = clock.now() + trimEveryMs
    } catch (error) {
      reportFailure(watch, stream, error)
    }
    await checkDeadLetters(watch, stream).catch((error) => reportFailure(watch, deadLetterStream(stream), error))
    await clock.sleep(everyMs, signal)
  }
}
