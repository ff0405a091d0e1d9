export type Limit = { operator: '<' | '<=' | '>' | '>=' | '=='; value: number; unit: string }

const pattern = /^(<|<=|>|>=|==) (\d+(?:\.\d+)?)(?: (ms|s|\/s|\/min|%))?$/

export const limitForm =
  'an operator (<, <=, >, >=, ==), a number and a unit (ms, s, /s, /min, %), with spaces between, such as "< 500 ms"'

/** Parses a limit such as `< 2 s`; converts times to milliseconds. @throws if the text is not a limit */
export const parseLimit = (text: string): Limit => {
  const match = pattern.exec(text)
  if (match === null) throw new Error(`not a limit: ${text}; expected ${limitForm}`)
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

/** The units of each kind of measure. */
const unitsOf: Readonly<Record<MeasureKind, { units: readonly string[]; example: string }>> = {
  latency: { units: ['ms', 's'], example: '< 500 ms' },
  duration: { units: ['ms', 's'], example: '< 5 s' },
  rate: { units: ['/s', '/min'], example: '> 100 /min' },
  answered: { units: ['%'], example: '>= 99 %' },
}

/** A message that says what is wrong with a measure's limit; undefined if it is valid. */
export const limitMistake = (text: string, kind: MeasureKind): string | undefined => {
  const match = pattern.exec(text)
  if (match === null) return `"${text}" is not a limit; expected ${limitForm}`
  const unit = match[3] ?? ''
  const { units, example } = unitsOf[kind]
  if (units.includes(unit)) return undefined
  return `"${text}" has ${unit === '' ? 'no unit' : `the unit ${unit}`}, but the measure is a ${kind}; expected ${units.join(' or ')}, such as "${example}"`
}
