import type { Role } from '#generated/roles.ts'
import type { ServerOperation } from '#platform/http/route.ts'
import { documents, members, type Node, resolved } from '../../specs/documents.ts'

/** A valid request, built from the examples of its own specification. */
export type ExampleRequest = {
  operation: ServerOperation
  path: Record<string, string>
  query: Record<string, string>
  headers: Record<string, string>
  body: unknown
}

const text = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value))

const bodyOf = (file: string, operation: Node): unknown => {
  const content = resolved(file, operation.requestBody).content
  const media = resolved(file, (content as Node | undefined)?.['application/json'])
  const [named] = members(media.examples)
  return media.example ?? (named ? resolved(file, named[1]).value : undefined)
}

const operationNode = (file: string, operationId: string): Node => {
  for (const [, item] of members(documents.get(file)?.paths))
    for (const [, operation] of members(item)) if (operation.operationId === operationId) return operation
  throw new Error(`${file} has no operation ${operationId}`)
}

export const exampleRequest = (service: string, operation: ServerOperation): ExampleRequest => {
  const file = `openapi/${service}.yaml`
  const node = operationNode(file, operation.operationId)
  const parameters = ((node.parameters ?? []) as Node[]).map((parameter) => resolved(file, parameter))
  const values = (where: string, isWanted: (parameter: Node) => boolean = () => true): Record<string, string> =>
    Object.fromEntries(
      parameters
        .filter((parameter) => parameter.in === where && isWanted(parameter))
        .map(({ name, example }) => [String(name), text(example)]),
    )
  return {
    operation,
    path: values('path'),
    query: values('query', ({ required }) => required === true),
    headers: values('header', ({ required }) => required === true),
    body: bodyOf(file, node),
  }
}

/** The URL of a request. */
export const urlOf = ({ operation, path, query }: ExampleRequest): string => {
  const filled = operation.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))
  const pairs = new URLSearchParams(query).toString()
  return pairs === '' ? filled : `${filled}?${pairs}`
}

/** The role and subject whose token the operation accepts: the owner in the path, or the client in the body. */
export const subjectOf = ({ operation, path, body }: ExampleRequest): { role: Role; id: string } | undefined => {
  const [role] = (operation.roles ?? []) as readonly Role[]
  const client = (body as { client_id?: string } | undefined)?.client_id ?? 'someone'
  return role === undefined ? undefined : { role, id: operation.owner ? (path[operation.owner] ?? '') : client }
}

/** A caller that may use the operation with the token of `subjectOf`. */
export const callerFor = ({ callers, roles = [], roleCallers = {} }: ServerOperation): string => {
  const [through] = (roles[0] && roleCallers[roles[0]]) ?? []
  return (callers?.[0] ?? through ?? 'application-boutique').replace('*', 'one')
}

/** Another id of the same format. */
export const otherId = (id: string): string =>
  /^\d+$/.test(id) ? '77' : id.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))

/** The same body with one number or the end of one text changed; undefined: there is nothing that can be. */
export const changedBody = (value: unknown): unknown => {
  if (typeof value === 'number') return value + 1
  if (Array.isArray(value)) return value.length === 0 ? undefined : replaceFirst(value)
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, member] of Object.entries(value)) {
    const changed = changedBody(member)
    if (changed !== undefined) return { ...value, [name]: changed }
  }
  for (const [name, member] of Object.entries(value))
    if (typeof member === 'string') return { ...value, [name]: /id$/.test(name) ? otherId(member) : otherEnd(member) }
  return undefined
}

/** Another last character in the same case, because patterns may allow only one. */
const otherEnd = (text: string): string =>
  text.replace(/[a-z]$/, (end) => (end === 'x' ? 'y' : 'x')).replace(/[^a-z]$/, (end) => (end === 'X' ? 'Y' : 'X'))

const replaceFirst = (values: unknown[]): unknown => {
  const changed = changedBody(values[0])
  return changed === undefined ? undefined : [changed, ...values.slice(1)]
}
