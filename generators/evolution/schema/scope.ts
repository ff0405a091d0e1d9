import type { Kind } from '../core/change.ts'
import { child, isNode, type Located, type Pair, type Side, targetOf } from '../core/located.ts'
import { judge, type Walk } from '../core/walk.ts'

/**
 * How a difference changes the set of allowed values. `narrower`: the new schema rejects some old values. `wider`: the
 * old schema rejects, or doesn't know, some new values. `gone`: a field that readers may use is no longer sent.
 * `none`: no effect, because readers ignore unknown fields.
 */
export type Effect = 'narrower' | 'wider' | 'both' | 'gone' | 'none' | 'unknown'

/** Requests go from old callers to a new server, responses back; readers and events may each be old or new. */
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

/** A schema of one version after resolving references. `true` and `{}` allow everything, `false` nothing. */
export type Shape = {
  readonly at: Located
  readonly allows: 'all' | 'nothing' | 'some' | 'malformed'
  readonly keywords: ReadonlyMap<string, Located>
  /** The branches of `allOf`, plus the schema's reference if it has siblings. */
  readonly allOf: readonly Located[]
}
export type Shapes = Readonly<Record<Side, Shape>>

/** The context of a comparison of schemas. */
export type Scope = {
  readonly walk: Walk
  readonly place: string
  /** Whether `unevaluatedProperties` or `unevaluatedItems` here or in an enclosing schema depends on this schema. */
  readonly isClosed: boolean
  /** The same for enclosing schemas only. */
  readonly isWithin: boolean
  readonly report: (difference: Difference) => void
  readonly compare: (pair: Pair, scope: Scope) => void
  /** Distinguishes comparisons of one pair that report differently. */
  readonly mode: string
}

/** A group of keywords and their comparison. */
export type Group = {
  readonly keywords: Readonly<Record<string, (value: unknown) => boolean>>
  readonly compare: (shapes: Shapes, scope: Scope) => void
}

/** Keywords that only document something. */
export const proseKeywords = ['title', 'description', 'examples', 'example', 'externalDocs', '$comment'] as const
/** Keywords that define schemas for references. */
export const keepers = ['$defs', 'definitions'] as const

const isBeside = (name: string): boolean =>
  name === '$ref' || [...proseKeywords, ...keepers].some((known) => known === name)

const absent = new Map<string, Located>()
const hopsMax = 100

const allowing = (at: Located, allows: Shape['allows']): Shape => ({ at, allows, keywords: absent, allOf: [] })

/** Reads a schema, resolving references and unwrapping `allOf` with a single branch. */
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

/** Compares nested schemas, to which an enclosing unevaluatedProperties or unevaluatedItems doesn't apply. */
export const below = (scope: Scope, pair: Pair, name: string | number): void =>
  scope.compare(pair, { ...scope, place: `${scope.place}/${name}`, isClosed: false })

/** Reports that a keyword which marks fields or items as evaluated was added or removed, if an enclosing schema depends on it. */
export const compareCounted = (shapes: Shapes, scope: Scope, keyword: string): void => {
  const { old, now } = keywordPair(shapes, keyword)
  const matters = keyword.startsWith('unevaluated') ? scope.isWithin : scope.isClosed
  if (!matters || (old.value === undefined) === (now.value === undefined)) return
  const text = `${keyword} changes what unevaluatedProperties or unevaluatedItems applies to`
  report(scope, 'unevaluated-changed', 'both', text, { old, now })
}

/** A scope in which every difference may allow both more and fewer values. */
export const exactly = (scope: Scope): Scope => ({
  ...scope,
  mode: `${scope.mode}!`,
  report: (one) => scope.report({ ...one, effect: one.effect === 'unknown' ? 'unknown' : 'both' }),
})

/** Whether a comparison finds no difference. Reports nothing and marks nothing as checked. */
export const isEquivalent = (scope: Scope, pair: Pair): boolean => {
  let differences = 0
  const { walk } = scope
  const places = (): Walk['judged'] => ({ old: new Set(), now: new Set() })
  const trial = { ...walk, judged: places(), documentation: places(), active: new Set(walk.active) }
  scope.compare(pair, { ...scope, walk: { ...trial, report: () => differences++ }, report: () => differences++ })
  return differences === 0
}

/** Marks a pair and everything below it as checked. */
export const judgeWhole = ({ walk }: Scope, pair: Pair): void => judge(walk, pair)
