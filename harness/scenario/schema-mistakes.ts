import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorObject } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { nearest } from '#platform/base/nearest.ts'
import { type Mistake, type Path, type Placed, pathText } from './places.ts'

/** The parts of a schema that appear in messages. */
type Described = { description?: string; examples?: unknown[]; properties?: Record<string, unknown>; $ref?: string }

const unescaped = (part: string): string => part.replaceAll('~1', '/').replaceAll('~0', '~')

/** A JSON pointer as a path; numbers are places in lists. */
const pathOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : unescaped(part)))

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}

const kindOf = (value: unknown): string => {
  if (value === null) return 'empty'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a mapping'
  return typeof value === 'string' ? `the text ${shown(value)}` : `the ${typeof value} ${shown(value)}`
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  null: 'nothing',
}

const bounds: Readonly<Record<string, string>> = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'more than',
  exclusiveMaximum: 'less than',
}

const helpOf = ({ description, examples }: Described): string => {
  const such = examples?.[0] === undefined ? '' : `such as ${JSON.stringify(examples[0])}`
  const said = description === undefined ? '' : description.charAt(0).toLowerCase() + description.slice(1)
  return [said.replace(/\.$/, ''), such].filter((part) => part !== '').join(', ')
}

const list = (names: readonly string[]): string => names.join(', ')

/** Suggests the nearest known name and lists all of them. */
const instead = (name: string, known: readonly string[]): string => {
  const meant = nearest(name, known)
  return `${meant === undefined ? '' : `did you mean ${meant}? `}There are ${list(known)}`
}

/** A JSON Schema with its definitions at the root. */
export type Root = Described & { $defs?: Record<string, Described> }

/** A schema with its reference to a definition resolved. */
const resolved = (schema: Described, { $defs = {} }: Root): Described => ({
  ...$defs[schema.$ref?.replace('#/$defs/', '') ?? ''],
  ...schema,
})

/** The message for a validation error; undefined if it only repeats another one. */
const wordsOf = (error: ErrorObject, root: Root): { at?: string; message: string } | undefined => {
  const { keyword, params, data } = error
  const schema = (error.parentSchema ?? {}) as Described
  switch (keyword) {
    case 'required': {
      const missing = String(params.missingProperty)
      const help = helpOf(resolved((schema.properties?.[missing] ?? {}) as Described, root))
      return { message: `${missing} is missing${help === '' ? '' : `: ${help}`}` }
    }
    case 'additionalProperties': {
      const name = String(params.additionalProperty)
      return { at: name, message: `is not a known field; ${instead(name, Object.keys(schema.properties ?? {}))}` }
    }
    case 'enum':
      return { message: `${shown(data)} is not allowed; ${instead(String(data), params.allowedValues.map(String))}` }
    case 'discriminator': {
      const tag = String(params.tag)
      return { at: tag, message: `${shown(params.tagValue)} is not allowed; there are open, closed` }
    }
    case 'type': {
      const wanted = [params.type].flat().map((type: string) => kinds[type] ?? type)
      const help = helpOf(schema)
      return { message: `is ${kindOf(data)}; it must be ${wanted.join(' or ')}${help === '' ? '' : `: ${help}`}` }
    }
    case 'pattern':
      return { message: `${shown(data)} does not fit: ${helpOf(schema) || `a text of the form ${params.pattern}`}` }
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return { message: `is ${shown(data)}; it must be ${bounds[keyword]} ${params.limit}` }
    case 'minLength':
    case 'minItems':
      return { message: 'is empty' }
    case 'uniqueItems':
      return { message: `contains ${shown((data as unknown[])[params.i])} twice` }
    case 'if':
    case 'oneOf':
      return undefined
    default:
      return { message: error.message ?? keyword }
  }
}

/** Places a mistake at the name of an unknown field, otherwise at the value. */
const placed = (placedText: Placed, error: ErrorObject, root: Root): Mistake[] => {
  const words = wordsOf(error, root)
  if (words === undefined) return []
  const path: Path = [...pathOf(error.instancePath), ...(words.at === undefined ? [] : [words.at])]
  const isName = error.keyword === 'additionalProperties' || error.keyword === 'required'
  const place = isName ? placedText.keyAt(path) : placedText.valueAt(path)
  return [{ ...place, path: pathText(path), message: words.message }]
}

/** The schema of the scenario documents of a folder. */
export const readSchema = (folder: string): Root =>
  JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8')) as Root

/** Validates a document against a schema; fills in the schema's defaults. */
export const schemaMistakes = (text: Placed, schema: Root): Mistake[] => {
  const ajv = new Ajv2020({ allErrors: true, useDefaults: true, verbose: true, discriminator: true })
  const validate = ajv.compile(schema)
  return validate(text.value) ? [] : (validate.errors ?? []).flatMap((error) => placed(text, error, schema))
}
