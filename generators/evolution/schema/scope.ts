import type { Kind } from '../core/change.ts'
import { child, isNode, type Located, type Pair, type Side, targetOf } from '../core/located.ts'
import { judge, type Walk } from '../core/walk.ts'

/**
 * What a difference does to the values that a schema allows. `narrower`: values of the old one are refused by the new one.
 * `wider`: values of the new one are refused by, or unknown to, the old one. `gone`: a field that readers may use is
 * sent no more. `none`: neither, as the fields that a reader doesn't know are ignored.
 */
export type Effect = 'narrower' | 'wider' | 'both' | 'gone' | 'none' | 'unknown'

/** Who meets whom: callers of the old document a new server, its new answers them, readers and stored events each other. */
export type Use = 'request' | 'response' | 'event'

const breaking: Readonly<Record<Use, readonly Effect[]>> = {
  request: ['narrower', 'both', 'gone'],
  response: ['wider', 'both', 'gone'],
  event: ['narrower', 'wider', 'both'],
}

export const kindOf = (effect: Effect, use: Use): Kind =>
  effect === 'unknown' ? 'unknown' : breaking[use].includes(effect) ? 'breaking' : 'compatible'

export type Difference = {
  readonly rule: string
  readonly effect: Effect
  readonly text: string
  readonly place: string
  readonly pair: Pair
}

/** The keywords of a schema of one version: true and {} allow everything, false nothing. */
export type Shape = {
  readonly at: Located
  readonly allows: 'all' | 'nothing' | 'some' | 'malformed'
  readonly keywords: ReadonlyMap<string, Located>
  /** Its `allOf`, and its reference if it has other members beside it. */
  readonly allOf: readonly Located[]
}
export type Shapes = Readonly<Record<Side, Shape>>

/** Where a comparison of schemas stands, and whom it reports to. */
export type Scope = {
  readonly walk: Walk
  readonly place: string
  /** `unevaluatedProperties` or `unevaluatedItems` of a schema around it counts what this one names. */
  readonly isClosed: boolean
  /** The same of a schema around this one only, not of this one itself. */
  readonly isWithin: boolean
  readonly report: (difference: Difference) => void
  readonly compare: (pair: Pair, scope: Scope) => void
  /** Distinguishes comparisons of one pair that report differently. */
  readonly mode: string
}

/** Compares the keywords of a group. */
export type Group = {
  readonly keywords: Readonly<Record<string, (value: unknown) => boolean>>
  readonly compare: (shapes: Shapes, scope: Scope) => void
}

/** Keywords that only people read. */
export const proseKeywords = ['title', 'description', 'examples', 'example', 'externalDocs', '$comment'] as const
/** Keywords that keep schemas for others to refer to. */
export const keepers = ['$defs', 'definitions'] as const

const isBeside = (name: string): boolean =>
  name === '$ref' || [...proseKeywords, ...keepers].some((known) => known === name)

const absent = new Map<string, Located>()
const hopsMax = 100

const allowing = (at: Located, allows: Shape['allows']): Shape => ({ at, allows, keywords: absent, allOf: [] })

/** Reads a schema, through references and wrappers that add nothing. */
export const shapeOf = (walk: Walk, side: Side, located: Located): Shape => {
  const { judged, documentation } = walk
  let here = located
  for (let hops = 0; hops < hopsMax; hops++) {
    const { value } = here
    if (value === undefined || value === true) return allowing(here, 'all')
    if (value === false) return allowing(here, 'nothing')
    if (!isNode(value)) return allowing(here, 'malformed')
    const names = Object.keys(value)
    for (const name of proseKeywords) documentation[side].add(child(here, name).at)
    const target = targetOf(walk.roots[side], here, value.$ref)
    const others = names.filter((name) => !isBeside(name))
    const list = child(here, 'allOf')
    const isWrapper = others.join() === 'allOf' && Array.isArray(list.value) && list.value.length === 1
    if (target && others.length === 0) {
      judged[side].add(child(here, '$ref').at)
      here = target
    } else if (isWrapper && value.$ref === undefined) {
      here = child(list, 0)
    } else {
      const own = here
      if (target) judged[side].add(child(here, '$ref').at)
      const reference = target ? [{ at: child(own, '$ref').at, path: own.path, value: { $ref: value.$ref } }] : []
      const parts = Array.isArray(list.value) ? list.value.map((_, index) => child(list, index)) : []
      const known = names.filter((name) => !isBeside(name) || (name === '$ref' && !target))
      const isPlain = known.length === 0 && reference.length === 0
      return {
        at: own,
        allows: isPlain ? 'all' : 'some',
        keywords: new Map(known.map((name) => [name, child(own, name)])),
        allOf: [...reference, ...parts],
      }
    }
  }
  return allowing(here, 'malformed')
}

/** A keyword of both versions. */
export const keywordPair = ({ old, now }: Shapes, name: string): Pair => ({
  old: old.keywords.get(name) ?? child({ ...old.at, value: undefined }, name),
  now: now.keywords.get(name) ?? child({ ...now.at, value: undefined }, name),
})

export const valuesOf = <Value>(shapes: Shapes, name: string): { old: Value | undefined; now: Value | undefined } => {
  const { old, now } = keywordPair(shapes, name)
  return { old: old.value as Value | undefined, now: now.value as Value | undefined }
}

export const report = (scope: Scope, rule: string, effect: Effect, text: string, pair: Pair): void =>
  scope.report({ rule, effect, text, place: scope.place, pair })

/** Compares schemas below this one, which count by themselves. */
export const below = (scope: Scope, pair: Pair, name: string | number): void =>
  scope.compare(pair, { ...scope, place: `${scope.place}/${name}`, isClosed: false })

/** Says that a keyword which counts fields or items as evaluated has come or gone, where that matters. */
export const compareCounted = (shapes: Shapes, scope: Scope, keyword: string): void => {
  const { old, now } = keywordPair(shapes, keyword)
  const matters = keyword.startsWith('unevaluated') ? scope.isWithin : scope.isClosed
  if (!matters || (old.value === undefined) === (now.value === undefined)) return
  const text = `${keyword} changes what is left for unevaluatedProperties or unevaluatedItems`
  report(scope, 'unevaluated-changed', 'both', text, { old, now })
}

/** Any difference in here may let more values through, and may let fewer through. */
export const exactly = (scope: Scope): Scope => ({
  ...scope,
  mode: `${scope.mode}!`,
  report: (one) => scope.report({ ...one, effect: one.effect === 'unknown' ? 'unknown' : 'both' }),
})

/** Whether a comparison finds nothing; it leaves no trace. */
export const isEquivalent = (scope: Scope, pair: Pair): boolean => {
  let differences = 0
  const { walk } = scope
  const places = (): Walk['judged'] => ({ old: new Set(), now: new Set() })
  const trial = { ...walk, judged: places(), documentation: places(), active: new Set(walk.active) }
  scope.compare(pair, { ...scope, walk: { ...trial, report: () => differences++ }, report: () => differences++ })
  return differences === 0
}

/** Judges a pair as a whole: its parts are not looked at one by one. */
export const judgeWhole = ({ walk }: Scope, pair: Pair): void => judge(walk, pair)
