import type { Comparison } from './evolution.ts'

const marks = { breaking: '✗', compatible: '+', documentation: '·' } as const

const headOf = ({ document, released, version, changes, isBroken }: Comparison): string => {
  const versions = released === undefined ? version : `${released} → ${version}`
  if (changes.length === 0) return `${document} ${version}: as released`
  const [major = '0'] = (released ?? version).split('.')
  const demand = isBroken ? `: breaks others, so its info.version must be ${Number(major) + 1}.0.0 or more` : ''
  return `${document} ${versions}${demand}`
}

/** What changed, document by document, and whom it concerns. */
export const tellComparison = (comparison: Comparison): string => {
  const lines = comparison.changes.map(({ kind, rule, place, text, affected }) => {
    const who = affected.length > 0 ? `; concerns ${affected.join(', ')}` : ''
    return `  ${marks[kind]} ${kind}  ${rule}  ${place}: ${text}${who}`
  })
  return [headOf(comparison), ...lines].join('\n')
}
