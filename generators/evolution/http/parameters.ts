import { child, childPair, items, type Located, nodeOf, type Pair, type Side, textOf } from '../core/located.ts'
import { deprecated, described, flag, isExpected, isNodes, judged, reportChange } from '../core/rules.ts'
import { compareMembers, follow, judge, type MemberRule, type Walk } from '../core/walk.ts'
import type { Use } from '../schema/scope.ts'
import { compareUsed } from '../schema/use.ts'
import { compareContent } from './content.ts'

type Parameters = ReadonlyMap<string, Located>

const pathNames = (path: string): string[] => [...path.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name ?? '')

/** Identifies a parameter as on the wire: headers ignore case, path parameters count by position. */
const keyOf = ({ value }: Located, path: string): string => {
  const { name, in: where } = nodeOf(value)
  if (where === 'header') return `header ${textOf(name).toLowerCase()}`
  return where === 'path' ? `path ${pathNames(path).indexOf(textOf(name))}` : `${textOf(where)} ${textOf(name)}`
}

/**
 * The parameters of an operation, which override those of its path. A duplicate within one list stays unchecked, because
 * it isn't defined which of the two applies.
 */
const parametersOf = (walk: Walk, side: Side, item: Located, operation: Located, path: string): Parameters => {
  const all = new Map<string, Located>()
  for (const owner of [item, operation]) {
    const list = child(owner, 'parameters')
    if (items(list).length === 0) walk.judged[side].add(list.at)
    const own = new Set<string>()
    for (const reference of items(list)) {
      const parameter = follow(walk, side, reference)
      const key = keyOf(parameter, path)
      const overridden = all.get(key)
      if (overridden && !own.has(key)) walk.judged[side].add(overridden.at)
      own.add(key)
      all.set(key, parameter)
    }
  }
  return all
}

const stylesByPlace: Readonly<Record<string, string>> = {
  query: 'form',
  cookie: 'form',
  path: 'simple',
  header: 'simple',
}

/** How a value is serialized, defaults included. */
const writtenAs = ({ value }: Located): string => {
  const {
    in: where = 'header',
    style = stylesByPlace[textOf(where)],
    explode = style === 'form',
    allowReserved,
  } = nodeOf(value)
  return `${textOf(style)}${explode === true ? ', exploded' : ''}${allowReserved === true ? ', reserved characters unescaped' : ''}`
}

/** Compares the serialization and the values of a parameter or header. */
export const compareValues = (walk: Walk, pair: Pair, place: string, use: Use): void => {
  const isByContent = ({ value }: Located): boolean => Object.hasOwn(nodeOf(value), 'content')
  if (isByContent(pair.old) !== isByContent(pair.now)) {
    for (const name of ['schema', 'content']) judge(walk, childPair(pair, name))
    reportChange(walk, 'breaking', 'form-changed', place, 'the serialization changed between schema and content', pair)
    return
  }
  const flags = ['explode', 'allowReserved'].map((name) => childPair(pair, name))
  if (!flags.every((one) => isExpected(walk, one, place, (value) => typeof value === 'boolean'))) return
  if (!isExpected(walk, childPair(pair, 'style'), place, (value) => typeof value === 'string')) return
  const [old, now] = [writtenAs(pair.old), writtenAs(pair.now)]
  if (old !== now) reportChange(walk, 'breaking', 'style-changed', place, `serialization ${old} → ${now}`, pair)
  compareUsed(walk, childPair(pair, 'schema'), place, use)
  compareContent(walk, childPair(pair, 'content'), place, use)
}

/** Members of parameters and headers that `compareValues` checks. */
export const valueRules: Readonly<Record<string, MemberRule>> = {
  style: judged,
  explode: judged,
  allowReserved: judged,
  schema: () => {},
  content: () => {},
}

const compareParameter = (walk: Walk, pair: Pair, place: string, use: Use): void => {
  compareMembers(walk, pair, place, {
    ...described,
    ...valueRules,
    name: judged,
    in: judged,
    deprecated: deprecated(place),
    required: flag(place, {
      rule: 'parameter-required-changed',
      on: 'breaking',
      off: 'compatible',
      why: ['the parameter is required now', 'the parameter is optional now'],
    }),
    allowEmptyValue: flag(place, {
      rule: 'parameter-empty-changed',
      on: 'compatible',
      off: 'breaking',
      why: ['an empty value is allowed now', 'an empty value is no longer allowed'],
    }),
  })
  compareValues(walk, pair, place, use)
}

type Operation = Readonly<Record<Side, { item: Located; operation: Located; path: string }>>

/** Compares the parameters of an operation. */
export const compareParameters = (walk: Walk, { old, now }: Operation, place: string, use: Use): void => {
  const lists = [
    { old: child(old.item, 'parameters'), now: child(now.item, 'parameters') },
    { old: child(old.operation, 'parameters'), now: child(now.operation, 'parameters') },
  ]
  if (!lists.every((pair) => isExpected(walk, pair, place, isNodes))) return
  const before = parametersOf(walk, 'old', old.item, old.operation, old.path)
  const after = parametersOf(walk, 'now', now.item, now.operation, now.path)
  for (const [key, parameter] of before) {
    const next = after.get(key)
    const at = `${place} ${textOf(nodeOf(parameter.value).in)} parameter ${textOf(nodeOf(parameter.value).name)}`
    if (next) {
      compareParameter(walk, { old: parameter, now: next }, at, use)
      continue
    }
    walk.judged.old.add(parameter.at)
    reportChange(
      walk,
      'breaking',
      'parameter-removed',
      at,
      'the parameter was removed: requests that contain it are rejected',
      {
        old: parameter,
      },
    )
  }
  for (const [key, parameter] of after) {
    if (before.has(key)) continue
    walk.judged.now.add(parameter.at)
    const { name, in: where, required } = nodeOf(parameter.value)
    const rule = required === true ? 'required-parameter-added' : 'optional-parameter-added'
    const kind = required === true ? 'breaking' : 'compatible'
    reportChange(walk, kind, rule, `${place} ${textOf(where)} parameter ${textOf(name)}`, 'the parameter was added', {
      now: parameter,
    })
  }
}
