import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { HandlerRequest, ServerOperation } from '#platform/http/route.ts'
import { compileCheck, RequestRefused } from '#platform/http/validation.ts'
import type { EventDefinition } from '#platform/stream/typed-events.ts'

/** The promises of a service's OpenAPI document, as generated. */
export type ServiceContract = {
  service: string
  operations: Readonly<Record<string, ServerOperation>>
  responses: ResponseTable
}

/** The promises of the AsyncAPI document about events. */
export type EventContract = {
  stream: string
  definitions: Readonly<Record<string, EventDefinition>>
  sends: (application: string, type: string) => boolean
  receives: (application: string, type: string) => boolean
}

export type Contracts = { service: ServiceContract | undefined; events: EventContract }

export const projectRoot = join(import.meta.dirname, '../..')

/** Every service that has an OpenAPI document. */
export const serviceNames = (root: string = projectRoot): string[] =>
  readdirSync(join(root, 'generated')).filter((name) => existsSync(join(root, 'generated', name, 'responses.ts')))

export const readService = async (service: string, root: string = projectRoot): Promise<ServiceContract> => {
  const { operations } = await import(join(root, 'generated', service, 'schemas.ts'))
  const { responses } = await import(join(root, 'generated', service, 'responses.ts'))
  return { service, operations, responses }
}

type AsyncOperation = { action: string; messages?: { $ref: string }[]; 'x-application': string }

export const readEvents = async (root: string = projectRoot): Promise<EventContract> => {
  const { stream, definitions } = await import(join(root, 'generated/events/events.ts'))
  const document = parse(readFileSync(join(root, 'specs/asyncapi/checkout.yaml'), 'utf8'))
  const operations: AsyncOperation[] = Object.values(document.operations)
  const does = (action: string) => (application: string, type: string) =>
    operations.some(
      (operation) =>
        operation.action === action &&
        operation['x-application'] === application &&
        (operation.messages ?? [{ $ref: type }]).some(({ $ref }) => $ref.split('/').at(-1) === type),
    )
  return { stream, definitions, sends: does('send'), receives: does('receive') }
}

/** The contracts of a provider, in this project or in another folder. */
export const readContracts = async (provider: string, root: string = projectRoot): Promise<Contracts> => ({
  service: serviceNames(root).includes(provider) ? await readService(provider, root) : undefined,
  events: await readEvents(root),
})

type Found = {
  operation: ServerOperation
  path: Record<string, string>
  /** The parts of a request that break the operation's rules. */
  checks: (request: HandlerRequest) => string[]
}

const matches = ({ url }: ServerOperation, path: string): Record<string, string> | undefined => {
  const pattern = url.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
  const match = new RegExp(`^${pattern}$`).exec(path)
  return match ? { ...match.groups } : undefined
}

const check = (operation: ServerOperation, request: HandlerRequest): string[] =>
  (['path', 'query', 'header', 'body'] as const).flatMap((part) => {
    const key = part === 'header' ? 'headers' : part
    const schema = operation[key]
    const value = request[key]
    if (schema === undefined)
      return value === undefined || Object.keys(value as object).length === 0
        ? []
        : part === 'header'
          ? []
          : [`it has no ${part}`]
    try {
      compileCheck(part, schema)(part === 'header' ? { ...(value as object) } : value)
      return []
    } catch (error) {
      if (error instanceof RequestRefused) return [error.message]
      throw error
    }
  })

/** Finds the operation of a method and path; of several matches, the one with the fewest parameters. */
export const operationFinder =
  ({ operations }: ServiceContract) =>
  (method: string, path: string): Found | undefined => {
    const found = Object.values(operations).flatMap((operation) => {
      const parameters = operation.method === method ? matches(operation, path) : undefined
      return parameters
        ? [{ operation, path: parameters, checks: (request: HandlerRequest) => check(operation, request) }]
        : []
    })
    return found.sort((a, b) => Object.keys(a.path).length - Object.keys(b.path).length)[0]
  }
