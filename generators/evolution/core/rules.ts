import type { Kind } from './change.ts'
import { isNode, type Node, type Pair, shown, textOf } from './located.ts'
import { isSame, judge, type MemberRule, prose, type Walk, whole } from './walk.ts'

/** Reports one difference. */
export const reportChange = (
  walk: Walk,
  kind: Kind,
  rule: string,
  place: string,
  text: string,
  pair: Partial<Pair>,
): void => walk.report({ kind, rule, place, text, affected: [], ...pair })

/** A rule that classifies every difference of a member in the same way. */
export const always = (kind: Kind, rule: string, place: string, why: string): MemberRule =>
  whole((pair, walk) =>
    reportChange(walk, kind, rule, place, `${shown(pair.old.value)} → ${shown(pair.now.value)}: ${why}`, pair),
  )

const isAmount = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0

/** A rule for a whole number that only its owner uses: a change is always compatible. */
export const setting =
  (rule: string, place: string, why: string): MemberRule =>
  (walk, pair, parent) => {
    if (isExpected(walk, pair, place, isAmount)) always('compatible', rule, place, why)(walk, pair, parent)
  }

/** A rule for a time in milliseconds. `worse`: the breaking direction. `none`: the value that applies if it is absent. */
export const time =
  (rule: string, place: string, worse: 'lower' | 'higher', why: string, none?: number): MemberRule =>
  (walk, pair) => {
    if (!isExpected(walk, pair, place, isAmount)) return
    judge(walk, pair)
    const [old, now] = [pair.old.value ?? none, pair.now.value ?? none] as [number | undefined, number | undefined]
    if (old === now) return
    const text = `${pair.old.value ?? 'none'} → ${pair.now.value ?? 'none'} ms`
    if (old === undefined || now === undefined)
      reportChange(walk, 'unknown', 'no-rule', place, `${text}: the default is not known`, pair)
    else if (now < old === (worse === 'lower')) reportChange(walk, 'breaking', rule, place, `${text}: ${why}`, pair)
    else reportChange(walk, 'compatible', rule, place, text, pair)
  }

/** For members that another rule has compared. */
export const judged: MemberRule = (walk, pair) => judge(walk, pair)

const isTrue = (value: unknown): boolean => value === true

/** A rule for a flag whose default is false. */
export const flag =
  (
    place: string,
    { rule, on, off, why }: { rule: string; on: Kind; off: Kind; why: readonly [string, string] },
  ): MemberRule =>
  (walk, pair) => {
    if (!isExpected(walk, pair, place, (value) => typeof value === 'boolean')) return
    judge(walk, pair)
    const [old, now] = [isTrue(pair.old.value), isTrue(pair.now.value)]
    if (old !== now) reportChange(walk, now ? on : off, rule, place, now ? why[0] : why[1], pair)
  }

export const deprecated = (place: string): MemberRule =>
  flag(place, {
    rule: 'deprecated-changed',
    on: 'compatible',
    off: 'compatible',
    why: ['it is deprecated now', 'it is no longer deprecated'],
  })

/** Members that only document something, in every kind of specification. */
export const described: Readonly<Record<string, MemberRule>> = {
  title: prose,
  summary: prose,
  description: prose,
  externalDocs: prose,
  tags: prose,
  example: prose,
  examples: prose,
}

const numbersOf = (version: unknown): number[] | undefined => {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(textOf(version))
  return match?.slice(1).map(Number)
}

/** The document's version may only increase. The command checks whether the increase is large enough. */
const versionRule: MemberRule = whole((pair, walk) => {
  const [old, now] = [numbersOf(pair.old.value), numbersOf(pair.now.value)]
  const text = `${shown(pair.old.value)} → ${shown(pair.now.value)}`
  if (!old || !now)
    return reportChange(walk, 'unknown', 'no-rule', 'info', `version ${text}: expected the form 1.2.3`, pair)
  const by = old.map((part, index) => (now[index] ?? 0) - part).find((difference) => difference !== 0) ?? 0
  if (by < 0)
    reportChange(walk, 'breaking', 'version-lowered', 'info', `${text}: a released version can't be reused`, pair)
})

/** The members of `info`. */
export const infoRules: Readonly<Record<string, MemberRule>> = {
  ...described,
  contact: prose,
  license: prose,
  termsOfService: prose,
  version: versionRule,
}

/** The version of OpenAPI, AsyncAPI or Arazzo that a document follows. A patch release changes no meaning. */
export const specificationRule: MemberRule = whole((pair, walk) => {
  const [old, now] = [numbersOf(pair.old.value), numbersOf(pair.now.value)]
  const isPatch = old !== undefined && now !== undefined && old[0] === now[0] && old[1] === now[1]
  const text = `the document follows ${shown(pair.now.value)} instead of ${shown(pair.old.value)}`
  if (isPatch) return reportChange(walk, 'compatible', 'specification-version-changed', '/', text, pair)
  reportChange(
    walk,
    'unknown',
    'no-rule',
    '/',
    `${text}: the effect of the new specification version is not known`,
    pair,
  )
})

/** Whether each version has a valid value or none. Otherwise reports a difference as unknown. */
export const isExpected = (walk: Walk, pair: Pair, place: string, isRight: (value: unknown) => boolean): boolean => {
  if ([pair.old.value, pair.now.value].every((value) => value === undefined || isRight(value))) return true
  judge(walk, pair)
  const text = `${shown(pair.old.value)} → ${shown(pair.now.value)}: the value is not valid here, so no rule applies`
  if (!isSame(walk, pair)) reportChange(walk, 'unknown', 'no-rule', place, text, pair)
  return false
}

export const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
/** Security requirements: schemes, each with a list of scopes. */
export const isRequirements = (value: unknown): boolean =>
  isNodes(value) && (value as Node[]).every((one) => Object.values(one).every(isTexts))
export const isNodes = (value: unknown): boolean => Array.isArray(value) && value.every(isNode)
