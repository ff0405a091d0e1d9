import type { Kind } from './change.ts'
import {
  child,
  childPair,
  isNode,
  keysOf,
  type Located,
  nodeOf,
  type Pair,
  type Side,
  shown,
  targetOf,
} from './located.ts'

export type Finding = {
  readonly kind: Kind
  readonly rule: string
  readonly place: string
  readonly text: string
  readonly affected: readonly string[]
  readonly old?: Located
  readonly now?: Located
}

type Places = Readonly<Record<Side, Set<string>>>
const noPlaces = (): Places => ({ old: new Set(), now: new Set() })

/** One comparison of two documents, and the places of each that rules have checked. */
export type Walk = {
  readonly roots: Readonly<Record<Side, unknown>>
  /** Pointers below which rules have checked everything. */
  readonly judged: Places
  /** Pointers to text that only documents something. */
  readonly documentation: Places
  /** Pairs of schemas under comparison, so that a recursive schema is entered only once. */
  readonly active: Set<string>
  /** How many more pairs of schemas to compare: the number of paths to one schema can grow exponentially. */
  readonly budget: { left: number }
  report: (finding: Finding) => void
}

const schemasMax = 100_000

export const startWalk = (roots: Walk['roots'], report: Walk['report'], active = new Set<string>()): Walk => ({
  roots,
  judged: noPlaces(),
  documentation: noPlaces(),
  active,
  budget: { left: schemasMax },
  report,
})

/** Marks everything below this place as checked, in both versions. */
export const judge = ({ judged }: Walk, { old, now }: Pair): void => {
  judged.old.add(old.at)
  judged.now.add(now.at)
}

const document = ({ documentation }: Walk, { old, now }: Pair): void => {
  documentation.old.add(old.at)
  documentation.now.add(now.at)
}

const hopsMax = 100

/** Follows references within the document. Only the documentation beside a reference is allowed to differ. */
export const follow = (walk: Walk, side: Side, located: Located): Located => {
  let here = located
  for (let hops = 0; hops < hopsMax && isNode(here.value); hops++) {
    const target = targetOf(walk.roots[side], here, here.value.$ref)
    if (!target) break
    walk.judged[side].add(child(here, '$ref').at)
    for (const name of ['summary', 'description']) walk.documentation[side].add(child(here, name).at)
    here = target
  }
  return here
}

export const followPair = (walk: Walk, { old, now }: Pair): Pair => ({
  old: follow(walk, 'old', old),
  now: follow(walk, 'now', now),
})

/** Whether two values are equal after resolving their references. */
export const isSame = (walk: Walk, pair: Pair, within: ReadonlySet<string> = new Set()): boolean => {
  const [old, now] = [targetsOf(walk, 'old', pair.old), targetsOf(walk, 'now', pair.now)]
  const [a, b] = [old.value, now.value]
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b)
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const both = `${old.at}|${now.at}`
  if (within.has(both)) return true
  const deeper = new Set(within).add(both)
  const keys = Array.isArray(a) ? Object.keys(Object.assign([], a, b)) : keysOf({ old, now })
  return keys.every((key) => {
    const next = childPair({ old, now }, key)
    return (next.old.value === undefined) === (next.now.value === undefined) && isSame(walk, next, deeper)
  })
}

/** Whether a reference has other members beside it. Such references match only where the reference and these members are equal. */
const hasSiblings = ({ value }: Located): boolean => isNode(value) && Object.keys(value).length > 1

/** Like `follow`, but marks nothing as checked. */
const targetsOf = ({ roots }: Walk, side: Side, located: Located): Located => {
  let here = located
  for (let hops = 0; hops < hopsMax && isNode(here.value) && !hasSiblings(here); hops++) {
    const target = targetOf(roots[side], here, here.value.$ref)
    if (!target) break
    here = target
  }
  return here
}

/** Compares one member (`pair`) of two mappings (`whole`) and marks what it has checked. */
export type MemberRule = (walk: Walk, pair: Pair, whole: Pair) => void

/** For members that only document something. */
export const prose: MemberRule = (walk, pair) => document(walk, pair)

/** For members that are compared elsewhere: where they are referenced, or together with another member. */
export const elsewhere: MemberRule = () => {}

/** A rule for a value that is compared as a whole. */
export const whole =
  (compare: (pair: Pair, walk: Walk) => void): MemberRule =>
  (walk, pair) => {
    judge(walk, pair)
    if (!isSame(walk, pair)) compare(pair, walk)
  }

const reportUnknown = (walk: Walk, place: string, name: string, { old, now }: Pair): void =>
  walk.report({
    kind: 'unknown',
    rule: 'no-rule',
    place,
    text: `${name} ${shown(old.value)} → ${shown(now.value)}: no rule covers it`,
    affected: [],
    old,
    now,
  })

/** Compares two mappings member by member. A difference in a member without a rule is unknown. */
export const compareMembers = (
  walk: Walk,
  pair: Pair,
  place: string,
  rules: Readonly<Record<string, MemberRule>>,
): void => {
  if (!(isNode(pair.old.value) && isNode(pair.now.value))) {
    judge(walk, pair)
    if (!isSame(walk, pair)) reportUnknown(walk, place, 'not a mapping:', pair)
    return
  }
  for (const name of keysOf(pair)) {
    const member = childPair(pair, name)
    if (Object.hasOwn(rules, name)) {
      rules[name]?.(walk, member, pair)
      continue
    }
    judge(walk, member)
    if (!isSame(walk, member)) reportUnknown(walk, place, name, member)
  }
}

type MapRules = {
  both: (pair: Pair, name: string) => void
  removed?: (old: Located, name: string) => void
  added?: (now: Located, name: string) => void
}

/** Compares two mappings from names to items of one kind. A missing mapping counts as empty. */
export const compareMap = (walk: Walk, pair: Pair, { both, removed, added }: MapRules): void => {
  if ([pair.old.value, pair.now.value].some((one) => one !== undefined && !isNode(one))) return
  if ([pair.old.value, pair.now.value].some((one) => Object.keys(nodeOf(one)).length === 0)) judge(walk, pair)
  for (const name of keysOf(pair)) {
    const member = childPair(pair, name)
    if (member.old.value === undefined || member.now.value === undefined) judge(walk, member)
    if (member.old.value === undefined) added?.(member.now, name)
    else if (member.now.value === undefined) removed?.(member.old, name)
    else both(member, name)
  }
}
