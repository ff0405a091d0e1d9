export type Limit = { operator: '<' | '<=' | '>' | '>=' | '=='; value: number; unit: string }

const pattern = /^(<|<=|>|>=|==) (\d+(?:\.\d+)?)(?: (ms|s|\/s|\/min|%))?$/

export const limitForm =
  'an operator (<, <=, >, >=, ==), a number and a unit (ms, s, /s, /min, %), with spaces between, such as "< 500 ms"'

/** Parses a limit such as `< 2 s`; times come out in milliseconds. @throws where it is none */
export const parseLimit = (text: string): Limit => {
  const match = pattern.exec(text)
  if (match === null) throw new Error(`not a limit: ${text}; it is ${limitForm}`)
  const [, operator, value, unit = ''] = match
  return unit === 's'
    ? { operator: operator as Limit['operator'], value: Number(value) * 1_000, unit: 'ms' }
    : { operator: operator as Limit['operator'], value: Number(value), unit }
}

export const meets = (value: number, limit: Limit): boolean => {
  switch (limit.operator) {
    case '<':
      return value < limit.value
    case '<=':
      return value <= limit.value
    case '>':
      return value > limit.value
    case '>=':
      return value >= limit.value
    case '==':
      return value === limit.value
    default:
      return limit.operator satisfies never
  }
}

export type MeasureKind = 'latency' | 'rate' | 'duration' | 'answered'

/** What each kind of measure is counted in. */
const unitsOf: Readonly<Record<MeasureKind, { units: readonly string[]; example: string }>> = {
  latency: { units: ['ms', 's'], example: '< 500 ms' },
  duration: { units: ['ms', 's'], example: '< 5 s' },
  rate: { units: ['/s', '/min'], example: '> 100 /min' },
  answered: { units: ['%'], example: '>= 99 %' },
}

/** What is wrong with a measure's limit, in words; undefined where nothing is. */
export const limitMistake = (text: string, kind: MeasureKind): string | undefined => {
  const match = pattern.exec(text)
  if (match === null) return `"${text}" is no limit; it is ${limitForm}`
  const unit = match[3] ?? ''
  const { units, example } = unitsOf[kind]
  if (units.includes(unit)) return undefined
  return `"${text}" has ${unit === '' ? 'no unit' : `the unit ${unit}`}, but the measure is a ${kind}; it is counted in ${units.join(' or ')}, such as "${example}"`
}
