import { isDeepStrictEqual } from 'node:util'
import { isNode, type Node } from './change.ts'

/** Members that only people read, wherever they stand outside `properties`. */
const prose = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'contact',
  'license',
  'tags',
])

/** A document without what only people read and without its version. */
const withoutProse = (value: unknown, isSchemaMap = false): unknown => {
  if (Array.isArray(value)) return value.map((one) => withoutProse(one))
  if (!isNode(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => isSchemaMap || !prose.has(name))
      .map(([name, member]) => [name, withoutProse(member, name === 'properties')]),
  )
}

const withoutVersion = ({ info: _info, ...rest }: Node): Node => rest

/** Whether two documents differ in more than what people read: `extension` where no rule found that difference. */
export const restOf = (old: Node, now: Node): 'same' | 'documentation' | 'extension' => {
  if (isDeepStrictEqual(withoutVersion(old), withoutVersion(now)) && isDeepStrictEqual(old.info, now.info))
    return 'same'
  const isSame = isDeepStrictEqual(withoutProse(withoutVersion(old)), withoutProse(withoutVersion(now)))
  return isSame ? 'documentation' : 'extension'
}
