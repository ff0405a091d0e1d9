import { canonical, textsOf } from '../core/located.ts'
import { type Group, keywordPair, report, type Scope, type Shape, type Shapes, valuesOf } from './scope.ts'

// Types, enum values, limits, and strings.

const types = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string'])
const isTypes = (value: unknown): boolean =>
  [value].flat().length > 0 && [value].flat().every((one) => types.has(one as string))
/** Excludes YAML's `.nan`, which compares as false with everything, and infinities. */
const isNumber = (value: unknown): boolean => Number.isFinite(value)
export const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0
const isText = (value: unknown): boolean => typeof value === 'string'
const isAnything = (): boolean => true

/** The values that `enum` and `const` allow, as JSON. */
export const listedIn = ({ keywords }: Shape): string[] | undefined => {
  const listed = keywords.get('enum')?.value
  const constant = keywords.get('const')
  const values = Array.isArray(listed) ? listed.map(canonical) : undefined
  if (!constant) return values
  const only = canonical(constant.value)
  return values === undefined || values.includes(only) ? [only] : []
}

const typeOf = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}

/** The types that a schema allows; undefined means all. */
export const typesIn = (shape: Shape): string[] | undefined => {
  const type = shape.keywords.get('type')?.value
  if (type !== undefined) return textsOf([type].flat())
  const listed = listedIn(shape)
  return listed && [...new Set(listed.map((text) => typeOf(JSON.parse(text))))]
}

const covers = (set: readonly string[], one: string): boolean =>
  set.includes(one) || (one === 'integer' && set.includes('number'))

type Lists = { old: readonly string[] | undefined; now: readonly string[] | undefined }

/** Reports removed and added members of a set. A missing set contains everything. */
const compareSets = (scope: Scope, shapes: Shapes, keyword: string, what: string, { old, now }: Lists): void => {
  const missing = (from: Lists['old'], other: Lists['old']): string[] =>
    other === undefined ? [] : from === undefined ? ['others'] : from.filter((one) => !covers(other, one))
  const [removed, added] = [missing(old, now), missing(now, old)]
  const pair = keywordPair(shapes, keyword)
  if (removed.length > 0)
    report(scope, `${what}-removed`, 'narrower', `${what} ${removed.join(', ')} is no longer allowed`, pair)
  if (added.length > 0) report(scope, `${what}-added`, 'wider', `${what} ${added.join(', ')} is allowed now`, pair)
}

type Bound = { readonly value: number; readonly isOpen: boolean }

const stricter = (a: Bound, b: Bound): boolean => a.value > b.value || (a.value === b.value && a.isOpen && !b.isOpen)

/** The lower bound of numbers, or the negated upper bound. */
const boundOf = ({ keywords }: Shape, name: 'inimum' | 'aximum', sign: 1 | -1): Bound => {
  const numberOf = (keyword: string): number => {
    const value = keywords.get(keyword)?.value
    return typeof value === 'number' ? sign * value : Number.NEGATIVE_INFINITY
  }
  const closed = { value: numberOf(`m${name}`), isOpen: false }
  const open = { value: numberOf(`exclusiveM${name}`), isOpen: true }
  return stricter(open, closed) ? open : closed
}

const showBound = ({ value, isOpen }: Bound, sign: 1 | -1): string =>
  Number.isFinite(value) ? `${isOpen ? 'not ' : ''}${sign * value}` : 'none'

const compareBounds = (scope: Scope, shapes: Shapes): void => {
  for (const [name, sign] of [
    ['inimum', 1],
    ['aximum', -1],
  ] as const) {
    const [old, now] = [boundOf(shapes.old, name, sign), boundOf(shapes.now, name, sign)]
    const isTighter = stricter(now, old)
    if (!isTighter && !stricter(old, now)) continue
    const text = `m${name} ${showBound(old, sign)} → ${showBound(now, sign)}`
    const keyword = [`m${name}`, `exclusiveM${name}`].find((one) => {
      const { old: before, now: after } = valuesOf(shapes, one)
      return before !== after
    })
    const pair = keywordPair(shapes, keyword ?? `m${name}`)
    report(scope, isTighter ? 'limit-tightened' : 'limit-loosened', isTighter ? 'narrower' : 'wider', text, pair)
  }
}

