import type { Clock } from '#platform/base/clock.ts'
import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { Pool, Tx } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import { deadLetterStream, type findJumps, type findStrangers, type Loss, markName } from '#platform/stream/upkeep.ts'
import { fillHoles, republish } from './republish.ts'
import { type Checkpoint, recordLoss } from './stream-checkpoint.ts'
import type { StreamHealth } from './stream-health.ts'

export type Watch = {
  pool: Pool
  bus: Bus
  clock: Clock
  log: Log
  metrics: Metrics
  health: StreamHealth
  /** The stream's name in events; one of its partitions is watched. */
  topic: string
  /** Allowance for differing clocks and the order of ingestion: this much more is refilled. */
  slackMs?: number
}

const slackDefaultMs = 60_000
/** After a loss, look for holes as long as pending work may take, then for as long as there are some. */
const holesFirstMs = 5_000
const holesEveryMs = 10_000
const holesUntilMs = 65_000
const holesRarelyMs = 60_000
const holesGivenUpMs = 3_600_000

/** Starts every counter at 0: an alert compares with the previous value, which a first loss would otherwise lack. */
export const countFromZero = (metrics: Metrics, stream: string, groups: readonly string[]): void => {
  const { gaps, jumps, strangers } = watchMetrics(metrics)
  for (const cause of ['emptied', 'rewound', 'removed', 'ahead'] satisfies Loss[]) gaps.inc({ topic: stream, cause }, 0)
  gaps.inc({ topic: deadLetterStream(stream), cause: 'ahead' }, 0)
  for (const consumer of groups) {
    jumps.inc({ topic: stream, consumer }, 0)
    strangers.inc({ topic: stream, consumer }, 0)
  }
}

export const watchMetrics = (metrics: Metrics) => ({
  gaps: metrics.counter('stream_gaps_total', 'Times that entries of a stream were found missing', ['topic', 'cause']),
  refilled: metrics.counter('events_refilled_total', 'Events published again after entries were lost', ['topic']),
  holes: metrics.gauge('checkouts_with_holes', 'Checkouts with a missing event at the last check after a loss', [
    'topic',
  ]),
  jumps: metrics.counter('stream_group_jumps_total', 'Times that a group missed entries and was set back', [
    'topic',
    'consumer',
  ]),
  strangers: metrics.counter('stream_strange_consumers_total', 'Times that a stranger was seen to read from a group', [
    'topic',
    'consumer',
  ]),
  abandoned: metrics.gauge('stream_groups_abandoned', 'Groups without readers, which no longer hold entries back', [
    'topic',
  ]),
})

/** When to look for holes next; null once everything repairable is repaired. */
const nextLook = (loss: NonNullable<Checkpoint['loss']>, holes: number, nowMs: number): Checkpoint['loss'] => {
  const sinceMs = nowMs - loss.atMs
  if (sinceMs > (holes > 0 ? holesGivenUpMs : holesUntilMs)) return null
  return { ...loss, lookAtMs: nowMs + (sinceMs > holesUntilMs ? holesRarelyMs : holesEveryMs) }
}

/** Publishes again from Postgres what may have been lost, records the loss, and plans the search for holes. */
export const refill = async (
  watch: Watch,
  tx: Tx,
  stream: string,
  { known, cause }: { known: Checkpoint; cause: Loss },
): Promise<Checkpoint> => {
  const { topic, bus, clock, log, metrics, slackMs = slackDefaultMs } = watch
  const { gaps, refilled } = watchMetrics(metrics)
  gaps.inc({ topic: stream, cause })
  const nowMs = clock.now()
  const span = { neededMs: known.neededMs - slackMs, nowMs }
  const republished = await republish({ bus, tx }, { stream: topic, partition: stream }, span)
  refilled.inc({ topic: stream }, republished.open + republished.notes)
  log.warn({ stream, loss: cause, ...republished }, 'stream refilled')
  // An earlier refill can only be unread if the stream is still the same one.
  const refilledUntil = republished.until ?? (cause === 'removed' ? known.refilledUntil : null)
  return { ...known, refilledUntil, loss: await noteLoss(watch, tx, stream, { known, cause }) }
}

const noteLoss = async (
  { clock, slackMs = slackDefaultMs }: Watch,
  tx: Tx,
  stream: string,
  { known, cause }: { known: Checkpoint; cause: Loss },
): Promise<Checkpoint['loss']> => {
  const nowMs = clock.now()
  const sinceMs = Math.min(known.neededMs - slackMs, known.loss?.neededMs ?? Number.POSITIVE_INFINITY)
  await recordLoss(tx, stream, { cause, foundAtMs: nowMs, sinceMs })
  return { atMs: nowMs, neededMs: sinceMs, lookAtMs: nowMs + holesFirstMs }
}

type Finders = { findJumps: ReturnType<typeof findJumps>; findStrangers: ReturnType<typeof findStrangers> }

/** Groups with a consumer that does not belong to them. A full Redis accepts no consumer names, so none are known then. */
const readByStrangers = async (
  { bus, clock, log, metrics, topic }: Watch,
  stream: string,
  { find, mark, isTight }: { find: Finders['findStrangers']; mark: number; isTight: boolean },
): Promise<Set<string>> => {
  if (isTight || bus.partitions(topic).length > 1) return new Set()
  const strangers = await find(bus.redis, stream, { nowMs: clock.now(), except: markName(mark) })
  for (const { group, consumer } of strangers) {
    watchMetrics(metrics).strangers.inc({ topic: stream, consumer: group })
    log.error({ stream, group, consumer }, 'a consumer that does not hold its name reads from a group')
  }
  return new Set(strangers.map(({ group }) => group))
}

/** Sets groups that missed entries back to their last known position, so that they receive those entries. */
export const setGroupsBack = async (
  watch: Watch,
  tx: Tx,
  stream: string,
  { known, isTight, findJumps, findStrangers }: Finders & { known: Checkpoint; isTight: boolean },
): Promise<Checkpoint['loss']> => {
  const { bus, log, metrics } = watch
  const suspects = await readByStrangers(watch, stream, { find: findStrangers, mark: known.mark, isTight })
  const since = `${Math.max(0, Math.round(known.neededMs))}-0`
  const jumps = await findJumps(bus.redis, stream, { since, suspects })
  for (const { group, position, back } of jumps) {
    await bus.redis.xgroup('SETID', stream, group, back)
    watchMetrics(metrics).jumps.inc({ topic: stream, consumer: group })
    log.error({ stream, group, position, back }, 'a group missed entries and was set back')
  }
  return jumps.length === 0 ? null : noteLoss(watch, tx, stream, { known, cause: 'skipped' })
}

/** After a loss: requests events that checkouts lack; returns when to look next. */
export const lookForHoles = async (
  { topic, bus, clock, log, metrics }: Watch,
  tx: Tx,
  stream: string,
  loss: Checkpoint['loss'],
): Promise<Checkpoint['loss']> => {
  const nowMs = clock.now()
  if (!loss || nowMs < loss.lookAtMs) return loss
  const span = { sinceMs: loss.neededMs, nowMs }
  const holes = await fillHoles({ bus, tx }, { stream: topic, partition: stream }, span)
  watchMetrics(metrics).holes.set({ topic: stream }, holes)
  const next = nextLook(loss, holes, nowMs)
  if (next && holes > 0) log.warn({ stream, holes }, 'checkouts lack events; requesting them again')
  if (!next && holes > 0) log.error({ stream, holes }, 'checkouts still lack events; no longer looking for them')
  return next
}
