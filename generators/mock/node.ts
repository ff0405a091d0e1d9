/** A mapping in a specification. */
export type Node = { readonly [member: string]: unknown }

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const nodeOf = (value: unknown): Node => (isNode(value) ? value : {})

export const membersOf = (value: unknown): [string, Node][] =>
  Object.entries(nodeOf(value)).map(([name, member]) => [name, nodeOf(member)])

/** Resolves a reference within a bundled document; returns other values unchanged. */
export const resolved = (document: Node, value: unknown): Node => {
  const { $ref } = nodeOf(value)
  if (typeof $ref !== 'string') return nodeOf(value)
  const parts = $ref
    .replace(/^#\//, '')
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  return resolved(
    document,
    parts.reduce<unknown>((node, part) => nodeOf(node)[part], document),
  )
}
