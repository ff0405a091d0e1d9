import type { Redis } from 'ioredis'
import { refuseError, textOf, transact } from '../base/redis-transaction.ts'
import { lastPossibleId } from './entry-id.ts'

/** A key and its value; the first value wins. */
export type Mark = {
  key: string
  value: string
  /** The publication is barred while this key exists. */
  barredBy?: string
  /** The mark's required current value; null: it must not exist. */
  expected?: string | null
}
/** `barred`: nothing was published, and the mark was not set. */
export type Marking = 'first' | 'repeated' | 'barred'

/** A value to store under a key, unless the key `barredBy` has the given value. */
export type NoteOptions = { key: string; value: string; seconds: number; barredBy: { key: string; value: string } }
/** `before`: the existing value, which is kept. */
export type Noting = { barred: boolean; before: string | null }

/** An entry for a stream, as XADD takes it. */
export type MarkedEntry = { place: string; fields: readonly string[] }

const markSeconds = 3_600

/** Entries published with a mark: all or none. */
export type Publication = { entries: readonly MarkedEntry[]; mark: Mark }

type Plan = { marking: Marking | Error; from: number; to: number }

const isBarred = ({ key, barredBy, expected }: Mark, known: (key: string) => string | null): boolean =>
  (barredBy !== undefined && known(barredBy) !== null) ||
  (expected !== undefined && (known(key) ?? '') !== (expected ?? ''))

/** Throws if Redis would refuse an XADD, because that would not undo the rest of the transaction. `reply`: the entry with the last
 * possible id. */
const refuseUnwritable = (place: string, reply: unknown): void => {
  refuseError(reply)
  if ((reply as unknown[]).length > 0)
    throw new Error(`${place} has reached the last possible id: nothing can be appended`)
}

/** The writes for each publication, in order: an earlier one's mark affects later ones. */
const plan = (publications: readonly Publication[], known: ReadonlyMap<string, unknown>) => {
  const marks = new Map(known)
  const write: string[][] = []
  const plans = publications.map(({ entries, mark }): Plan => {
    const from = write.length
    try {
      for (const { place } of entries) refuseUnwritable(place, known.get(place))
      if (isBarred(mark, (key) => textOf(marks.get(key) ?? null))) return { marking: 'barred', from, to: from }
      const isFirst = textOf(marks.get(mark.key) ?? null) === null
      for (const { place, fields } of entries) write.push(['xadd', place, '*', ...fields])
      if (isFirst) write.push(['set', mark.key, mark.value, 'EX', String(markSeconds), 'NX'])
      if (isFirst) marks.set(mark.key, mark.value)
      return { marking: isFirst ? 'first' : 'repeated', from, to: write.length }
    } catch (error) {
      return { marking: error as Error, from, to: from }
    }
  })
  return { write, plans }
}

/**
 * Appends the entries of each publication and stores its mark in one Redis transaction, or does neither. A publication that
 * fails gets its error; the others still succeed.
 */
export const publishMarkedEntries = (
  redis: Redis,
  publications: readonly Publication[],
): Promise<(Marking | Error)[]> => {
  const keys = [...new Set(publications.flatMap(({ mark }) => [mark.key, ...(mark.barredBy ? [mark.barredBy] : [])]))]
  const places = [...new Set(publications.flatMap(({ entries }) => entries.map(({ place }) => place)))]
  return transact(redis, {
    watch: keys,
    read: [
      ...keys.map((key) => ['get', key]),
      ...places.map((place) => ['xrange', place, lastPossibleId, '+', 'COUNT', 1]),
    ],
    decide: (replies) => {
      const { write, plans } = plan(publications, new Map([...keys, ...places].map((name, n) => [name, replies[n]])))
      return {
        write,
        result: (done) =>
          plans.map(({ marking, from, to }) => done.slice(from, to).find((reply) => reply instanceof Error) ?? marking),
      }
    },
  })
}

/** Stores a value under a key in one Redis transaction, unless it is barred or the key has a value. */
export const noteUnless = (redis: Redis, { key, value, seconds, barredBy }: NoteOptions): Promise<Noting> =>
  transact(redis, {
    watch: [key, barredBy.key],
    read: [
      ['get', key],
      ['get', barredBy.key],
    ],
    decide: (replies) => {
      const [before = null, bar] = replies.map(textOf)
      const barred = bar === barredBy.value
      const noting = { barred, before: barred ? null : before }
      return {
        write: barred || before !== null ? [] : [['set', key, value, 'EX', seconds, 'NX']],
        result: ([reply]) => {
          refuseError(reply)
          return noting
        },
      }
    },
  })
