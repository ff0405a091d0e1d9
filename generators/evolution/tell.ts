import type { Change } from './core/change.ts'
import type { Comparison, Verdict } from './evolution.ts'
import { type Review, reviewedFile } from './reviewed.ts'

const marks = { breaking: '✗', unknown: '?', compatible: '+', documentation: '·' } as const

const headOf = ({ document, released, version, compared, changes, isBroken, isUnknown }: Comparison): string => {
  if (released === undefined) return `${document} ${version}: new, nothing to compare it with`
  if (version === 'none') return `${document} ${released} → none`
  if (changes.length === 0) {
    const raised = released === version ? version : `${released} → ${version}`
    return `${document} ${raised}: as released (${compared})`
  }
  const major = /^\d+(?=\.)/.exec(released)?.[0]
  const right = major === undefined ? 'of the form 2.0.0, and its major raised' : `${Number(major) + 1}.0.0 or more`
  const demands = [
    ...(isBroken ? [`breaks others, so its info.version must be ${right}`] : []),
    ...(isUnknown ? ['holds differences that no rule judges'] : []),
  ]
  return `${document} ${released} → ${version} (${compared})${demands.length > 0 ? `: ${demands.join('; ')}` : ''}`
}

const lineOf = ({ kind, rule, place, text, affected, now, released, reviewed }: Change): string => {
  const who = affected.length > 0 ? `; concerns ${affected.join(', ')}` : ''
  const where = now ?? released
  const why = reviewed === undefined ? '' : `; reviewed: ${reviewed}`
  return `  ${marks[kind]} ${kind}  ${rule}  ${place}: ${text}${who}${why}${where === undefined ? '' : `\n      at ${where}`}`
}

/** An entry for the file of reviews. */
const entryOf = (document: string, { key }: Change): string[] => [
  `      look at it; then record in ${reviewedFile} what it is:`,
  `        - { key: ${key}, document: ${document}, is: compatible, reason: … }`,
]

/** What changed, document by document, and whom it concerns. What only people read is counted. */
export const tellComparison = (comparison: Comparison): string => {
  const { document, changes } = comparison
  const told = changes.filter(({ kind }) => kind !== 'documentation')
  const prose = changes.length - told.length
  const lines = told.flatMap((change) => [
    lineOf(change),
    ...(change.kind === 'unknown' ? entryOf(document, change) : []),
  ])
  const rest =
    prose > 0 ? [`  ${marks.documentation} documentation  ${prose} ${prose === 1 ? 'text' : 'texts'} changed`] : []
  return [headOf(comparison), ...lines, ...rest].join('\n')
}

const verdicts: Readonly<Record<Verdict, string>> = {
  compatible: 'Every difference was judged; none breaks anybody without a new major version.',
  broken: 'Somebody is broken: raise info.version of what is marked ✗ above, or take the change back.',
  unknown: `Differences marked ? were judged by nobody: look at each, and record what it is in ${reviewedFile}.`,
  'nothing compared':
    'Nothing was compared: there is no released document. npm run evolution -- --release makes the first release.',
}

export const tellVerdict = (verdict: Verdict): string => verdicts[verdict]

export const tellUnused = ({ key, document }: Review): string =>
  `${reviewedFile}: no difference of ${document} has the key ${key} any more; remove the entry.`
