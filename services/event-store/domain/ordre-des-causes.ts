import type { Reactions } from './trous.ts'

/**
 * The minimum number of causes before an event of a type; 0 for types that no group publishes as a reaction. Terminal
 * events rank after all others. After a loss, an event may be stored later than its effects; its rank stays the same.
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
