import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'
import addFormats from 'ajv-formats'
import type { Schema } from './typescript.ts'

/** Keys that say nothing to a validator, or that Ajv in strict mode refuses. */
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

/** Ajv's standalone code prints `require` also for ESM: each becomes an import of the CommonJS module. */
const requireToImport = (code: string): string => {
  const modules: string[] = []
  const body = code.replaceAll(/require\("([^"]+)"\)/g, (_, name: string) => {
    if (!modules.includes(name)) modules.push(name)
    return `module${modules.indexOf(name)}`
  })
  const imports = modules.map((name, i) => `import module${i} from '${name.endsWith('.js') ? name : `${name}.js`}'`)
  return `${imports.join('\n')}\n${body.replace(/^"use strict";/, '')}`
}

/** The code of one validator for each schema, exported under the schema's key; an ES module without `require`. */
export const renderValidators = (schemas: Readonly<Record<string, Schema>>): string => {
  const ajv = new Ajv({ strict: true, allErrors: false, code: { source: true, esm: true } })
  addFormats.default(ajv)
  const ids = Object.fromEntries(Object.keys(schemas).map((name) => [name, `#${name}`]))
  for (const [name, schema] of Object.entries(schemas)) ajv.addSchema(cleaned(schema) as object, `#${name}`)
  return requireToImport(standaloneCode.default(ajv, ids))
}
