import { observers, reactions } from '#generated/events/events.ts'
import { findAbandoned } from '#platform/abandoned-groups.ts'
import type { Clock } from '#platform/clock.ts'
import type { Log } from '#platform/log.ts'
import type { Metrics } from '#platform/metrics.ts'
import type { Pool, Tx } from '#platform/postgres.ts'
import type { Bus } from '#platform/redis-streams.ts'
import { createGroup } from '#platform/stream-group.ts'
import { memoryShare, oldestNeeded, trimAcknowledged } from '#platform/stream-trim.ts'
import { isBefore, lossBetween, parseEntryId, readStreamState } from '#platform/stream-watch.ts'
import { comblerTrous, republier } from './republier.ts'
import { type Checkpoint, lockCheckpoint, makeCheckpoint, recordLoss, writeCheckpoint } from './stream-checkpoint.ts'

export type Watch = {
  pool: Pool
  bus: Bus
  clock: Clock
  log: Log
  metrics: Metrics
  /** The stream as events name it; what is watched is one of its partitions. */
  topic: string
  /** By how much clocks and the order of ingestion may differ: so much more is refilled. */
  slackMs?: number
}

const everyMs = 2_000
const trimEveryMs = 60_000
const keepMs = 3_600_000
/** After a loss holes are looked for as long as what was under way may take, and then for as long as there are some. */
const holesFirstMs = 5_000
const holesEveryMs = 10_000
const holesUntilMs = 65_000
const holesRarelyMs = 60_000
const holesGivenUpMs = 3_600_000
/** A group that the specifications don't name, and that nobody has read for so long, holds nothing back any more. */
const abandonedAfterMs = 3_600_000
const abandonedAfterTightMs = 60_000
/** Ids may be so far ahead: the clock of Redis is another one. */
const aheadMs = 60_000
/** From this share of its memory on, Redis keeps nothing that every group has acknowledged. */
const tightShare = 0.7
const groups = [...Object.keys(reactions), ...observers]

const watchMetrics = (metrics: Metrics) => ({
  gaps: metrics.counter('stream_gaps_total', 'Times that entries of a stream were found lost', ['topic', 'cause']),
  refilled: metrics.counter('events_refilled_total', 'Events published again after entries were lost', ['topic']),
  holes: metrics.gauge('checkouts_with_holes', 'Checkouts that lacked an event at the last look after a loss', [
    'topic',
  ]),
  abandoned: metrics.gauge('stream_groups_abandoned', 'Groups that nobody reads, which hold no entries back any more', [
    'topic',
  ]),
})

const unusable = (metrics: Metrics) =>
  metrics.gauge('stream_unusable', 'Whether the key of the stream holds something that is no stream (1)', ['topic'])

/** When to look for holes again; null: what could be mended is. */
const nextLook = (loss: NonNullable<Checkpoint['loss']>, holes: number, nowMs: number): Checkpoint['loss'] => {
  const sinceMs = nowMs - loss.atMs
  if (sinceMs > (holes > 0 ? holesGivenUpMs : holesUntilMs)) return null
  return { ...loss, lookAtMs: nowMs + (sinceMs > holesUntilMs ? holesRarelyMs : holesEveryMs) }
}

/** From when on entries may still be needed; it stands still until every group has passed what was refilled. */
const neededFrom = async (
  bus: Bus,
  stream: string,
  { known, nowMs, abandoned }: { known: Checkpoint; nowMs: number; abandoned: ReadonlySet<string> },
): Promise<Pick<Checkpoint, 'neededMs' | 'refilledUntil'>> => {
  const needed = await oldestNeeded(bus.redis, stream, abandoned)
  const { refilledUntil, neededMs } = known
  const isOpen = refilledUntil !== null && needed !== undefined && isBefore(needed, parseEntryId(refilledUntil))
  // An id far ahead of the clock says nothing about when its entry was added: all since the last time that is known is needed.
  const isAhead = needed !== undefined && needed[0] > nowMs + aheadMs
  if (isOpen || isAhead) return { neededMs: Math.min(neededMs, nowMs), refilledUntil }
  return { neededMs: needed?.[0] ?? nowMs, refilledUntil: null }
}

/** A group whose worker is away holds its place: what it has not read is neither trimmed nor forgotten. */
const createMissingGroups = async (bus: Bus, stream: string): Promise<void> => {
  const there = await bus.groups(stream).catch(() => [])
  for (const group of groups) {
    if (!there.some((state) => state.group === group)) await createGroup(bus.redis, { stream, group })
  }
}

type Look = { trim: boolean; find: ReturnType<typeof findAbandoned> }

/** Whom nobody reads any more, reported when that changes. */
const abandonedGroups = async (
  { bus, clock, log, metrics }: Watch,
  stream: string,
  { find, isTight }: { find: Look['find']; isTight: boolean },
): Promise<Set<string>> => {
  const afterMs = isTight ? abandonedAfterTightMs : abandonedAfterMs
  const abandoned = await find(bus.redis, stream, clock.now(), afterMs)
  watchMetrics(metrics).abandoned.set({ topic: stream }, abandoned.size)
  if (abandoned.size > 0) log.warn({ stream, groups: [...abandoned] }, 'groups that nobody reads hold no entries back')
  return abandoned
}

/** One look, under the lock of the checkpoint; nothing where another instance holds it. */
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
    if (lastLoss && holes > 0) log.warn({ stream, holes }, 'checkouts lack events, which are asked for again')
    if (!lastLoss && holes > 0)
      log.error({ stream, holes }, 'checkouts still lack events, looking for them is given up')
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

/** `look` remembers from one look to the next which groups were alive. */
export const lookAfterStream = async (watch: Watch, stream: string, look = newLook()): Promise<void> => {
  await watch.pool.transaction((tx) => lookOnce(watch, tx, stream, look))
  unusable(watch.metrics).set({ topic: stream }, 0)
}

/** What keeps everybody from publishing and reading is reported with what to do about it; the rest may pass by itself. */
const reportFailure = ({ log, metrics }: Watch, stream: string, error: unknown): void => {
  if (!(error as Error).message.includes('WRONGTYPE')) {
    log.warn({ err: error, stream }, 'stream not looked after, repeating')
    return
  }
  unusable(metrics).set({ topic: stream }, 1)
  log.error(
    { stream },
    'the key of the stream holds another type: nothing can be published or read. Rename or delete it; what is missing then comes from Postgres',
  )
}

/**
 * Looks every two seconds whether the stream lost entries, and refills it from Postgres when it did; once a minute it
 * deletes what every group has acknowledged and is older than an hour, younger entries too where memory is tight. Any number may watch. Ends with the signal.
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
