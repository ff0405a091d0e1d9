import type { ConsumeOptions, Consumer, ConsumerParts } from './consume-options.ts'
import { holdName, NameTaken } from './consumer-name.ts'
import type { FailedEntry } from './dead-letter.ts'
import { decodeEntry, isFor, MalformedEntry, NewerVersion, type RawEntry, type StreamEntry, typeOf } from './entry.ts'
import { Unauthentic } from './event-authenticity.ts'
import { openGroup, type StreamGroup } from './group.ts'
import { retryAfter, Unacceptable } from './retry.ts'

type Taken<Event> = { event: Event; entry: StreamEntry }

const blockMs = 1_000
/** Shorter while handlers run, since one may ask for a retry soon. */
const blockAtWorkMs = 250
/** Redis starts to count the idle time slightly later. */
const scanMarginMs = 5
const backoffMs = 300
/** Pause after a read with entries for others only, so that the entries that follow are read together. */
const othersRestMs = 2
const leaseRestMs = 50
/** After leaving this many entries to newer readers, the consumer stops reading. */
const leftMax = 1_000
const silentMaxMs = 10_000
/** Used as type in metrics, because a forger could choose any type. */
const unauthenticType = 'unauthentic'
/**
 * Reads a group and passes its entries to the handler, starting with entries pending under this consumer's name. Delivery is at
 * least once: an entry is acknowledged after its handler has returned. ConsumeOptions describes how failures are handled.
 */
