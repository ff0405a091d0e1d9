import { isDeepStrictEqual } from 'node:util'
import { type Node, nodeOf } from './node.ts'
import type { MockOperation } from './operation.ts'

type Stored = Record<string, unknown>

/** Splits the path of an item into its collection's path and the id parameter; undefined for other paths. */
const memberOf = (path: string): { collection: string; parameter: string } | undefined => {
  const match = /^(.*\/)\{(\w+)\}\/?$/.exec(path)
  return match ? { collection: match[1] ?? '', parameter: match[2] ?? '' } : undefined
}

/** A new id of the same form as the example's. */
const nextId = (example: unknown, count: number): unknown =>
  typeof example === 'number'
    ? example + count
    : String(example).replace(/[0-9a-f]{6}$/, (end) =>
        ((Number.parseInt(end, 16) + count) & 0xffffff).toString(16).padStart(6, '0'),
      )

/** The items created through the mock, by collection and id, kept in memory. */
export const createMemory = (operations: readonly MockOperation[]) => {
  const stored = new Map<string, Map<string, Stored>>()
  const parameters = new Map(
    operations.flatMap(({ path }) => {
      const member = memberOf(path)
      return member ? [[member.collection, member.parameter] as const] : []
    }),
  )
  const membersIn = (collection: string): Map<string, Stored> => {
    const members = stored.get(collection) ?? new Map<string, Stored>()
    stored.set(collection, members)
    return members
  }

  return {
    /** Builds an item from the example and the request body, and stores it if an operation can read it back. */
    create: (path: string, body: unknown, example: unknown): unknown => {
      const parameter = parameters.get(path)
      const sample = nodeOf(example)
      if (parameter === undefined || !(parameter in sample)) return example
      const members = membersIn(path)
      const id = nextId(sample[parameter], members.size + 1)
      const asked = Object.entries(nodeOf(body)).filter(([name]) => name in sample)
      const created = { ...sample, ...Object.fromEntries(asked), [parameter]: id }
      members.set(String(id), created)
      return created
    },
    /** The stored item at a path; `removed` if it was deleted. */
    read: (path: string, given: Node): Stored | 'removed' | undefined => {
      const member = memberOf(path)
      const found = member && stored.get(member.collection)?.get(String(given[member.parameter]))
      return found && isDeepStrictEqual(found, {}) ? 'removed' : found
    },
    change: (path: string, given: Node, body: unknown): Stored | undefined => {
      const member = memberOf(path)
      const members = member && stored.get(member.collection)
      const before = members?.get(String(given[member?.parameter ?? '']))
      if (!member || !members || !before) return undefined
      const asked = Object.entries(nodeOf(body)).filter(([name]) => name in before)
      const after = { ...before, ...Object.fromEntries(asked) }
      members.set(String(given[member.parameter]), after)
      return after
    },
    remove: (path: string, given: Node): void => {
      const member = memberOf(path)
      if (member) membersIn(member.collection).set(String(given[member.parameter]), {})
    },
    /** A page with the created items, then those of the example. */
    list: (path: string, example: unknown): unknown => {
      const created = [...(stored.get(path)?.values() ?? [])].filter((one) => Object.keys(one).length > 0)
      const lists = Object.entries(nodeOf(example)).filter(([, member]) => Array.isArray(member))
      const [list] = lists
      if (created.length === 0 || lists.length !== 1 || !list) return example
      return { ...nodeOf(example), [list[0]]: [...created.toReversed(), ...(list[1] as unknown[])] }
    },
    /** The example of an item, with the requested id. */
    example: (path: string, given: Node, example: unknown): unknown => {
      const { parameter = '' } = memberOf(path) ?? {}
      return parameter in nodeOf(example) ? { ...nodeOf(example), [parameter]: given[parameter] } : example
    },
  }
}

export type Memory = ReturnType<typeof createMemory>
