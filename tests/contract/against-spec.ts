import { compileSchema, type JsonSchema } from '#platform/http/validation.ts'
import { type Contracts, type EventContract, operationFinder, type ServiceContract } from './contracts.ts'
import type { HttpInteraction, HttpRequest, Interaction, MessageInteraction, Pact } from './pact.ts'

// A consumer may expect less than a specification promises, but nothing else.

/** A consumer's name at the gateway. */
export const callerOf = (consumer: string): string =>
  /^(stock-|order-|cqrs-)/.test(consumer) ? `worker-${consumer}` : `service-${consumer}`

/** A schema for parts of a value: nothing is required, and no undeclared member is allowed. */
const partial = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(partial)
  if (typeof value !== 'object' || value === null) return value
  const { required: _, oneOf, ...schema } = value as JsonSchema
  const open = Object.fromEntries(Object.entries(schema).map(([keyword, member]) => [keyword, partial(member)]))
  return {
    ...open,
    ...(oneOf === undefined ? {} : { anyOf: partial(oneOf) }),
    ...('properties' in schema ? { additionalProperties: false } : {}),
  }
}

const headerOf = (headers: Record<string, string[]> | undefined, name: string): string | undefined =>
  Object.entries(headers ?? {})
    .find(([key]) => key.toLowerCase() === name)?.[1]
    .join(', ')

const mediaTypeOf = (headers: Record<string, string[]> | undefined): string =>
  headerOf(headers, 'content-type')?.split(';')[0] ?? ''

const flatQuery = ({ query = {} }: HttpRequest): Record<string, unknown> =>
  Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.join(',')]))

const headersOf = ({ headers = {} }: HttpRequest): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.join(', ')]))

const requestFindings = (request: HttpRequest, contract: ServiceContract): string[] => {
  const found = operationFinder(contract)(request.method, request.path)
  if (!found) return [`no operation has ${request.method} ${request.path}`]
  const { operation, path, checks } = found
  const declared = Object.keys((operation.headers?.properties ?? {}) as object)
  const headers = headersOf(request)
  const extra = Object.keys(headers).filter((name) => name !== 'content-type' && !declared.includes(name))
  return [
    ...extra.map((name) => `header ${name} is not declared`),
    ...checks({ path, query: flatQuery(request), headers, body: request.body?.content }),
  ]
}

const responseFindings = ({ request, response }: HttpInteraction, contract: ServiceContract): string[] => {
  const operation = operationFinder(contract)(request.method, request.path)?.operation
  if (!operation) return []
  const types = contract.responses[operation.operationId]?.[response.status]
  if (!types) return [`${operation.operationId} never answers ${response.status}`]
  const type = mediaTypeOf(response.headers)
  const schema = types[type]
  if (!schema) return [`${operation.operationId} never answers ${response.status} as ${type || 'nothing'}`]
  const problem = compileSchema(partial(schema) as JsonSchema)(response.body?.content)
  return problem === undefined ? [] : [`answer ${response.status}: ${problem}`]
}

const httpFindings = (consumer: string, interaction: HttpInteraction, contract: ServiceContract): string[] => {
  const { method, path } = interaction.request
  const callers = operationFinder(contract)(method, path)?.operation.callers
  const refused = callers !== undefined && !callers.includes(callerOf(consumer))
  return [
    ...(refused ? [`${callerOf(consumer)} may not call ${method} ${path}`] : []),
    ...requestFindings(interaction.request, contract),
    ...responseFindings(interaction, contract),
  ]
}

const messageFindings = (
  { consumer, provider }: Pact,
  { metadata, contents }: MessageInteraction,
  events: EventContract,
): string[] => {
  const type = String(metadata.type)
  const definition = Object.hasOwn(events.definitions, type) ? events.definitions[type] : undefined
  if (!definition) return [`there is no event ${type}`]
  return [
    ...(events.sends(provider.name, type) ? [] : [`${provider.name} does not send ${type}`]),
    ...(events.receives(consumer.name, type) ? [] : [`${consumer.name} does not receive ${type}`]),
    ...(metadata.stream === events.stream ? [] : [`there is no channel ${metadata.stream}`]),
    ...(metadata.version === String(definition.version) ? [] : [`version ${metadata.version} is not the current one`]),
    ...(definition.validate(contents.content) ? [] : [`payload: ${JSON.stringify(definition.validate.errors)}`]),
  ]
}

/** What an interaction of a pact expects although the provider's contracts don't allow it. */
export const findingsOf = (pact: Pact, interaction: Interaction, { service, events }: Contracts): string[] => {
  if (interaction.type === 'Asynchronous/Messages') return messageFindings(pact, interaction, events)
  return service
    ? httpFindings(pact.consumer.name, interaction, service)
    : [`${pact.provider.name} has no specification`]
}

/** The expectations of a pact that the specifications don't allow, each with its interaction. */
export const againstSpec = (pact: Pact, contracts: Contracts): string[] =>
  pact.interactions.flatMap((interaction) =>
    findingsOf(pact, interaction, contracts).map((finding) => `${interaction.description}: ${finding}`),
  )
