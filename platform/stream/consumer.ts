import type { ConsumeOptions, Consumer, ConsumerParts } from './consume-options.ts'
import { openWork } from './consumer/work.ts'
import { holdName, NameTaken } from './consumer-name.ts'

export type { ConsumeOptions, Consumer } from './consume-options.ts'
export { RetryLater } from './retry.ts'

const backoffMs = 300

/**
 * Reads a group and passes its entries to the handler, starting with entries pending under this consumer's name. Delivery is at
 * least once: an entry is acknowledged after its handler has returned. ConsumeOptions describes how failures are handled.
 */
export const startConsumer = <Event>(parts: ConsumerParts, options: ConsumeOptions<Event>): Consumer => {
  const { commands, clock, log, fail } = parts
  const { stream, group, consumer, isAlone } = options
  const stopping = new AbortController()
  const { signal } = stopping
  let refused: NameTaken | undefined

  const refuse = (error: NameTaken): void => {
    refused = error
    log.error({ stream, group, consumer }, error.message)
    stopping.abort()
    fail?.(error)
  }
  const name = holdName({ redis: commands, clock, log, stream, group, consumer }, refuse)
  const work = openWork(parts, options, signal)

  /** False: stopped first; another process may still hold the name. */
  const begin = async (): Promise<boolean> => {
    if (!isAlone) await name.take(signal)
    if (signal.aborted) return false
    await work.begin()
    return true
  }

  const run = async (): Promise<void> => {
    let started = false
    while (!signal.aborted) {
      try {
        started ||= await begin()
        if (started) await work.readOnce()
      } catch (error) {
        if (error instanceof NameTaken) refuse(error)
        if (signal.aborted) break
        log.warn({ err: error, stream, group }, 'stream not read, retrying')
        started = started && !/NOGROUP/.test((error as Error).message)
        await clock.sleep(backoffMs, signal)
      }
    }
    await work.end()
    await name.release()
  }

  options.signal?.addEventListener('abort', () => stopping.abort(), { once: true })
  const ended = run()
  return {
    ready: async () => {
      if (refused) throw refused
      work.check()
    },
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}
