import { operationsOf, type Specification } from './document.ts'
import { rolesOfScheme, tokenRuleOf } from './roles.ts'

/** What a role may do with an operation. `own`: only with data of the token's subject. */
type Access = 'all' | 'own' | 'none'

type Row = {
  readonly service: string
  readonly operationId: string
  readonly method: string
  readonly path: string
  /** What each role may do; undefined: the operation ignores tokens. */
  readonly access: Readonly<Record<string, Access>> | undefined
  readonly isTokenOptional: boolean
  /** The applications and services that may call; undefined: any with a key. */
  readonly callers: readonly string[] | undefined
  /** The callers that tokens of some roles are limited to. */
  readonly callersByRole: Readonly<Record<string, readonly string[]>>
}

export type AccessTable = { readonly roles: readonly string[]; readonly rows: readonly Row[] }

const rolesOf = (specifications: readonly Specification[]): string[] => {
  const bySchemes = specifications.flatMap((specification) =>
    Object.keys(specification.document.components.securitySchemes ?? {}).map(
      (name) => [name, rolesOfScheme(specification, name)] as const,
    ),
  )
  return [...new Set(bySchemes.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, roles]) => roles))]
}

/** Which role may use which operation, of all services. */
export const accessTable = (specifications: readonly Specification[]): AccessTable => {
  const roles = rolesOf(specifications)
  const rows = specifications.flatMap((specification) =>
    operationsOf(specification.document).map((located): Row => {
      const rule = tokenRuleOf(specification, located)
      const accessOf = (role: string): Access => {
        if (!rule.roles.includes(role)) return 'none'
        return rule.owners.includes(role) ? 'own' : 'all'
      }
      return {
        service: specification.service,
        operationId: located.operation.operationId,
        method: located.method.toUpperCase(),
        path: located.path,
        access: rule.roles.length === 0 ? undefined : Object.fromEntries(roles.map((role) => [role, accessOf(role)])),
        isTokenOptional: rule.isOptional,
        callers: located.operation['x-callers'] as readonly string[] | undefined,
        callersByRole: rule.callersByRole,
      }
    }),
  )
  return { roles, rows }
}

const source = 'Generated from specs/openapi by generators/openapi/access-table.ts. Do not edit.'

/** Renders roles.ts: the roles, and which role may use which operation. */
export const renderRoles = ({ roles, rows }: AccessTable): string => {
  const withTokens = rows.flatMap(({ operationId, access }) =>
    access === undefined ? [] : [`${operationId}: ${JSON.stringify(access)},`],
  )
  return `// ${source}

/** Every role that a token can have. */
export const roles = ${JSON.stringify(roles)} as const
export type Role = (typeof roles)[number]

/** What a role may do with an operation. \`own\`: only with data of the token's subject. */
export type Access = 'all' | 'own' | 'none'

/** Each operation that takes a token, by operationId. All others ignore tokens. */
export const accessOf: Readonly<Record<string, Readonly<Record<Role, Access>>>> = {
${withTokens.join('\n')}
}
`
}

const words: Readonly<Record<Access, string>> = { all: 'yes', own: 'own', none: '–' }

const code = (name: string): string => `\`${name}\``

/** Whose keys are accepted, and with which roles where that differs. */
const throughOf = ({ access = {}, callers, callersByRole }: Row): string => {
  if (callers !== undefined) return callers.map(code).join(', ')
  const accepted = Object.keys(access).filter((role) => access[role] !== 'none')
  const groups = [...Map.groupBy(accepted, (role) => callersByRole[role]?.map(code).join(', ') ?? 'any key')]
  if (groups.length > 1) return groups.map(([names, roles]) => `${names} (${roles.map(code).join(', ')})`).join('; ')
  return groups[0]?.[0] ?? 'any key'
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Renders roles.md: the same table for readers, with the callers of each operation. */
export const renderAccess = ({ roles, rows }: AccessTable): string => {
  const heads = ['operation', 'request', ...roles.map(code), 'no token', 'through']
  const cellsOf = (row: Row): string[] => {
    const { operationId, method, path, access, isTokenOptional } = row
    return [
      operationId,
      code(`${method} ${path}`),
      ...roles.map((role) => (access === undefined ? '' : words[access[role] ?? 'none'])),
      access === undefined || isTokenOptional ? 'yes' : '–',
      throughOf(row),
    ]
  }
  const sections = [...Map.groupBy(rows, ({ service }) => service)].map(([service, own]) =>
    [`## ${service}`, '', line(heads), line(heads.map(() => '---')), ...own.map((row) => line(cellsOf(row)))].join(
      '\n',
    ),
  )
  return `<!-- ${source} -->

# Who may do what

*yes*: a token of this role is accepted. *own*: only data of the person in the token; anyone else's is 404. *–*: 403, or 401 without a token.
Empty: the operation ignores tokens. Every request also needs an API key; *through* lists the applications and services whose keys are accepted.

${sections.join('\n\n')}
`
}
