import { membersOf, type Node, nodeOf, resolved } from './node.ts'

const depthMax = 8
const formats: Readonly<Record<string, string>> = {
  uuid: '0192f3c4-7b1e-7c3a-9d42-5f0e8a6b1c2d',
  'date-time': '2026-01-01T00:00:00.000Z',
  date: '2026-01-01',
  email: 'someone@example.com',
  uri: 'http://127.0.0.1/',
}

const typeOf = ({ type, properties }: Node): unknown =>
  Array.isArray(type) ? type.find((one) => one !== 'null') : (type ?? (properties ? 'object' : undefined))

/** A sample value for a schema: its example, or one built from its parts. Ignores patterns, so it may not validate. */
export const sampleOf = (document: Node, value: unknown, depth = 0): unknown => {
  const schema = resolved(document, value)
  if ('example' in schema) return schema.example
  if (Array.isArray(schema.examples) && schema.examples.length > 0) return schema.examples[0]
  for (const name of ['const', 'default'] as const) if (name in schema) return schema[name]
  if (Array.isArray(schema.enum)) return schema.enum[0]
  for (const name of ['oneOf', 'anyOf'] as const)
    if (Array.isArray(schema[name])) return sampleOf(document, schema[name][0], depth + 1)
  if (Array.isArray(schema.allOf))
    return Object.assign({}, ...schema.allOf.map((one) => nodeOf(sampleOf(document, one, depth + 1))))
  switch (typeOf(schema)) {
    case 'object': {
      if (depth > depthMax) return {}
      const members = membersOf(schema.properties)
      return Object.fromEntries(members.map(([name, member]) => [name, sampleOf(document, member, depth + 1)]))
    }
    case 'array':
      return Number(schema.minItems ?? 0) > 0 || depth < 2 ? [sampleOf(document, schema.items, depth + 1)] : []
    case 'integer':
    case 'number':
      return schema.minimum ?? schema.exclusiveMinimum ?? 1
    case 'boolean':
      return true
    case 'string':
      return formats[String(schema.format)] ?? 'x'.repeat(Number(schema.minLength ?? 1))
    default:
      return null
  }
}
