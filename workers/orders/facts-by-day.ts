import { uuidV7TimeMs } from '../uuid-time.ts'
import type { OrderCreatedFact } from './order-created-fact.ts'

/** The facts of one day. `isNew`: no facts of that day were yielded before. */
export type DayOfFacts = { day: string; isNew: boolean; facts: OrderCreatedFact[] }

const dayMs = 86_400_000
/** Days since the epoch, in UTC. */
const dayOf = ({ checkoutId }: OrderCreatedFact): number => Math.floor((uuidV7TimeMs(checkoutId) ?? 0) / dayMs)
const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

/**
 * Groups facts by the day of their checkout. They arrive almost in order of time: a day is complete once a page
 * contains none of it, and later facts of that day are yielded separately.
 * @param most maximum number of facts held; when exceeded, all are yielded
 */
export const gatherByDay = (most: number) => {
  const open = new Map<number, OrderCreatedFact[]>()
  const given = new Set<number>()
  let held = 0

  const give = (day: number): DayOfFacts => {
    const facts = open.get(day) ?? []
    const isNew = !given.has(day)
    open.delete(day)
    given.add(day)
    held -= facts.length
    return { day: isoDay(day), isNew, facts }
  }
  return {
    /** Takes a page; returns the days that are complete. */
    add: (page: readonly OrderCreatedFact[]): DayOfFacts[] => {
      const days = Map.groupBy(page, dayOf)
      const complete = [...open.keys()].filter((day) => !days.has(day))
      for (const [day, facts] of days) {
        const known = open.get(day)
        if (known) for (const fact of facts) known.push(fact)
        else open.set(day, facts)
      }
      held += page.length
      return (held > most ? [...open.keys()] : complete).map(give)
    },
    /** The remaining days. */
    end: (): DayOfFacts[] => [...open.keys()].map(give),
  }
}
