import type { Schema } from '../openapi/document.ts'
import { escapeHtml, prose, table } from './html.ts'

const nameOf = (ref: string): string => ref.split('/').at(-1) ?? ref

/** The anchor of a named schema on its page. */
export const schemaId = (name: string): string => `schema-${name}`

const link = (name: string): string => `<a href="#${schemaId(name)}">${escapeHtml(name)}</a>`

/** Whether a schema gets a section of its own. Plain values are described where they are used. */
const isOwn = (schema: Schema | undefined): boolean =>
  schema !== undefined && (schema.type === 'object' || schema.enum !== undefined)

type Schemas = Readonly<Record<string, Schema>>

const resolve = (schema: Schema, schemas: Schemas): Schema =>
  typeof schema.$ref === 'string' ? { ...schemas[nameOf(schema.$ref)], ...schema, $ref: schema.$ref } : schema

/** A type in words, with links to named schemas: `array of Book`. */
export const typeText = (given: Schema, schemas: Schemas): string => {
  const schema = resolve(given, schemas)
  const name = typeof given.$ref === 'string' ? nameOf(given.$ref) : (schema.title as string | undefined)
  if (name !== undefined && schemas[name] !== undefined && isOwn(schemas[name])) return link(name)
  if (schema.type === 'array') return `array of ${typeText((schema.items ?? {}) as Schema, schemas)}`
  if (Array.isArray(schema.enum)) return schema.enum.map((one) => `<code>${escapeHtml(one)}</code>`).join(' | ')
  if ('const' in schema) return `<code>${escapeHtml(schema.const)}</code>`
  const choices = (schema.oneOf ?? schema.anyOf) as Schema[] | undefined
  if (choices !== undefined) return choices.map((one) => typeText(one, schemas)).join(' | ')
  return escapeHtml([schema.type ?? 'any'].flat().join(' | '))
}

const bounds: readonly [keyword: string, text: (value: unknown) => string][] = [
  ['format', (value) => String(value)],
  ['minimum', (value) => `≥ ${value}`],
  ['maximum', (value) => `≤ ${value}`],
  ['minLength', (value) => `≥ ${value} characters`],
  ['maxLength', (value) => `≤ ${value} characters`],
  ['minItems', (value) => `≥ ${value} elements`],
  ['maxItems', (value) => `≤ ${value} elements`],
  ['default', (value) => `default ${JSON.stringify(value)}`],
]

/** The limits of a value, as one line of HTML. */
export const limitsText = (given: Schema, schemas: Schemas): string => {
  const schema = resolve(given, schemas)
  const limits = bounds.flatMap(([keyword, text]) => (keyword in schema ? [escapeHtml(text(schema[keyword]))] : []))
  const pattern = typeof schema.pattern === 'string' ? [`<code>${escapeHtml(schema.pattern)}</code>`] : []
  return [...limits, ...pattern].join(', ')
}

/** A table of the members of an object. */
export const membersTable = (given: Schema, schemas: Schemas, label: string): string => {
  const schema = resolve(given, schemas)
  const required = new Set((schema.required ?? []) as string[])
  const rows = Object.entries((schema.properties ?? {}) as Record<string, Schema>).map(([name, member]) => {
    const { description } = resolve(member, schemas)
    return [
      `<code>${escapeHtml(name)}</code>${required.has(name) ? '' : ' <small>optional</small>'}`,
      typeText(member, schemas),
      limitsText(member, schemas),
      prose(description as string | undefined),
    ]
  })
  return table(['Member', 'Type', 'Limits', 'Meaning'], rows, label)
}

/** A section for every named object and enumeration. */
export const schemasSection = (schemas: Schemas): string => {
  const own = Object.entries(schemas).filter(([, schema]) => isOwn(schema))
  const sections = own
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => {
      const values = Array.isArray(schema.enum)
        ? `<p>One of ${schema.enum.map((one) => `<code>${escapeHtml(one)}</code>`).join(', ')}.</p>`
        : membersTable(schema, schemas, `Members of ${name}`)
      return `<section class="schema" id="${schemaId(name)}"><h3>${escapeHtml(name)}</h3><p>${prose(
        schema.description as string | undefined,
      )}</p>${values}</section>`
    })
  return sections.length === 0 ? '' : `<h2 id="schemas">Schemas</h2>${sections.join('\n')}`
}
