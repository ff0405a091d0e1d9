import type { Answered } from './answered.ts'
import { compileSchema, type JsonSchema } from './validation.ts'

/** The schema of every answer that a specification declares: by operation, status and media type. */
export type ResponseTable = Readonly<Record<string, Readonly<Record<number, Readonly<Record<string, JsonSchema>>>>>>

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** Describes how an answer differs from the table; undefined if it conforms. Ignores the contents of streams. */
export const responseChecker = (table: ResponseTable): ((answered: Answered) => string | undefined) => {
  const compiled = new Map<JsonSchema, (value: unknown) => string | undefined>()
  return ({ operationId, status, mediaType, body }) => {
    const declared = table[operationId]
    if (declared === undefined) return `operation ${operationId} is not declared`
    const types = declared[status]
    if (types === undefined) return `status ${status} is not declared`
    const schema = types[mediaType]
    if (schema === undefined)
      return Object.keys(types).length === 0 && !mediaType ? undefined : `media type ${mediaType} is not declared`
    if (body === undefined || !mediaType.endsWith('json')) return undefined
    const check = compiled.get(schema) ?? compileSchema(schema)
    compiled.set(schema, check)
    return check(parse(body))
  }
}
