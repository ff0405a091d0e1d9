import { existsSync, writeFileSync } from 'node:fs'
import { readYaml } from '../shared/read-yaml.ts'
import { placeOf, SpecError } from '../shared/spec-error.ts'
import type { Change, Kind } from './core/change.ts'
import { isNode, listOf, nodeOf, textOf } from './core/located.ts'

/** Reviews of differences that no rule covers. */
export const reviewedFile = 'specs/reviewed-differences.yaml'

export type Review = {
  readonly key: string
  readonly document: string
  readonly is: Exclude<Kind, 'unknown'>
  readonly reason: string
}

const kinds = ['breaking', 'compatible', 'documentation']
const members = ['key', 'document', 'is', 'reason']

const mistakeIn = (entry: unknown): string | undefined => {
  if (!isNode(entry)) return 'the entry is not a mapping'
  const odd = Object.keys(entry).find((name) => !members.includes(name))
  if (odd !== undefined) return `unknown member ${odd}`
  const missing = members.find((name) => typeof entry[name] !== 'string' || String(entry[name]).trim() === '')
  if (missing !== undefined) return `${missing} is missing`
  return kinds.includes(textOf(entry.is)) ? undefined : `is: ${textOf(entry.is)} is not a valid classification`
}

/** Reads a file of reviews; a missing file counts as empty. @throws AggregateError with a SpecError for each mistake */
export const readReviews = (file: string = reviewedFile): Review[] => {
  if (!existsSync(file)) return []
  const entries = listOf(nodeOf(readYaml(file)).differences)
  const keys = entries.map((entry) => nodeOf(entry).key)
  const mistakes = entries.flatMap((entry, index) => {
    const wrong = mistakeIn(entry) ?? (keys.indexOf(keys[index]) < index ? `${keys[index]} is listed twice` : undefined)
    const right = `key, document, is (${kinds.join(', ')}) and reason, as printed by npm run evolution`
    return wrong === undefined
      ? []
      : [new SpecError(placeOf(file, ['differences', index]), `${wrong}\n  expected: ${right}`)]
  })
  if (mistakes.length > 0) throw new AggregateError(mistakes)
  return entries as Review[]
}

/** Applies reviews to differences. A review can't overrule a rule, except for the removal of a whole document. */
export const withReviews = (document: string, changes: readonly Change[], reviews: readonly Review[]): Change[] =>
  changes.map((change) => {
    const review = reviews.find((one) => one.key === change.key && one.document === document)
    const isOpen = change.kind === 'unknown' || change.rule === 'document-removed'
    return review && isOpen ? { ...change, kind: review.is, reviewed: review.reason } : change
  })

/** Reviews of differences that no longer exist. */
export const unusedReviews = (reviews: readonly Review[], changes: readonly Change[]): Review[] =>
  reviews.filter(({ key }) => !changes.some((change) => change.key === key && change.reviewed !== undefined))

const head = `# Reviews of the differences between specs/ and the last release that no rule of npm run evolution covers.
# The command prints the entry to add for each; a release empties the list.
`

/** Empties the file after a release, when nothing differs any more. */
export const emptyReviews = (file: string = reviewedFile): void => writeFileSync(file, `${head}differences: []\n`)
