import { existsSync } from 'node:fs'
import { say, warn } from '#platform/base/say.ts'
import { UsageError } from '../base/errors.ts'
import { readNamed, writeNamed } from '../base/named-files.ts'
import { readArguments } from '../base/options.ts'
import { levelsOverTime, runBand } from '../history/levels.ts'
import { readHistory } from '../history/line.ts'
import { verdictExitCodes } from '../judge/verdict.ts'
import {
  asBench,
  assertHasFigures,
  assertUnplanted,
  assertWhole,
  type BenchRecord,
  readRecord,
} from '../variants/records.ts'
import { type GateOptions, gate, gateMarkdown, gateText } from '../variants/results.ts'
import { exitCodes } from './exit-codes.ts'
import { reportOptions } from './report-options.ts'

const baselineFile = 'reports/baseline.json'

/** The record that others are compared with, in one file. */
type Baseline = { schema: 'sagabench/baseline@1'; setAt: string; record: BenchRecord }

const parse = (args: readonly string[], command: string) =>
  readArguments(
    args,
    {
      baseline: { type: 'string', default: baselineFile },
      margin: { type: 'string', default: '50' },
      'any-machine': { type: 'boolean', default: false },
      history: { type: 'string' },
      markdown: { type: 'string' },
    },
    reportOptions,
    () => command,
  )

/** `report -- baseline set RECORD`: stores a record as the baseline of later gates. Warns, as each gate does, about uncommitted changes in it. */
export const baselineCommand = (args: readonly string[]): number => {
  const { values, positionals } = parse(args, 'baseline set')
  const [verb, folder, ...more] = positionals
  if (verb !== 'set' || more.length > 0) throw new UsageError('baseline set RECORD [--baseline FILE]')
  const record = readRecord(folder)
  assertUnplanted(record, `${folder}`)
  assertHasFigures(record, `${folder}`)
  const kept: Baseline = { schema: 'sagabench/baseline@1', setAt: new Date().toISOString(), record }
  writeNamed(values.baseline, `${JSON.stringify(kept)}\n`)
  say(`${values.baseline}: ${record.commit}, ${record.startedAt}`)
  if (record.dirty)
    warn(
      `! the record was measured with uncommitted changes to ${record.commit}, so nobody can measure it again; each gate will note that`,
    )
  return exitCodes.pass
}

const readBaseline = (file: string): BenchRecord => {
  if (!existsSync(file))
    throw new UsageError(`There is no baseline ${file}. \`npm run report -- baseline set RECORD\` stores one.`)
  const text = readNamed(file)
  let kept: Partial<Baseline> | null
  try {
    kept = JSON.parse(text) as Partial<Baseline> | null
  } catch {
    throw new UsageError(`${file} is not a baseline: not JSON`)
  }
  const record = asBench(kept?.record)
  if (kept?.schema !== 'sagabench/baseline@1' || record === undefined)
    throw new UsageError(`${file} is not a baseline of a known schema; \`baseline set\` writes one.`)
  assertWhole(record, file)
  assertUnplanted(record, file)
  assertHasFigures(record, file)
  return record
}

const marginOf = (text: string): number => {
  const percent = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (percent < 1) throw new UsageError(`--margin ${text}: must be a whole number of percent, such as 50`)
  return 1 + percent / 100
}

/** `report -- gate RECORD`: compares the record with the stored baseline. The exit code is that of the verdict. */
export const gateCommand = (args: readonly string[]): number => {
  const { values, positionals } = parse(args, 'gate')
  const [folder, ...more] = positionals
  if (more.length > 0) throw new UsageError(`unknown argument ${more[0]}; gate takes one record.`)
  const levels = values.history === undefined ? undefined : levelsOverTime(readHistory(values.history))
  const options: GateOptions = {
    margin: marginOf(values.margin),
    anyMachine: values['any-machine'],
    ...(levels === undefined ? {} : { runBand: (variant, load) => runBand(levels, variant, load) }),
  }
  const gated = gate(readBaseline(values.baseline), readRecord(folder), options)
  say(gateText(gated))
  if (values.markdown !== undefined) writeNamed(values.markdown, gateMarkdown(gated))
  return verdictExitCodes[gated.verdict]
}