export const startConsumer = <Event>(parts: ConsumerParts, options: ConsumeOptions<Event>): Consumer => {
  const { commands, clock, log, metrics, reach = () => {}, fail, authenticate } = parts
  const { stream, consumer, accepts, decode, lingerMs = 0, topic = stream, isAlone } = options
  const { concurrency = options.handle ? 64 : 500 } = options
  const { claimIdleMs = 5_000, maxDeliveries = 5 } = options
  const group: StreamGroup = openGroup(parts, options)
  const stopping = new AbortController()
  const atWork = new Set<string>()
  const running = new Set<Promise<void>>()
  const retriesAt = new Set<number>()
  let slotFreed: (() => void) | undefined
  let scanAt = 0
  /** Entries left to newer readers; this consumer doesn't claim them again. */
  const left = new Set<string>()
  /** Reading has stopped: an entry for newer readers is next in order, or too many were left. */
  let halted = false
  let lastReadAt = clock.now()
  let refused: NameTaken | undefined

  const refuse = (error: NameTaken): void => {
    refused = error
    log.error({ stream, group: options.group, consumer }, error.message)
    stopping.abort()
    fail?.(error)
  }
  const name = holdName({ redis: commands, clock, log, stream, group: options.group, consumer }, refuse)

  const label = (type: string) => ({ topic, type, consumer: options.group })

  const done = ({ entry }: Taken<Event>): void => {
    group.acknowledge(entry.entryId)
    metrics.consumed.inc(label(entry.type))
  }

  const giveUp = async (failed: FailedEntry, type: string): Promise<void> => {
    log.error({ ...failed, fields: undefined, stream, group: options.group }, 'gave up on event')
    await group.deadLetter(failed)
    metrics.deadLettered.inc(label(type))
  }

  const failed = async ({ entry }: Taken<Event>, raw: RawEntry, error: unknown): Promise<void> => {
    const { entryId, deliveries, type } = entry
    const isRefused = error instanceof Unacceptable
    const afterMs = isRefused ? undefined : retryAfter(error)
    const reason = (error as Error).message
    log.warn({ err: error, entryId, eventId: entry.eventId, type, deliveries }, 'event not handled')
    if (afterMs === undefined && (isRefused || deliveries >= maxDeliveries)) {
      return giveUp({ entryId, fields: raw[1] ?? [], reason, deliveries }, type)
    }
    metrics.retried.inc(label(type))
    if (afterMs !== undefined) await group.postpone(entryId, Math.max(0, claimIdleMs - afterMs))
    const retryAt = clock.now() + (afterMs ?? claimIdleMs) + scanMarginMs
    retriesAt.add(retryAt)
    scanAt = Math.min(scanAt, retryAt)
  }

  /** Leaves an entry pending for newer readers, which may claim it at once, without counting an attempt. */
  const leave = async (entryId: string, type: string, error: Error): Promise<void> => {
    log.warn({ err: error, entryId, type, stream, group: options.group }, 'event left to newer readers')
    left.add(entryId)
    halted ||= options.handleBatch !== undefined || left.size >= leftMax
    await group.postpone(entryId, claimIdleMs)
  }

  /** Decodes accepted entries, acknowledges others, and moves unreadable ones to the dead letters. */
  const take = async (raws: readonly RawEntry[], deliveriesOf: (id: string) => number) => {
    const taken: (Taken<Event> & { raw: RawEntry })[] = []
    for (const raw of raws) {
      const [entryId, fields] = raw
      const type = typeOf(fields ?? []) ?? ''
      if (fields === null || (accepts && type !== '' && !accepts.has(type)) || !isFor(fields, options.group)) {
        group.acknowledge(entryId)
        continue
      }
      const deliveries = deliveriesOf(entryId)
      try {
        if (deliveries > maxDeliveries) throw new MalformedEntry(`delivered ${deliveries - 1} times without a result`)
        authenticate?.(topic, fields)
        const entry = decodeEntry(topic, raw, deliveries)
        metrics.latency.observe({ topic, type }, Math.max(0, clock.now() / 1000 - entry.ts))
        taken.push({ entry, raw, event: decode(entry) })
      } catch (error) {
        if (error instanceof NewerVersion) {
          await leave(entryId, type, error)
          if (halted) break
          continue
        }
        const isForged = error instanceof Unauthentic
        if (isForged) metrics.unauthentic.inc({ topic, consumer: options.group })
        await giveUp(
          { entryId, fields, reason: (error as Error).message, deliveries },
          isForged ? unauthenticType : type,
        )
      }
    }
    return taken
  }

  /** Retries a batch until it succeeds, so that later events can't overtake it. False: stopped first, and all stay pending. */
  const inOrder = async (batch: readonly Taken<Event>[]): Promise<boolean> => {
    for (;;) {
      try {
        reach('consumer', 'before-effect')
        await options.handleBatch?.(batch.map(({ event }) => event))
        reach('consumer', 'before-ack')
        return true
      } catch (error) {
        const afterMs = retryAfter(error)
        if (afterMs === undefined) throw error
        log.warn({ err: error, stream, group: options.group, events: batch.length }, 'batch not handled, retrying')
        for (const { entry } of batch) metrics.retried.inc(label(entry.type))
        if (stopping.signal.aborted) return false
        await clock.sleep(afterMs, stopping.signal)
        if (stopping.signal.aborted) return false
      }
    }
  }

  const attempt = async (one: Taken<Event> & { raw: RawEntry }): Promise<void> => {
    try {
      if (options.handle) {
        reach('consumer', 'before-effect')
        await options.handle(one.event, one.entry)
        reach('consumer', 'before-ack')
      } else if (!(await inOrder([one]))) return
      done(one)
    } catch (error) {
      await failed(one, one.raw, error).catch((cause) => log.warn({ err: cause }, 'failure not recorded'))
    }
  }

  const attemptBatch = async (batch: (Taken<Event> & { raw: RawEntry })[]): Promise<void> => {
    if (batch.length === 0 || options.handle) return
    try {
      if (await inOrder(batch)) batch.forEach(done)
    } catch (error) {
      // Retry each event alone, so that a bad one doesn't block the others.
      if (batch.length > 1) for (const one of batch) await attempt(one)
      else for (const one of batch) await failed(one, one.raw, error).catch(() => {})
    }
  }

  const track = (work: Promise<void>, ids: readonly string[]): void => {
    for (const id of ids) atWork.add(id)
    const settled = work.finally(() => {
      for (const id of ids) atWork.delete(id)
      running.delete(settled)
      slotFreed?.()
    })
    running.add(settled)
  }

  /** Returns the number of entries addressed to this consumer. */
  const dispatch = async (raws: readonly RawEntry[], deliveriesOf: (id: string) => number): Promise<number> => {
    if (raws.length === 0) return 0
    const taken = await take(raws, deliveriesOf)
    if (options.handle) for (const one of taken) track(attempt(one), [one.entry.entryId])
    else await attemptBatch(taken)
    return taken.length
  }

  /**
   * Claims entries that were idle for too long. `own`: everything that was pending under this consumer's name or, if it is alone,
   * under any name.
   */
  const takeOver = async (own: boolean): Promise<void> => {
    const idleMs = own ? 0 : claimIdleMs
    const now = clock.now()
    for (const at of retriesAt) if (at <= now) retriesAt.delete(at)
    scanAt = Math.min(now + claimIdleMs, ...retriesAt)
    await group.flush() // otherwise it would claim finished entries that are not acknowledged yet
    let after: string | undefined
    do {
      const count = concurrency - atWork.size
      if (count <= 0 || halted || stopping.signal.aborted) return
      const place = { ...(own && !isAlone ? { consumer } : {}), ...(after === undefined ? {} : { after }) }
      const claimed = await group.claim({
        idleMs,
        count,
        except: left.size === 0 ? atWork : new Set([...atWork, ...left]),
        ...place,
      })
      await dispatch(claimed.entries, (id) => claimed.deliveries.get(id) ?? 1)
      after = claimed.last
    } while (after !== undefined)
  }

  const readOnce = async (): Promise<void> => {
    if (halted) return clock.sleep(blockMs, stopping.signal)
    if (isAlone && !isAlone()) return clock.sleep(leaseRestMs, stopping.signal)
    if (clock.now() >= scanAt) await takeOver(false)
    const free = concurrency - atWork.size
    if (free <= 0) {
      await new Promise<void>((resolve) => {
        slotFreed = resolve
      })
      return
    }
    const waitMs = Math.max(1, Math.min(atWork.size > 0 ? blockAtWorkMs : blockMs, scanAt - clock.now()))
    const raws = await group.read(free, waitMs)
    lastReadAt = clock.now()
    const taken = await dispatch(raws, () => 1)
    if (raws.length === 0 || raws.length === free) return
    const restMs = taken === 0 ? Math.max(lingerMs, othersRestMs) : lingerMs
    if (restMs > 0) await clock.sleep(restMs, stopping.signal)
  }

  const run = async (): Promise<void> => {
    let started = false
    while (!stopping.signal.aborted) {
      try {
        if (!started) {
          if (!isAlone) await name.take(stopping.signal)
          if (stopping.signal.aborted) break // Another process may still hold the name.
          await group.create()
          await takeOver(true)
          started = true
        }
        await readOnce()
      } catch (error) {
        if (error instanceof NameTaken) refuse(error)
        if (stopping.signal.aborted) break
        log.warn({ err: error, stream, group: options.group }, 'stream not read, retrying')
        started = started && !/NOGROUP/.test((error as Error).message)
        await clock.sleep(backoffMs, stopping.signal)
      }
    }
    await Promise.all(running)
    await group.flush().catch((error) => log.warn({ err: error, stream, group: options.group }, 'acknowledgement lost'))
    await name.release()
  }

  options.signal?.addEventListener('abort', () => stopping.abort(), { once: true })
  const ended = run()
  return {
    ready: async () => {
      if (refused) throw refused
      if (halted) throw new Error(`${stream} has an event for ${options.group} that only a newer version can read`)
      const silentMs = clock.now() - lastReadAt
      if (silentMs > silentMaxMs && atWork.size < concurrency) {
        throw new Error(`no successful read from ${stream} as ${options.group} for ${silentMs} ms`)
      }
    },
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
