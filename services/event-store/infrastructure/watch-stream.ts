import { observers, reactions } from '#generated/events/events.ts'
import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { Pool, Tx } from '#platform/postgres/pool.ts'
import { findAbandoned } from '#platform/stream/abandoned-groups.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { createGroup } from '#platform/stream/group.ts'
import { memoryShare, oldestNeeded, trimAcknowledged } from '#platform/stream/trim.ts'
import { isBefore, lossBetween, parseEntryId, readStreamState } from '#platform/stream/watch.ts'
import { comblerTrous, republier } from './republier.ts'
import { type Checkpoint, lockCheckpoint, makeCheckpoint, recordLoss, writeCheckpoint } from './stream-checkpoint.ts'

export type Watch = {
  pool: Pool
  bus: Bus
  clock: Clock
  log: Log
  metrics: Metrics
  /** The stream's name in events; one of its partitions is watched. */
  topic: string
  /** Allowance for differing clocks and the order of ingestion: this much more is refilled. */
  slackMs?: number
}

const everyMs = 2_000
const trimEveryMs = 60_000
const keepMs = 3_600_000
/** After a loss, look for holes as long as pending work may take, then for as long as there are some. */
const holesFirstMs = 5_000
const holesEveryMs = 10_000
const holesUntilMs = 65_000
const holesRarelyMs = 60_000
const holesGivenUpMs = 3_600_000
/** A group that the specifications don't name and nobody has read for this long no longer holds entries back. */
const abandonedAfterMs = 3_600_000
const abandonedAfterTightMs = 60_000
/** Ids may be this far ahead: Redis has its own clock. */
const aheadMs = 60_000
/** Above this share of its memory, Redis keeps no entry that every group has acknowledged. */
const tightShare = 0.7
const groups = [...Object.keys(reactions), ...observers]

const watchMetrics = (metrics: Metrics) => ({
  gaps: metrics.counter('stream_gaps_total', 'Times that entries of a stream were found missing', ['topic', 'cause']),
  refilled: metrics.counter('events_refilled_total', 'Events published again after entries were lost', ['topic']),
  holes: metrics.gauge('checkouts_with_holes', 'Checkouts with a missing event at the last check after a loss', [
    'topic',
  ]),
  abandoned: metrics.gauge('stream_groups_abandoned', 'Groups without readers, which no longer hold entries back', [
    'topic',
  ]),
})

const unusable = (metrics: Metrics) =>
  metrics.gauge('stream_unusable', "1 while the stream's key holds another type", ['topic'])

/** When to look for holes next; null once everything repairable is repaired. */
const nextLook = (loss: NonNullable<Checkpoint['loss']>, holes: number, nowMs: number): Checkpoint['loss'] => {
  const sinceMs = nowMs - loss.atMs
  if (sinceMs > (holes > 0 ? holesGivenUpMs : holesUntilMs)) return null
  return { ...loss, lookAtMs: nowMs + (sinceMs > holesUntilMs ? holesRarelyMs : holesEveryMs) }
}

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
  const isAhead = needed !== undefined && needed[0] > nowMs + aheadMs
  if (isOpen || isAhead) return { neededMs: Math.min(neededMs, nowMs), refilledUntil }
  return { neededMs: needed?.[0] ?? nowMs, refilledUntil: null }
}

/** Keeps the place of a group whose worker is down: entries it has not read are neither trimmed nor forgotten. */
const createMissingGroups = async (bus: Bus, stream: string): Promise<void> => {
  const there = await bus.groups(stream).catch(() => [])
  for (const group of groups) {
    if (!there.some((state) => state.group === group)) await createGroup(bus.redis, { stream, group })
  }
}

type Look = { trim: boolean; find: ReturnType<typeof findAbandoned> }

/** Groups without readers, logged when they change. */
const abandonedGroups = async (
  { bus, clock, log, metrics }: Watch,
  stream: string,
  { find, isTight }: { find: Look['find']; isTight: boolean },
): Promise<Set<string>> => {
  const afterMs = isTight ? abandonedAfterTightMs : abandonedAfterMs
  const abandoned = await find(bus.redis, stream, clock.now(), afterMs)
  watchMetrics(metrics).abandoned.set({ topic: stream }, abandoned.size)
  if (abandoned.size > 0)
    log.warn({ stream, groups: [...abandoned] }, 'groups without readers no longer hold entries back')
  return abandoned
}

