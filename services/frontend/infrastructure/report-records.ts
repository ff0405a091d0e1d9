import { type P95, type Report, type ReportKind, type Verdict, verdicts } from '../answers/reports.ts'

// The harness writes these records. Their fields are never renamed or removed within a schema (harness/report/summary.schema.json), and
// a test reads records of the real harness. Only the fields that the view shows are read.

export type ReadRecord = Omit<Report, 'id'> & { readonly history: readonly P95[] }

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new TypeError('expected an object')
}
const listOf = (value: unknown): Fields[] => {
  if (Array.isArray(value)) return value.map(fieldsOf)
  throw new TypeError('expected a list')
}
const textOf = (value: unknown): string => {
  if (typeof value === 'string' && value !== '') return value
  throw new TypeError('expected a text')
}
const momentOf = (value: unknown): string => {
  const ms = Date.parse(textOf(value))
  if (Number.isNaN(ms)) throw new TypeError('expected a moment')
  return new Date(ms).toISOString()
}
const isPositive = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value > 0

const verdictOf = (value: unknown): Verdict => {
  const verdict = verdicts.find((one) => one === value)
  if (verdict === undefined) throw new TypeError(`unknown verdict ${String(value)}`)
  return verdict
}

/** A measure of the P95, by the names that scenario documents use. */
const isP95 = ({ id, unit }: Fields): boolean => unit === 'ms' && /(^|-)p95$/.test(String(id))

const readSummary = (record: Fields): ReadRecord => {
  const [startedAt, commit] = [momentOf(record.startedAt), textOf(record.commit)]
  const scenarios = listOf(record.scenarios).map((one) => ({
    ...one,
    scenario: textOf(one.id),
    style: textOf(one.style),
  }))
  const history = scenarios.flatMap(({ scenario, style, ...one }) =>
    listOf((one as Fields).measures)
      .filter((measure) => isP95(measure) && isPositive(measure.value))
      .map(({ load, value, limit }) => ({
        ...{ startedAt, commit, scenario, load: textOf(load), style },
        p95_ms: Number(value),
        limit_ms: isPositive(limit) ? limit : null,
      })),
  )
  return {
    kind: 'scenarios',
    startedAt,
    commit,
    verdicts: scenarios.map(({ scenario, style, ...one }) => ({
      scenario,
      style,
      verdict: verdictOf((one as Fields).verdict),
    })),
    history,
  }
}

const readOther =
  (kind: ReportKind) =>
  (record: Fields): ReadRecord => ({
    kind,
    startedAt: momentOf(record.startedAt),
    commit: textOf(record.commit),
    verdicts: [],
    history: [],
  })

/** The records that a folder of a report may contain, with the beginning of their schema. */
export const recordFiles: readonly (readonly [file: string, schema: string, read: (record: Fields) => ReadRecord])[] = [
  ['summary.json', 'sagabench/summary@', readSummary],
  ['bench.json', 'sagabench/bench@', readOther('variants')],
  ['capacity.json', 'sagabench/capacity@', readOther('capacity')],
]

/** @throws Error if the text is not such a record */
export const parseRecord = (text: string, schema: string, read: (record: Fields) => ReadRecord): ReadRecord => {
  const record = fieldsOf(JSON.parse(text))
  if (!textOf(record.schema).startsWith(schema)) throw new TypeError(`unknown schema ${String(record.schema)}`)
  return read(record)
}

const historySchema = 'sagabench/history@2'
const benchScenario = 'bench'

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)

/** The P95 of each line of the history that `npm run report -- history add` writes, by variant. @throws Error naming the line */
export const parseHistory = (text: string): P95[] =>
  text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    try {
      const run = fieldsOf(JSON.parse(line))
      if (run.schema !== historySchema) return [] // an older line: `npm run report -- history` shows it
      const [startedAt, commit] = [momentOf(run.startedAt), textOf(run.commit)]
      return listOf(run.figures)
        .filter(({ measure, p95_ms }) => measure === 'p95' && Array.isArray(p95_ms) && p95_ms.some(isPositive))
        .map(({ variant, load, p95_ms }) => ({
          ...{ startedAt, commit, scenario: benchScenario, load: textOf(load), style: textOf(variant) },
          p95_ms: geometricMean((p95_ms as unknown[]).filter(isPositive)),
          limit_ms: null,
        }))
    } catch (error) {
      throw new Error(`line ${index + 1}: ${(error as Error).message}`)
    }
  })
