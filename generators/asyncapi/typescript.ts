/** The keywords of JSON Schema that affect types; others only affect validation. */
export type Schema = {
  title?: string
  description?: string
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  enum?: unknown[]
  const?: unknown
  oneOf?: Schema[]
  anyOf?: Schema[]
  additionalProperties?: boolean | Schema
}

export type NamedType = { name: string; doc: string; text: string }

const scalars: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

export const docComment = (text: string | undefined): string =>
  text === undefined
    ? ''
    : `/** ${text
        .trim()
        .replaceAll('*/', '*\\/')
        .replaceAll(/\s*\n\s*/g, '\n * ')} */\n`

const union = (parts: readonly string[]): string => [...new Set(parts)].join(' | ')

/**
 * Converts resolved schemas to TypeScript types. Each titled object or enumeration becomes one named type.
 * `typeOf` throws an Error for a schema without a TypeScript equivalent.
 */
export const createTypes = () => {
  const named = new Map<string, NamedType>()

  const objectText = (schema: Schema): string => {
    const required = new Set(schema.required)
    const members = Object.entries(schema.properties ?? {}).map(
      ([name, member]) =>
        `${docComment(member.description)}${JSON.stringify(name)}${required.has(name) ? '' : '?'}: ${typeOf(member)}`,
    )
    return `{\n${members.join('\n')}\n}`
  }

  const bare = (schema: Schema): string => {
    if ('const' in schema) return JSON.stringify(schema.const)
    if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
    const choices = schema.oneOf ?? schema.anyOf
    if (choices) return union(choices.map(typeOf))
    if (Array.isArray(schema.type)) return union(schema.type.map((type) => bare({ ...schema, type })))
    if (schema.type === 'object') return objectText(schema)
    if (schema.type === 'array') {
      if (!schema.items) throw new Error('an array schema needs items')
      return `(${typeOf(schema.items)})[]`
    }
    const scalar = scalars[schema.type ?? '']
    if (scalar === undefined) throw new Error('a schema needs a type, enum, const, oneOf or anyOf')
    return scalar
  }

  const typeOf = (schema: Schema): string => {
    const isNamed = schema.title !== undefined && (schema.type === 'object' || schema.enum !== undefined)
    if (!isNamed || schema.title === undefined) return bare(schema)
    const name = schema.title
    const type: NamedType = { name, doc: docComment(schema.description), text: bare(schema) }
    const known = named.get(name)
    if (known && known.text !== type.text) throw new Error(`two different schemas have the title ${name}`)
    named.set(name, known ?? type)
    return name
  }

  return { typeOf, named: (): NamedType[] => [...named.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) }
}