/** Compares a minimum or maximum count. */
export const compareCount = (scope: Scope, shapes: Shapes, keyword: string): void => {
  const isLower = keyword.startsWith('min')
  const { old, now } = valuesOf<number>(shapes, keyword)
  const none = isLower ? 0 : Number.POSITIVE_INFINITY
  const by = (now ?? none) === (old ?? none) ? 0 : (now ?? none) - (old ?? none)
  if (by === 0) return
  const isTighter = isLower === by > 0
  const text = `${keyword} ${old ?? 'none'} → ${now ?? 'none'}`
  const rule = isTighter ? 'limit-tightened' : 'limit-loosened'
  report(scope, rule, isTighter ? 'narrower' : 'wider', text, keywordPair(shapes, keyword))
}

const isMultiple = (a: number, b: number): boolean => Number.isInteger(Number((a / b).toPrecision(12)))

const compareMultiples = (scope: Scope, shapes: Shapes): void => {
  const { old, now } = valuesOf<number>(shapes, 'multipleOf')
  if (old === now) return
  const isNarrower = old === undefined || (now !== undefined && isMultiple(now, old))
  const isWider = now === undefined || (old !== undefined && isMultiple(old, now))
  const effect = isNarrower ? 'narrower' : isWider ? 'wider' : 'both'
  const text = `multipleOf ${old ?? 'none'} → ${now ?? 'none'}`
  report(scope, 'multiple-changed', effect, text, keywordPair(shapes, 'multipleOf'))
}

/** Compares pattern or format. Which of two patterns allows more values can't be decided in general. */
const compareText = (scope: Scope, shapes: Shapes, keyword: 'pattern' | 'format'): void => {
  const { old, now } = valuesOf<string>(shapes, keyword)
  if (old === now) return
  const effect = old === undefined ? 'narrower' : now === undefined ? 'wider' : 'unknown'
  const why = effect === 'unknown' ? ': no rule can decide which of the two allows more' : ''
  const text = `${keyword} ${old ?? 'none'} → ${now ?? 'none'}${why}`
  report(scope, `${keyword}-changed`, effect, text, keywordPair(shapes, keyword))
}

/** Compares the encoding of strings: readers of either version misread values of the other. */
const compareContent = (scope: Scope, shapes: Shapes): void => {
  for (const keyword of ['contentEncoding', 'contentMediaType', 'contentSchema']) {
    const pair = keywordPair(shapes, keyword)
    const [old, now] = [canonical(pair.old.value), canonical(pair.now.value)]
    if (old !== now) report(scope, 'content-changed', 'both', `${keyword} ${old} → ${now}`, pair)
  }
}

const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const

export const values: Group = {
  keywords: {
    type: isTypes,
    enum: Array.isArray,
    const: isAnything,
    minimum: isNumber,
    exclusiveMinimum: isNumber,
    maximum: isNumber,
    exclusiveMaximum: isNumber,
    multipleOf: (value) => isNumber(value) && Number(value) > 0,
    pattern: isText,
    format: isText,
    contentEncoding: isText,
    contentMediaType: isText,
    contentSchema: isAnything,
    ...Object.fromEntries(counts.map((name) => [name, isCount])),
  },
  compare: (shapes, scope) => {
    const { old, now } = shapes
    compareSets(scope, shapes, 'type', 'type', { old: typesIn(old), now: typesIn(now) })
    const listed = now.keywords.has('enum') || old.keywords.has('enum') ? 'enum' : 'const'
    compareSets(scope, shapes, listed, 'value', { old: listedIn(old), now: listedIn(now) })
    compareBounds(scope, shapes)
    for (const keyword of counts) compareCount(scope, shapes, keyword)
    compareMultiples(scope, shapes)
    compareText(scope, shapes, 'pattern')
    compareText(scope, shapes, 'format')
    compareContent(scope, shapes)
  },
}
