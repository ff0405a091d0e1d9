import { documents, members, type Node, resolved } from '../../../specs/documents.ts'

/** Who may use an operation, read directly from its specification: nothing here comes from generated code. */
export type Rule = {
  service: string
  operationId: string
  method: string
  path: string
  hasBody: boolean
  /** No service implements it yet: the gateway has no such route. */
  planned: boolean
  /** Gateway consumers; undefined: any. */
  callers: readonly string[] | undefined
  /**
   * The alternatives of its security: a role with the consumers through which its token is valid, or no token at all.
   */
  alternatives: readonly ('none' | { role: Role; through: readonly string[] | undefined })[]
  /** Path parameter that must be the subject of a customer's token. */
  owner: string | undefined
}
export type Role = 'client' | 'staff'
/** The token of a request: none, an invalid one, or one of a role; `owns` if the path names its subject. */
export type Token = { name: string; kind: 'none' | 'invalid' } | { name: string; kind: Role; owns: boolean }

const roles: Readonly<Record<string, Role>> = { customerToken: 'client', staffToken: 'staff' }
const methods = new Set(['get', 'put', 'post', 'delete', 'patch'])

const alternativesOf = (file: string, document: Node, operation: Node): Rule['alternatives'] => {
  const listed = (operation.security ?? document.security ?? []) as Record<string, unknown>[]
  const components = document.components as { securitySchemes: Record<string, unknown> }
  return listed.map((schemes) => {
    const scheme = Object.keys(schemes).find((name) => roles[name] !== undefined)
    const role = roles[scheme ?? '']
    if (scheme === undefined || role === undefined) return 'none'
    const through = resolved(file, components.securitySchemes[scheme])['x-callers'] as string[] | undefined
    return { role, through }
  })
}

/** The rules of every operation of every OpenAPI document. */
export const rules: readonly Rule[] = [...documents]
  .filter(([file]) => file.startsWith('openapi/'))
  .flatMap(([file, document]) =>
    members(document.paths).flatMap(([path, item]) =>
      members(item)
        .filter(([method]) => methods.has(method))
        .map(([method, operation]) => ({
          service: file.slice('openapi/'.length, -'.yaml'.length),
          operationId: String(operation.operationId),
          method: method.toUpperCase(),
          path,
          hasBody: operation.requestBody !== undefined,
          planned: document['x-status'] === 'planned',
          callers: operation['x-callers'] as string[] | undefined,
          alternatives: alternativesOf(file, document, operation),
          owner: operation['x-owner'] as string | undefined,
        })),
    ),
  )

/** The status that an unauthorised caller must get, or `allowed`. `consumer` is undefined for an unknown key. */
export const expected = (rule: Rule, consumer: string | undefined, token: Token): 401 | 403 | 404 | 'allowed' => {
  if (rule.planned) return 404
  if (consumer === undefined) return 401
  if (rule.callers !== undefined && !rule.callers.includes(consumer)) return 403
  const tokens = rule.alternatives.filter((alternative) => alternative !== 'none')
  if (tokens.length === 0) return 'allowed'
  if (token.kind === 'invalid') return 401
  if (token.kind === 'none') return tokens.length < rule.alternatives.length ? 'allowed' : 401
  const own = tokens.find(({ role }) => role === token.kind)
  if (own === undefined) return 403
  // If an operation names its callers, they take precedence over those of the token.
  if (rule.callers === undefined && own.through !== undefined && !own.through.includes(consumer)) return 403
  return rule.owner !== undefined && token.kind === 'client' && !token.owns ? 404 : 'allowed'
}
