import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { parse } from 'yaml'
import { placeOf, SpecError } from '../shared/spec-error.ts'

type Entry = { status: number; title: string; description?: string; effect?: string }

/** Renders problems.ts: slug → status and title. */
export const renderProblems = (source: string): string => {
  const entries = parse(readFileSync(source, 'utf8')) as Record<string, Entry>
  for (const [slug, entry] of Object.entries(entries)) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
      throw new SpecError(placeOf(source, [slug]), `${slug} must be kebab-case`)
    if (!Number.isInteger(entry.status) || entry.status < 400 || entry.status > 599)
      throw new SpecError(placeOf(source, [slug, 'status']), `${slug}: status must be between 400 and 599`)
    if (typeof entry.title !== 'string') throw new SpecError(placeOf(source, [slug]), `${slug}: title is missing`)
  }
  const members = Object.entries(entries).map(
    ([slug, { status, title, description }]) =>
      `${description === undefined ? '' : `/** ${description.trim()} */\n`}'${slug}': { status: ${status}, title: ${JSON.stringify(title)} },`,
  )
  return `// Generated from ${relative(process.cwd(), source)} by generators/openapi/problems.ts. Do not edit.

/** Every problem that a service may return, by the slug at the end of its type. */
export const problems = {
${members.join('\n')}
} as const
`
}
