/** A mapping in a specification. */
export type Node = { readonly [member: string]: unknown }

/** A value, its JSON Pointer, and the keys on the way to it, references included. */
export type Located = { readonly at: string; readonly path: readonly string[]; readonly value: unknown }
export type Side = 'old' | 'now'
/** The same place in both versions of a document. The value is undefined in a version without it. */
export type Pair = Readonly<Record<Side, Located>>

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const nodeOf = (value: unknown): Node => (isNode(value) ? value : {})
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
/** A value of a document as text. String() throws for an object such as `{ toString: null }`. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
export const textsOf = (value: unknown): string[] => listOf(value).map(textOf)

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')

export const rootOf = (value: unknown): Located => ({ at: '', path: [], value })

export const child = ({ at, path, value }: Located, key: string | number): Located => {
  const name = String(key)
  const holds = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
  return {
    at: `${at}/${escaped(name)}`,
    path: [...path, name],
    value: holds ? (value as Node)[name] : undefined,
  }
}

export const childPair = ({ old, now }: Pair, key: string | number): Pair => ({
  old: child(old, key),
  now: child(now, key),
})

export const items = (located: Located): Located[] => listOf(located.value).map((_, index) => child(located, index))
export const members = (located: Located): [string, Located][] =>
  Object.keys(nodeOf(located.value)).map((name) => [name, child(located, name)])

/** Every key that either version has. */
export const keysOf = ({ old, now }: Pair): string[] => [
  ...new Set([...Object.keys(nodeOf(old.value)), ...Object.keys(nodeOf(now.value))]),
]

const unescaped = (part: string): string => {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    return part
  }
}

/** The target of a reference; undefined if the target is in another document or doesn't exist. */
export const targetOf = (root: unknown, { path }: Located, ref: unknown): Located | undefined => {
  if (typeof ref !== 'string' || !/^#(\/|$)/.test(ref)) return undefined
  const parts = ref.slice(1).split('/').slice(1).map(unescaped)
  const found = parts.reduce<Located>((place, part) => child(place, part), rootOf(root))
  return found.value === undefined ? undefined : { ...found, path }
}

/** A value as JSON with sorted object members. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, member: unknown) =>
    isNode(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member,
  ) ?? 'undefined'

/** A value as one line of text for messages, cut to 120 characters. */
export const shown = (value: unknown): string => {
  const limit = 120
  const text = value === undefined ? 'none' : (JSON.stringify(value) ?? String(value))
  return text.length > limit ? `${text.slice(0, limit)}…` : text
}
