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

/** Formats the differences of one document and the applications they affect. Documentation changes are only counted. */
export const formatComparison = (comparison: Comparison): string => {
  const { document, changes } = comparison
  const shownChanges = changes.filter(({ kind }) => kind !== 'documentation')
  const prose = changes.length - shownChanges.length
  const lines = shownChanges.flatMap((change) => [
    lineOf(change),
    ...(change.kind === 'unknown' ? entryOf(document, change) : []),
  ])
  const rest =
    prose > 0 ? [`  ${marks.documentation} documentation  ${prose} ${prose === 1 ? 'text' : 'texts'} changed`] : []
  return [headOf(comparison), ...lines, ...rest].join('\n')
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
