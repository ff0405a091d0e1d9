import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { UsageError } from '../base/errors.ts'
import { readNamed, writeNamed } from '../base/named-files.ts'
import { inSchema, renamingFields } from '../base/records.ts'
import { hopsOfRounds, type Machine } from '../scenario/records.ts'
import type { BenchRecord } from '../variants/records.ts'
import { measureOf, validBlocks, valueOfBlock } from '../variants/results.ts'

/** One variant under one load, with a value for each valid round, in the order of `rounds`. */
export type HistoryFigures = {
  variant: string
  load: string
  /** Digest of the definition of the load, which distinguishes different loads of the same name. */
  load_digest: string
  /** The observed figure: the P95 if a rate was offered, otherwise the rate. */
  measure: 'rate' | 'p95'
  rounds: number[]
  rate_per_s: number[]
  p50_ms: number[]
  p95_ms: number[]
  /** CPU time of all processes per unit of work; null if it was not measured. */
  cpu_ms: (number | null)[]
  samples: number
  /** Mean time of each hop that every round has. */
  hops_ms: Record<string, number[]>
}

const schema = 'sagabench/history@2'
const older = { 'sagabench/history@1': renamingFields({ arm: 'variant' }) }

/**
 * The permanent summary of a record: one line of JSON in the history of main. Other programs read it: adding a field is
 * compatible; renaming or removing one needs a new schema.
 */
export type HistoryLine = {
  schema: typeof schema
  commit: string
  dirty: boolean
  startedAt: string
  command: string
  machine: Machine
  /** Speed probe before each round, in hashes per millisecond. */
  speeds: number[]
  figures: HistoryFigures[]
}

const short = (value: number): number => Number(value.toPrecision(5))

const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)

const figuresOf = (record: BenchRecord, variant: string, load: BenchRecord['loads'][number]): HistoryFigures => {
  const blocks = validBlocks(record, variant, load.id).sort((a, b) => a.round - b.round)
  const hops = hopsOfRounds(blocks.map((block) => block.hops))
  const { model, duration_s } = load
  return {
    variant,
    load: load.id,
    load_digest: digest({ model, duration_s, seed: record.seed }),
    measure: measureOf(load),
    rounds: blocks.map(({ round }) => round),
    rate_per_s: blocks.map(({ ratePerS }) => short(ratePerS)),
    p50_ms: blocks.map((block) => short(valueOfBlock(block, 'p50'))),
    p95_ms: blocks.map((block) => short(valueOfBlock(block, 'p95'))),
    cpu_ms: blocks.map(({ cpuMsPerUnit }) => (cpuMsPerUnit === null ? null : short(cpuMsPerUnit))),
    samples: blocks.reduce((sum, { samples }) => sum + samples, 0),
    hops_ms: Object.fromEntries([...hops].map(([name, all]) => [name, all.map(({ meanMs }) => short(meanMs))])),
  }
}

/** The compact form of a record of `npm run bench`, about 10 KB. */
export const lineOf = (record: BenchRecord): HistoryLine => ({
  schema,
  commit: record.commit,
  dirty: record.dirty,
  startedAt: record.startedAt,
  command: record.command,
  machine: record.machine,
  speeds: record.speeds.map(({ hashesPerMs }) => short(hashesPerMs)),
  figures: record.variants.flatMap(({ id }) =>
    record.loads
      .filter((load) => record.blocks.some((block) => block.variant === id && block.load === load.id))
      .map((load) => figuresOf(record, id, load)),
  ),
})

const parseLine = (text: string, place: string): HistoryLine => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new UsageError(`${place}: not JSON; each line must be a run that \`history add\` wrote`)
  }
  const line: Partial<HistoryLine> | undefined = inSchema<HistoryLine>(value, schema, older)
  if (line === undefined)
    throw new UsageError(
      `${place}: unknown schema ${(value as Partial<HistoryLine> | null)?.schema ?? '(none)'}; this version reads ${schema}`,
    )
  if (!Array.isArray(line.figures) || !Array.isArray(line.speeds) || typeof line.startedAt !== 'string')
    throw new UsageError(`${place}: speeds, figures or startedAt is missing`)
  return line as HistoryLine
}

/** The runs of a history in chronological order. @throws UsageError with file and line */
export const readHistory = (file: string): HistoryLine[] => {
  if (!existsSync(file))
    throw new UsageError(`There is no history ${file}. \`npm run report -- history add RECORD\` starts one.`)
  const lines = readNamed(file)
    .split('\n')
    .flatMap((text, index) => (text.trim() === '' ? [] : [parseLine(text, `${file}:${index + 1}`)]))
  return lines.sort((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))
}

/** Appends a record; false if the history already contains it. */
export const appendToHistory = (file: string, record: BenchRecord): boolean => {
  const line = lineOf(record)
  const known = existsSync(file) ? readHistory(file) : []
  if (known.some(({ commit, startedAt }) => commit === line.commit && startedAt === line.startedAt)) return false
  writeNamed(file, `${JSON.stringify(line)}\n`, 'a')
  return true
}