/** One look, under the checkpoint's lock; does nothing if another instance holds it. */
const lookOnce = async (watch: Watch, tx: Tx, stream: string, { trim, find }: Look): Promise<void> => {
  const { topic, bus, clock, log, metrics, slackMs = 60_000 } = watch
  const known = await lockCheckpoint(tx, stream)
  if (!known) return
  const { gaps, refilled, holes: withHoles } = watchMetrics(metrics)
  const state = await readStreamState(bus.redis, stream)
  const loss = known.seen ? lossBetween(known.seen, state) : undefined
  await createMissingGroups(bus, stream)
  let { refilledUntil, loss: lastLoss } = known
  if (loss) {
    gaps.inc({ topic: stream, cause: loss })
    log.error({ stream, loss, seen: known.seen, found: state }, 'entries of the stream were lost')
    const nowMs = clock.now()
    const republie = await republier(
      { bus, tx },
      { stream: topic, partition: stream },
      { neededMs: known.neededMs - slackMs, nowMs },
    )
    refilled.inc({ topic: stream }, republie.enCours + republie.notes)
    log.warn({ stream, loss, ...republie }, 'stream refilled')
    refilledUntil = republie.jusque ?? refilledUntil
    const sinceMs = Math.min(known.neededMs - slackMs, lastLoss?.neededMs ?? Number.POSITIVE_INFINITY)
    lastLoss = { atMs: nowMs, neededMs: sinceMs, lookAtMs: nowMs + holesFirstMs }
    await recordLoss(tx, stream, { cause: loss, foundAtMs: nowMs, sinceMs })
  } else if (lastLoss && clock.now() >= lastLoss.lookAtMs) {
    const nowMs = clock.now()
    const span = { sinceMs: lastLoss.neededMs, nowMs }
    const holes = await comblerTrous({ bus, tx }, { stream: topic, partition: stream }, span)
    withHoles.set({ topic: stream }, holes)
    lastLoss = nextLook(lastLoss, holes, nowMs)
    if (lastLoss && holes > 0) log.warn({ stream, holes }, 'checkouts lack events; requesting them again')
    if (!lastLoss && holes > 0) log.error({ stream, holes }, 'checkouts still lack events; no longer looking for them')
  }
  const isTight = (await memoryShare(bus.redis)) > tightShare
  const abandoned = await abandonedGroups(watch, stream, { find, isTight })
  const options = { keepMs: isTight ? 0 : keepMs, nowMs: clock.now(), except: abandoned }
  const trimmed = trim || isTight ? await trimAcknowledged(bus.redis, stream, options) : 0
  if (trimmed > 0) log.info({ stream, trimmed }, 'stream trimmed')
  const next = await neededFrom(bus, stream, { known: { ...known, refilledUntil }, nowMs: clock.now(), abandoned })
  await writeCheckpoint(tx, stream, {
    ...next,
    loss: lastLoss,
    seen: trimmed > 0 ? await readStreamState(bus.redis, stream) : state,
  })
}

const newLook = (): Look => ({ trim: false, find: findAbandoned(new Set(groups)) })

/** `look` remembers between looks which groups were alive. */
export const lookAfterStream = async (watch: Watch, stream: string, look = newLook()): Promise<void> => {
  await watch.pool.transaction((tx) => lookOnce(watch, tx, stream, look))
  unusable(watch.metrics).set({ topic: stream }, 0)
}

/** What stops everyone from publishing and reading is logged with the remedy; other errors may pass by themselves. */
const reportFailure = ({ log, metrics }: Watch, stream: string, error: unknown): void => {
  if (!(error as Error).message.includes('WRONGTYPE')) {
    log.warn({ err: error, stream }, 'watching the stream failed, retrying')
    return
  }
  unusable(metrics).set({ topic: stream }, 1)
  log.error(
    { stream },
    "the stream's key holds another type, so nothing can be published or read. Rename or delete the key; missing events are then refilled from Postgres",
  )
}

/**
 * Checks every two seconds whether the stream lost entries and refills it from Postgres if so. Once a minute it deletes
 * entries that every group has acknowledged and that are older than an hour, or younger when memory is tight. Several
 * instances may watch. Ends with the signal.
 */
export const watchStream = async (watch: Watch & { signal: AbortSignal }, stream: string): Promise<void> => {
  const { clock, signal } = watch
  const look = newLook()
  let isMade = false
  let trimAt = clock.now() + trimEveryMs
  while (!signal.aborted) {
    try {
      if (!isMade) await makeCheckpoint(watch.pool, stream)
      isMade = true
      const trim = clock.now() >= trimAt
      await lookAfterStream(watch, stream, { ...look, trim })
      if (trim) trimAt = clock.now() + trimEveryMs
    } catch (error) {
      reportFailure(watch, stream, error)
    }
    await clock.sleep(everyMs, signal)
  }
}
