import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { uuidForm } from '../base/uuid.ts'
import type { FieldError } from './problem.ts'

/** A generated JSON Schema: self-contained, without `$ref`. */
export type JsonSchema = { readonly [keyword: string]: unknown }

/** The part of the request that contains a value. */
export type RequestPart = 'body' | 'path' | 'query' | 'header'

/** A request violates its schema. */
export class RequestRefused extends Error {
  readonly errors: FieldError[]
  constructor(part: RequestPart, errors: FieldError[]) {
    super(`${part}: ${errors[0]?.field} ${errors[0]?.message}`)
    this.name = 'RequestRefused'
    this.errors = errors
  }
}

const errorsMax = 20

// No value is coerced or dropped: a value that doesn't match is rejected. `strict` turns a misspelt keyword into a startup error.
const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  allErrors: true,
  coerceTypes: false,
  ownProperties: true,
})
formats.default(ajv)
// The library's format also accepts `urn:uuid:…`, which Postgres rejects.
ajv.addFormat('uuid', uuidForm)
ajv.addKeyword('x-list')

const fieldOf = (part: RequestPart, { instancePath, params }: ErrorObject): string => {
  const member = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty
  const pointer = member === undefined ? instancePath : `${instancePath}/${member}`
  return part === 'body' ? pointer || '/' : pointer.slice(1)
}

const fieldErrors = (part: RequestPart, validate: ValidateFunction): FieldError[] =>
  (validate.errors ?? []).slice(0, errorsMax).map((error) => ({
    field: fieldOf(part, error),
    rule: error.keyword,
    message: error.message ?? 'is not valid',
  }))

// One text per number: no plus, exponent, blanks, leading zeros or minus zero, and few enough digits to be exact.
const integerText = /^(0|-?[1-9][0-9]{0,15})$/
const decimalText = /^(0|-?[1-9][0-9]{0,15}|(?!-0\.0*$)-?(0|[1-9][0-9]{0,15})\.[0-9]{1,15})$/

type Convert = (text: unknown) => unknown

/** Converts a parameter to its schema's type; text of any other form stays text, so the schema rejects it. */
const conversion = (schema: JsonSchema): Convert | undefined => {
  if (schema['x-list'] === true) {
    const element = conversion(schema.items as JsonSchema) ?? ((text: unknown) => text)
    return (text) => (typeof text === 'string' ? text.split(',').map(element) : text)
  }
  const type = schema.type
  if (type === 'integer') return (text) => (typeof text === 'string' && integerText.test(text) ? Number(text) : text)
  if (type === 'number') return (text) => (typeof text === 'string' && decimalText.test(text) ? Number(text) : text)
  if (type === 'boolean') return (text) => (text === 'true' ? true : text === 'false' ? false : text)
  return undefined
}

const compileParameters = (part: RequestPart, schema: JsonSchema): ((data: unknown) => unknown) => {
  const validate = ajv.compile(schema)
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>)
  const conversions = properties.flatMap(([name, property]) => {
    const convert = conversion(property)
    return convert ? [[name, convert] as const] : []
  })
  const defaults = properties.flatMap(([name, property]) =>
    'default' in property ? [[name, property.default] as const] : [],
  )
  return (data) => {
    const values = part === 'header' ? (data as Record<string, unknown>) : { ...(data as Record<string, unknown>) }
    for (const [name, convert] of conversions) if (values[name] !== undefined) values[name] = convert(values[name])
    for (const [name, value] of defaults) values[name] ??= value
    if (!validate(values)) throw new RequestRefused(part, fieldErrors(part, validate))
    return values
  }
}

/** Compiles the check of one part of a request; the check returns the value to use or throws `RequestRefused`. */
export const compileCheck = (part: RequestPart, schema: JsonSchema): ((data: unknown) => unknown) => {
  if (part !== 'body') return compileParameters(part, schema)
  const validate = ajv.compile(schema)
  return (data) => {
    if (!validate(data)) throw new RequestRefused('body', fieldErrors('body', validate))
    return data
  }
}

/** Compiles a schema; the check returns where a value violates which rule, or undefined. */
export const compileSchema = (schema: JsonSchema): ((value: unknown) => string | undefined) => {
  const validate = ajv.compile(schema)
  return (value) => {
    if (validate(value)) return undefined
    const [first] = fieldErrors('body', validate)
    return `${first?.field} ${first?.message}`
  }
}
