import { createHash } from 'node:crypto'
import type { Change } from './core/change.ts'
import { reportLeftovers } from './core/leftovers.ts'
import { canonical, nodeOf } from './core/located.ts'
import { type Finding, startWalk, type Walk } from './core/walk.ts'
import { compareEvents, messagesIn } from './events/document.ts'
import { type CallersOf, compareHttp, operationsIn } from './http/document.ts'
import { compareProcess, stepsIn } from './process/document.ts'

type Family = {
  /** The plural noun for what the document defines. */
  readonly promises: string
  readonly count: (root: unknown) => number
  readonly compare: (walk: Walk, callersOf: CallersOf) => void
}

const families: Readonly<Record<string, Family>> = {
  openapi: { promises: 'operations', count: operationsIn, compare: compareHttp },
  asyncapi: { promises: 'messages', count: messagesIn, compare: compareEvents },
  arazzo: { promises: 'steps', count: stepsIn, compare: compareProcess },
}

/** The kind of a document, by its version member; undefined for other files. */
export const familyOf = (root: unknown): string | undefined =>
  Object.keys(families).find((name) => Object.hasOwn(nodeOf(root), name))

/** How much a document defines: `14 operations`. */
export const promisesOf = (root: unknown): { readonly count: number; readonly what: string } => {
  const family = families[familyOf(root) ?? '']
  return { count: family?.count(root) ?? 0, what: family?.promises ?? 'promises' }
}

const general = (kind: Finding['kind'], rule: string, text: string): Finding => ({
  kind,
  rule,
  place: '/',
  text,
  affected: [],
})

/** Every difference between two bundled versions of a document. */
export const differencesOf = (old: unknown, now: unknown, callersOf: CallersOf = () => []): Finding[] => {
  const findings: Finding[] = []
  const [before, after] = [familyOf(old), familyOf(now)]
  const family = families[before ?? '']
  if (family === undefined || before !== after) {
    const text = `${before ?? 'no known kind of document'} → ${after ?? 'no known kind of document'}`
    const unseen = general('unknown', 'nothing-to-compare', `${text}: the contents were not compared`)
    return before === undefined ? [unseen] : [general('breaking', 'document-kind-changed', text), unseen]
  }
  if (family.count(old) === 0)
    findings.push(general('unknown', 'nothing-to-compare', `the released document has no ${family.promises}`))
  const walk = startWalk({ old, now }, (finding) => findings.push(finding))
  family.compare(walk, callersOf)
  reportLeftovers(walk)
  const seen = new Set<string>()
  return findings.filter(({ kind, rule, place, text }) => {
    const key = canonical([kind, rule, place, text])
    return !seen.has(key) && seen.add(key)
  })
}

/** Identifies this difference of this document. */
export const keyOf = (document: string, { rule, place, text, old, now }: Finding): string =>
  // Without the letter, YAML would read a key made of digits as a number.
  `d${createHash('sha256')
    .update(
      canonical([document, rule, place, ...(old || now ? [canonical(old?.value), canonical(now?.value)] : [text])]),
    )
    .digest('hex')
    .slice(0, 12)}`

export type Places = Pick<Change, 'released' | 'now'>

export const changeOf = (document: string, finding: Finding, places: Places): Change => ({
  kind: finding.kind,
  rule: finding.rule,
  place: finding.place,
  text: finding.text,
  affected: finding.affected,
  key: keyOf(document, finding),
  ...places,
})
