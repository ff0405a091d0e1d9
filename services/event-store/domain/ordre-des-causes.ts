import type { Reactions } from './trous.ts'

/**
 * How many causes stand before an event of a type at least: 0 for what nobody publishes as a reaction. What ends a checkout
 * comes after everything else. After a loss an event may be stored later than what follows from it; its rank is the same.
 */
export const rangs = (reactions: Reactions, terminaux: ReadonlySet<string>): ((type: string) => number) => {
  const causes = (type: string): string[] =>
    Object.values(reactions).flatMap(({ on, publishes }) => (publishes.includes(type) ? on : []))
  const rang = (type: string): number =>
    terminaux.has(type) ? Number.POSITIVE_INFINITY : Math.max(-1, ...causes(type).map(rang)) + 1
  const types = new Set(Object.values(reactions).flatMap(({ on, publishes }) => [...on, ...publishes]))
  const connus = new Map([...types].map((type) => [type, rang(type)]))
  return (type) => connus.get(type) ?? (terminaux.has(type) ? Number.POSITIVE_INFINITY : 0)
}
