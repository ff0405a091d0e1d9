import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import addFormats from 'ajv-formats'
import { uuidForm } from '#platform/base/uuid.ts'
import type { Schema } from './typescript.ts'

/** Keys that don't affect validation, or that Ajv rejects in strict mode. */
const isForeign = (key: string): boolean =>
  key.startsWith('x-') || ['title', 'description', 'summary', 'example', 'examples'].includes(key)

const cleanedMap = (schemas: object): object =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, cleaned(schema)]))

const cleaned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(cleaned)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !isForeign(key))
      .map(([key, child]) => [key, key === 'properties' ? cleanedMap(child) : cleaned(child)]),
  )
}

/** Replacements for the modules that Ajv's code requires. */
const replacements: Readonly<Record<string, string>> = {
  'require("ajv/dist/runtime/ucs2length").default': 'unicodeLength',
  'require("ajv/dist/runtime/equal").default': 'isDeepStrictEqual',
}

const imports: Readonly<Record<string, string>> = {
  unicodeLength: `import { unicodeLength } from '#platform/stream/typed-events.ts'`,
  isDeepStrictEqual: `import { isDeepStrictEqual } from 'node:util'`,
}

/** Ajv's standalone code contains `require` even as an ES module. Replaces each with an import. */
const withoutRequire = (code: string): string => {
  let body = code.replace(/^"use strict";/, '')
  const used: string[] = []
  for (const [required, name] of Object.entries(replacements)) {
    if (body.includes(required)) used.push(name)
    body = body.replaceAll(required, name)
  }
  const left = /require\([^)]*\)[\w.[\]"]*/.exec(body)
  if (left)
    throw new Error(`no replacement for ${left[0]}: add one to \`replacements\` in generators/asyncapi/validators.ts`)
  return `${used.map((name) => imports[name]).join('\n')}\n${body}`
}

/** An ES module that exports one validator for each schema, under the schema's key. */
export const renderValidators = (schemas: Readonly<Record<string, Schema>>): string => {
  const ajv = new Ajv({ strict: true, allErrors: false, code: { source: true, esm: true } })
  addFormats.default(ajv)
  ajv.addFormat('uuid', uuidForm) // as strict as the services' own checks
  const ids = Object.fromEntries(Object.keys(schemas).map((name) => [name, `#${name}`]))
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(cleaned(schema) as object, `#${name}`)
  return withoutRequire(standaloneCode.default(ajv, ids))
}
