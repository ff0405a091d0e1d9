import { readFileSync, writeFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import type { Role } from '#generated/roles.ts'

type Parameter = { name: string; in: string; required?: boolean; example?: unknown }
type Reference = { $ref: string }
type Operation = {
  label: string
  operationId: string
  'x-callers'?: string[]
  'x-owner'?: string
  'x-roles'?: Role[]
  parameters?: (Parameter | Reference)[]
  responses: Record<string, { content?: Record<string, object> }>
}
type Document = {
  paths: Record<string, Record<string, unknown>>
  components?: { parameters?: Record<string, Parameter> }
}

/** The callers that send the requests, and the data that exist. */
export type Callers = {
  /** The gateway. */
  url: string
  /** The key of a consumer of the gateway. */
  key: (consumer: string) => string
  tokens: Readonly<Record<Role, string>>
  /** Existing ids, by operation and path parameter. */
  known: Readonly<Record<string, Readonly<Record<string, string>>>>
  clientId: string
}

type Values = Readonly<Record<'path' | 'query' | 'headers', Readonly<Record<string, string | null>>>>

const methods = new Set(['get', 'post', 'put', 'patch', 'delete'])

/** Every operation, with its shared parameters resolved. */
const operationsOf = ({ paths, components }: Document): Operation[] => {
  const shared = (reference: string): Parameter => {
    const parameter = components?.parameters?.[reference.split('/').at(-1) ?? '']
    if (parameter === undefined) throw new Error(`${reference} leads nowhere`)
    return parameter
  }
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([method, value]) => {
      if (!methods.has(method)) return []
      const operation = value as Omit<Operation, 'label'>
      const parameters = (operation.parameters ?? []).map((one) => ('$ref' in one ? shared(one.$ref) : one))
      return [{ ...operation, parameters, label: `${method.toUpperCase()} ${path}` }]
    }),
  )
}

const takes = ({ parameters = [] }: Operation, place: string, name: string): boolean =>
  parameters.some((parameter) => 'name' in parameter && parameter.in === place && parameter.name === name)

const pathValues = (operation: Operation, { clientId, known }: Callers): Record<string, string> => ({
  ...(operation['x-owner'] === undefined ? {} : { [operation['x-owner']]: clientId }),
  ...known[operation.operationId],
})

const headersOf = (operation: Operation, callers: Callers): Record<string, string> => {
  const [role] = operation['x-roles'] ?? []
  const usual = operation['x-roles']?.some((one) => one !== 'client') ? 'administration' : 'boutique'
  const key = { 'X-API-Key': callers.key(operation['x-callers']?.[0] ?? `application-${usual}`) }
  return role === undefined ? key : { ...key, Authorization: `Bearer ${callers.tokens[role]}` }
}

/** The `curseur_suivant` of a list's first page, or null when the list has one page only. */
const cursorOf = async (operation: Operation, callers: Callers): Promise<string | null> => {
  const examples = (place: string) =>
    (operation.parameters ?? []).flatMap((parameter) =>
      'name' in parameter && parameter.in === place && parameter.required === true
        ? [[parameter.name, String(parameter.example)] as [string, string]]
        : [],
    )
  const values: Record<string, string> = { ...Object.fromEntries(examples('path')), ...pathValues(operation, callers) }
  const path = operation.label.replace(/^\S+ /, '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? name)
  const query = new URLSearchParams([...examples('query'), ['limite', '1']])
  const answer = await fetch(`${callers.url}${path}?${query}`, { headers: headersOf(operation, callers) })
  if (answer.status === 404) return null
  if (answer.status !== 200)
    throw new Error(`${operation.label} answered ${answer.status} for its first page: ${await answer.text()}`)
  return ((await answer.json()) as { curseur_suivant: string | null }).curseur_suivant
}

/** Values of an operation's parameters that can't be guessed, by place; null for a parameter without a valid value. */
const valuesOf = async (operation: Operation, callers: Callers): Promise<Values> => ({
  path: pathValues(operation, callers),
  // Cursors are opaque: only one from a page is valid.
  query: takes(operation, 'query', 'curseur') ? { curseur: await cursorOf(operation, callers) } : {},
  // Waits of up to 30 s each would take most of the run.
  headers: takes(operation, 'header', 'Prefer') ? { Prefer: 'wait=1' } : {},
})

/** A flat TOML table of texts; TOML's basic strings are JSON strings. */
const table = (values: Record<string, string>): string =>
  `{ ${Object.entries(values)
    .map(([name, value]) => `${JSON.stringify(name)} = ${JSON.stringify(value)}`)
    .join(', ')} }`

// 422 is declared wherever there is a key: a known checkout with other content is rejected with it.
const operationLines = (operation: Operation, callers: Callers): string[] => [
  '[[operations]]',
  `include-operation-id = ${JSON.stringify(operation.operationId)}`,
  `headers = ${table(headersOf(operation, callers))}`,
  ...(takes(operation, 'header', 'Idempotency-Key')
    ? [
        '[operations.checks.positive_data_acceptance]',
        'expected-statuses = ["2xx", 401, 403, 404, 409, 422, 429, "5xx"]',
      ]
    : []),
  // Each of two moments can be valid while their order or distance is not.
  ...(takes(operation, 'query', 'fin')
    ? ['[operations.checks.positive_data_acceptance]', 'expected-statuses = ["2xx", 400, 401, 403, 404, 429, "5xx"]']
    : []),
]

/** Before OpenAPI 3.2, events have no schema of their own; Schemathesis accepts the 3.2 keyword. */
const describeEvents = (operation: Operation): void => {
  for (const { content } of Object.values(operation.responses))
    if (content?.['text/event-stream'] !== undefined)
      content['text/event-stream'] = {
        itemSchema: { type: 'object', required: ['data'], properties: { data: { type: 'string' } } },
      }
}

/**
 * The gateway's answers before it knows an operation. Generated URLs and headers can be long enough to cause them;
 * specs/common/problems.yaml describes both once instead of per operation.
 */
const describeGateway = (operation: Operation): void => {
  const schema = { type: 'object', required: ['type', 'title', 'status'] }
  for (const status of ['414', '431'])
    operation.responses[status] ??= { content: { 'application/problem+json': { schema } } }
}

// Schemathesis' own list, plus requests longer than the gateway reads.
const refusals = [
  '[checks.negative_data_rejection]',
  'expected-statuses = [400, 401, 403, 404, 405, 406, 409, 414, 415, 422, 428, 429, 431, "5xx"]',
]

/**
 * Completes a bundled document for Schemathesis, and writes its configuration and the values for hooks.py beside it.
 */
export const writeConfiguration = async (
  files: { specification: string; configuration: string; values: string },
  callers: Callers,
): Promise<void> => {
  const document = parse(readFileSync(files.specification, 'utf8')) as Document
  const operations = operationsOf(document)
  operations.forEach(describeEvents)
  operations.forEach(describeGateway)
  writeFileSync(files.specification, stringify(document, { aliasDuplicateObjects: false }))
  const lines = refusals.concat(operations.flatMap((operation) => operationLines(operation, callers)))
  writeFileSync(files.configuration, `${lines.join('\n')}\n`, { mode: 0o600 })
  const values = operations.map(async (operation) => [operation.label, await valuesOf(operation, callers)])
  writeFileSync(files.values, JSON.stringify(Object.fromEntries(await Promise.all(values))))
}
