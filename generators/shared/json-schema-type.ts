/** A member name that needs no quotes. */
export const identifier = /^[A-Za-z_$][\w$]*$/

/** A member name in TypeScript syntax. */
export const key = (name: string): string => (identifier.test(name) ? name : `'${name}'`)

export type JsonSchema = {
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  enum?: unknown[]
  const?: unknown
}

const scalars: Record<string, string> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

const objectType = ({ properties = {}, required = [] }: JsonSchema): string => {
  const members = Object.entries(properties).map(
    ([name, schema]) => `${key(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  return `{ ${members.join('; ')} }`
}

/** The TypeScript type for a JSON Schema without references. */
export const typeOf = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const types = [schema.type ?? 'unknown'].flat()
  return types
    .map((type) => {
      if (type === 'object') return objectType(schema)
      if (type === 'array') return `Array<${typeOf(schema.items ?? {})}>`
      return scalars[type] ?? 'unknown'
    })
    .join(' | ')
}
