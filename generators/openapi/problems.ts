import { dirname, join, relative } from 'node:path'
import { problemType } from '#platform/http/problem.ts'
import { type JsonSchema, key, typeOf } from '../shared/json-schema-type.ts'
import { inline, readYaml } from '../shared/references.ts'
import { placeOf, SpecError } from '../shared/spec-error.ts'

type Entry = { status: number; title: string; description?: string; effect?: string }

/** All problems by slug, and the schemas of those with own members. */
export type ProblemList = {
  readonly source: string
  readonly entries: Readonly<Record<string, Entry>>
  /** The schema of all problems without own members. */
  readonly shared: JsonSchema
  readonly own: ReadonlyMap<string, JsonSchema>
}

const checkEntry = (source: string, slug: string, entry: Entry): void => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) throw new SpecError(placeOf(source, [slug]), `${slug} must be kebab-case`)
  if (!Number.isInteger(entry.status) || entry.status < 400 || entry.status > 599)
    throw new SpecError(placeOf(source, [slug, 'status']), `${slug}: status must be between 400 and 599`)
  if (typeof entry.title !== 'string') throw new SpecError(placeOf(source, [slug]), `${slug}: title is missing`)
}

/** The slug of the problem that a schema is for; undefined if it is for several. */
export const slugOfSchema = ({ properties = {} }: JsonSchema): string | undefined => {
  const type = properties.type?.const
  return typeof type === 'string' && type.startsWith(problemType('')) ? type.slice(problemType('').length) : undefined
}

const checkOwn = (
  schemas: string,
  name: string,
  slug: string,
  { schema, entry }: { schema: JsonSchema; entry: Entry | undefined },
): void => {
  if (entry === undefined)
    throw new SpecError(
      placeOf(schemas, [name]),
      `${name} is for the problem ${slug}, which does not exist in problems.yaml`,
    )
  if (schema.properties?.status?.const !== entry.status)
    throw new SpecError(
      placeOf(schemas, [name, 'properties']),
      `${name}: status must be the constant ${entry.status}, as in problems.yaml`,
    )
}

/**
 * Reads a list of problems, and the schemas in `problem.yaml` next to it. `Problem` is the schema of all problems without
 * own members. @throws SpecError
 */
export const readProblems = async (source: string): Promise<ProblemList> => {
  const entries = (await readYaml(source)) as Record<string, Entry>
  for (const [slug, entry] of Object.entries(entries)) checkEntry(source, slug, entry)
  const file = join(dirname(source), 'problem.yaml')
  const schemas = (await inline(file, await readYaml(file))) as Record<string, JsonSchema>
  const own = new Map<string, JsonSchema>()
  for (const [name, schema] of Object.entries(schemas)) {
    const slug = slugOfSchema(schema)
    if (slug === undefined) continue
    checkOwn(file, name, slug, { schema, entry: entries[slug] })
    own.set(slug, schema)
  }
  if (!schemas.Problem)
    throw new SpecError(file, 'the schema Problem is missing; add it for the problems without own members')
  return { source, entries, shared: schemas.Problem, own }
}

const standard = new Set(['type', 'title', 'status', 'detail', 'instance'])

/** The type of a schema's members beyond those of RFC 9457. */
const membersOf = (schema: JsonSchema): string => {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !standard.has(name))
  return typeOf({ ...schema, properties: Object.fromEntries(properties) })
}

/** Renders problems.ts: slug → status and title, and the type of each problem's body. */
export const renderProblems = ({ source, entries, shared, own }: ProblemList): string => {
  const members = Object.entries(entries).map(
    ([slug, { status, title, description }]) =>
      `${description === undefined ? '' : `/** ${description.trim()} */\n`}'${slug}': { status: ${status}, title: ${JSON.stringify(title)} },`,
  )
  const ownMembers = [...own].map(([slug, schema]) => `${key(slug)}: ${membersOf(schema)}`)
  return `// Generated from ${relative(process.cwd(), source)} by generators/openapi/problems.ts. Do not edit.

/** Every problem that a service may return, by the slug at the end of its type. */
export const problems = {
${members.join('\n')}
} as const

/** The end of a problem's \`type\`: its name in the specifications. */
export type ProblemSlug = keyof typeof problems

/** The members of some problems beyond RFC 9457. */
type OwnMembers = {
${ownMembers.join('\n')}
}

/** The members of all other problems beyond RFC 9457. */
type SharedMembers = ${membersOf(shared)}

/** The bodies of the problems with these slugs, a union by \`type\` (RFC 9457). */
export type ProblemOf<Slug extends ProblemSlug> = {
  [S in Slug]: {
    type: \`${problemType('$')}{S}\`
    title: string
    status: (typeof problems)[S]['status']
    detail?: string
    instance?: string
  } & (S extends keyof OwnMembers ? OwnMembers[S] : SharedMembers)
}[Slug]
`
}
