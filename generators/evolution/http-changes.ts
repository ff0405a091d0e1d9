import { type Change, type Node, nodeOf, textsOf } from './change.ts'
import type { HttpFinding } from './oasdiff.ts'

/** Who calls an operation, beside those that it names itself. */
export type CallersOf = (method: string, path: string) => readonly string[]

/** Said by the command itself. */
const unsaid = new Set(['api-version-not-bumped'])
/** oasdiff can't compare patterns; what an answer matches is read by nobody. */
const harmless = new Set(['response-property-pattern-changed'])

const kinds = { 3: 'breaking', 2: 'breaking', 1: 'compatible' } as const

/** What changed in an API, as oasdiff found it, with the applications that call the operation. */
export const httpChanges = (old: Node, findings: readonly HttpFinding[], callersOf: CallersOf): Change[] =>
  findings
    .filter(({ id }) => !unsaid.has(id))
    .map(({ id, text, level, operation = '', path = '' }) => {
      const named = textsOf(nodeOf(nodeOf(nodeOf(old.paths)[path])[operation.toLowerCase()])['x-callers'])
      const affected = [...new Set([...named, ...callersOf(operation, path)])].sort()
      return {
        kind: harmless.has(id) ? 'compatible' : kinds[level],
        rule: id,
        place: `${operation} ${path}`.trim(),
        text,
        affected,
      }
    })
