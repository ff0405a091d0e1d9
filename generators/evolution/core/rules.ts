import type { Kind } from './change.ts'
import { isNode, type Node, type Pair, shown } from './located.ts'
import { isSame, judge, type MemberRule, prose, type Walk, whole } from './walk.ts'

/** Reports one difference. */
export const tell = (walk: Walk, kind: Kind, rule: string, place: string, text: string, pair: Partial<Pair>): void =>
  walk.report({ kind, rule, place, text, affected: [], ...pair })

/** A member whose every difference means the same. */
export const always = (kind: Kind, rule: string, place: string, why: string): MemberRule =>
  whole((pair, walk) =>
    tell(walk, kind, rule, place, `${shown(pair.old.value)} → ${shown(pair.now.value)}: ${why}`, pair),
  )

const isAmount = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0

/** A setting of its owner alone, a whole number: nobody else relies on it. */
export const setting =
  (rule: string, place: string, why: string): MemberRule =>
  (walk, pair, parent) => {
    if (isExpected(walk, pair, place, isAmount)) always('compatible', rule, place, why)(walk, pair, parent)
  }

/** A time in milliseconds: `worse` says in which direction it breaks somebody, `none` what holds without it. */
export const time =
  (rule: string, place: string, worse: 'lower' | 'higher', why: string, none?: number): MemberRule =>
  (walk, pair) => {
    if (!isExpected(walk, pair, place, isAmount)) return
    judge(walk, pair)
    const [old, now] = [pair.old.value ?? none, pair.now.value ?? none] as [number | undefined, number | undefined]
    if (old === now) return
    const text = `${pair.old.value ?? 'none'} → ${pair.now.value ?? 'none'} ms`
    if (old === undefined || now === undefined)
      tell(walk, 'unknown', 'no-rule', place, `${text}: no rule knows what holds without it`, pair)
    else if (now < old === (worse === 'lower')) tell(walk, 'breaking', rule, place, `${text}: ${why}`, pair)
    else tell(walk, 'compatible', rule, place, text, pair)
  }

/** What another rule has judged. */
export const judged: MemberRule = (walk, pair) => judge(walk, pair)

const isTrue = (value: unknown): boolean => value === true

/** A flag that counts as false where it is missing. */
export const flag =
  (
    place: string,
    { rule, on, off, why }: { rule: string; on: Kind; off: Kind; why: readonly [string, string] },
  ): MemberRule =>
  (walk, pair) => {
    if (!isExpected(walk, pair, place, (value) => typeof value === 'boolean')) return
    judge(walk, pair)
    const [old, now] = [isTrue(pair.old.value), isTrue(pair.now.value)]
    if (old !== now) tell(walk, now ? on : off, rule, place, now ? why[0] : why[1], pair)
  }

export const deprecated = (place: string): MemberRule =>
  flag(place, {
    rule: 'deprecated-changed',
    on: 'compatible',
    off: 'compatible',
    why: ['it is announced to go', 'it is no longer announced to go'],
  })

/** What describes something to people, in every kind of document. */
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
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(String(version))
  return match?.slice(1).map(Number)
}

/** The document's own version may only be raised. Whether by enough, the command says. */
const versionRule: MemberRule = whole((pair, walk) => {
  const [old, now] = [numbersOf(pair.old.value), numbersOf(pair.now.value)]
  const text = `${shown(pair.old.value)} → ${shown(pair.now.value)}`
  if (!old || !now)
    return tell(walk, 'unknown', 'no-rule', 'info', `version ${text}: it is not of the form 1.2.3`, pair)
  const by = old.map((part, index) => (now[index] ?? 0) - part).find((difference) => difference !== 0) ?? 0
  if (by < 0) tell(walk, 'breaking', 'version-lowered', 'info', `${text}: a version can't be given again`, pair)
})

/** The members of `info`. */
export const infoRules: Readonly<Record<string, MemberRule>> = {
  ...described,
  contact: prose,
  license: prose,
  termsOfService: prose,
  version: versionRule,
}

/** The version of the specification that a document follows: its patches change no meaning. */
export const specificationRule: MemberRule = whole((pair, walk) => {
  const [old, now] = [numbersOf(pair.old.value), numbersOf(pair.now.value)]
  const isPatch = old !== undefined && now !== undefined && old[0] === now[0] && old[1] === now[1]
  const text = `the document follows ${shown(pair.now.value)} instead of ${shown(pair.old.value)}`
  if (isPatch) return tell(walk, 'compatible', 'specification-version-changed', '/', text, pair)
  tell(walk, 'unknown', 'no-rule', '/', `${text}: no rule knows what that changes`, pair)
})

/** Whether both versions have what the rule is for, or nothing; otherwise a difference is unknown, and told here. */
export const isExpected = (walk: Walk, pair: Pair, place: string, isRight: (value: unknown) => boolean): boolean => {
  if ([pair.old.value, pair.now.value].every((value) => value === undefined || isRight(value))) return true
  judge(walk, pair)
  const text = `${shown(pair.old.value)} → ${shown(pair.now.value)}: it is not what belongs here, so no rule judges it`
  if (!isSame(walk, pair)) tell(walk, 'unknown', 'no-rule', place, text, pair)
  return false
}

export const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
/** Security requirements: schemes, each with a list of scopes. */
export const isRequirements = (value: unknown): boolean =>
  isNodes(value) && (value as Node[]).every((one) => Object.values(one).every(isTexts))
export const isNodes = (value: unknown): boolean => Array.isArray(value) && value.every(isNode)
