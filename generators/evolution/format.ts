import type { Change } from './core/change.ts'
import type { Comparison, Verdict } from './evolution.ts'
import { type Review, reviewedFile } from './reviewed.ts'

const marks = { breaking: '✗', unknown: '?', compatible: '+', documentation: '·' } as const

const headOf = ({ document, released, version, compared, changes, isBroken, isUnknown }: Comparison): string => {
  if (released === undefined) return `${document} ${version}: new, no release to compare it with`
  if (version === 'none') return `${document} ${released} → removed`
  if (changes.length === 0) {
    const raised = released === version ? version : `${released} → ${version}`
    return `${document} ${raised}: no differences (${compared})`
  }
  const major = /^\d+(?=\.)/.exec(released)?.[0]
  const right = major === undefined ? 'a new major version of the form 2.0.0' : `${Number(major) + 1}.0.0 or higher`
  const demands = [
    ...(isBroken ? [`breaking, so info.version must be ${right}`] : []),
    ...(isUnknown ? ['has differences that no rule covers'] : []),
  ]
  return `${document} ${released} → ${version} (${compared})${demands.length > 0 ? `: ${demands.join('; ')}` : ''}`
}

const lineOf = ({ kind, rule, place, text, affected, now, released, reviewed }: Change): string => {
  const who = affected.length > 0 ? `; affects ${affected.join(', ')}` : ''
  const where = now ?? released
  const why = reviewed === undefined ? '' : `; reviewed: ${reviewed}`
  return `  ${marks[kind]} ${kind}  ${rule}  ${place}: ${text}${who}${why}${where === undefined ? '' : `\n      at ${where}`}`
}

/** The entry to add to the file of reviews. */
const entryOf = (document: string, { key }: Change): string[] => [
  `      review it, then add to ${reviewedFile}:`,
  `        - { key: ${key}, document: ${document}, is: compatible, reason: … }`,
]

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

const linesOf = ({ document }: Comparison, changes: readonly Change[]): string[] =>
  changes.flatMap((change) => [lineOf(change), ...(change.kind === 'unknown' ? entryOf(document, change) : [])])

/** Changes of descriptions and examples are only counted. */
const documentationLine = ({ changes }: Comparison): string[] => {
  const count = changes.filter(({ kind }) => kind === 'documentation').length
  return count === 0 ? [] : [`  ${marks.documentation} documentation  ${plural(count, 'text')} changed`]
}

/** Formats every difference of one document and the applications that it affects. */
export const formatComparison = (comparison: Comparison): string => {
  const shown = comparison.changes.filter(({ kind }) => kind !== 'documentation')
  return [headOf(comparison), ...linesOf(comparison, shown), ...documentationLine(comparison)].join('\n')
}

/** A summary shows a difference that fails, or that a person has reviewed, in full. */
const isShown = ({ isBroken }: Comparison, { kind, reviewed }: Change): boolean =>
  kind === 'unknown' || (kind === 'breaking' && isBroken) || (kind !== 'documentation' && reviewed !== undefined)

/** What a summary only counts. */
const countedIn = (comparison: Comparison): Change[] =>
  comparison.changes.filter((change) => change.kind !== 'documentation' && !isShown(comparison, change))

const rulesMax = 3

/** `failure-changed (12), value-added (2) and 3 other rules`, the most frequent first. */
const rulesOf = (changes: readonly Change[]): string => {
  const counts = [...Map.groupBy(changes, ({ rule }) => rule)].map(([rule, of]) => ({ rule, count: of.length }))
  const sorted = counts.toSorted((one, other) => other.count - one.count || one.rule.localeCompare(other.rule))
  const named = sorted.slice(0, rulesMax).map(({ rule, count }) => `${rule} (${count})`)
  const others = sorted.length - named.length
  return `${named.join(', ')}${others > 0 ? ` and ${plural(others, 'other rule')}` : ''}`
}

const countLine = ({ version }: Comparison, kind: 'breaking' | 'compatible', changes: readonly Change[]): string[] => {
  const ofKind = changes.filter((change) => change.kind === kind)
  if (ofKind.length === 0) return []
  const [mark, accepted] =
    kind === 'breaking' ? ['✓', `, which the new major version ${version} accepts`] : [marks[kind], '']
  return [`  ${mark} ${kind}  ${plural(ofKind.length, 'difference')}${accepted}: ${rulesOf(ofKind)}`]
}

/**
 * Formats one document in a few lines: differences that fail or that a person has reviewed in full, the others as a count
 * for each kind.
 */
export const formatSummary = (comparison: Comparison): string => {
  const counted = countedIn(comparison)
  return [
    headOf(comparison),
    ...linesOf(
      comparison,
      comparison.changes.filter((change) => isShown(comparison, change)),
    ),
    ...countLine(comparison, 'breaking', counted),
    ...countLine(comparison, 'compatible', counted),
    ...documentationLine(comparison),
  ].join('\n')
}

/** How to see what the summaries only count; undefined if they show everything. */
export const formatHidden = (comparisons: readonly Comparison[]): string | undefined => {
  const count = comparisons.flatMap(countedIn).length
  return count === 0 ? undefined : `${plural(count, 'difference')} only counted; --all prints each.`
}

const verdicts: Readonly<Record<Verdict, string>> = {
  compatible: 'Every difference is classified, and every breaking change has a new major version.',
  broken:
    'Breaking changes (✗) without a new major version: raise info.version of those documents, or revert the change.',
  unknown: `No rule covers the differences marked ?: review each and add the printed entry to ${reviewedFile}.`,
  'nothing compared':
    'Nothing was compared: there is no released document. Create the first release with npm run evolution -- --release.',
}

export const formatVerdict = (verdict: Verdict): string => verdicts[verdict]

export const formatUnused = ({ key, document }: Review): string =>
  `${reviewedFile}: the entry ${key} matches no difference of ${document}; remove the entry.`
