import { UsageError } from '../base/errors.ts'
import { readArguments } from '../base/options.ts'
import type { Filter } from '../faults/cell.ts'
import { mostRepeats } from '../judge/decidable.ts'

export type Command =
  | FaultsCommand
  | { readonly kind: 'help' }
  /** `out`: the file to write; none is .env beside the Compose file. `add`: append what it lacks. */
  | { readonly kind: 'secrets'; readonly out?: string; readonly add: boolean }
  /** `units`: how much work the system does before its backup. */
  | { readonly kind: 'drill'; readonly offset: number; readonly units: number }
  | {
      readonly kind: 'start'
      readonly offset: number
      /** Leave the system up until Ctrl-C. */
      readonly keep: boolean
      /** Ids of scenarios; empty is all. */
      readonly only: readonly string[]
      /** A Markdown file that states scenarios, and gets their verdicts. */
      readonly chapter?: string
      readonly quick: boolean
      /** How often everything is run, interleaved; 1: once, nothing is compared. */
      readonly repeats: number
    }

export type FaultsCommand = {
  readonly kind: 'faults'
  readonly offset: number
  readonly filters: readonly Filter[]
  readonly seed: number
  readonly rounds: number
  readonly minutes: number
}

export const help = `Sagabench: runs the system of docker-compose.yml on this machine and judges its quality scenarios.

  npm start                      start, run all scenarios, stop, write reports/
  npm start -- --only C1,P1      only these scenarios
  npm start -- --keep            start, print addresses and commands to try, stay up until Ctrl-C
                                 (with --only: run these scenarios first)
  npm start -- --offset 10000    move every port, to run beside another system
  npm start -- --quick           short loads: to see it work, not to judge
  npm run scenario -- C1 P1      as --only C1,P1
  npm run scenario -- CHAPTER.md the scenarios that a chapter states; their verdicts are written into it
  npm run scenario -- P1 P2 --repeats 5
                                 again and again, interleaved: verdicts over all rounds, and where the styles differ
  npm run scenario -- faults     kill, pause and disturb everything, step by step, and check the invariants after each
                                 --kind --style --process --step --phase: only these cells; --seed 7; --rounds 3: again with
                                 further seeds; --minutes 20: begin no cell after that time
  npm run drill                  work, back up, lose Postgres and Redis, restore, rebuild, check everything; prints RPO and RTO
                                 (--units 400: how much work before the backup)
  npx node harness/commands/cli.ts secrets  write new secrets for docker compose into .env, which must not exist yet
                                 (--out FILE: another file; --add: append the secrets that the file lacks)

Exit codes: 0 pass, 1 fail, 2 inconclusive, 3 invalid; 64 usage, 65 a mistake in a document, 69 something is
missing or in use, 70 a crash.`

/** @throws UsageError */
export const parseCommand = (args: readonly string[]): Command => {
  const { values, positionals } = parse(args)
  const [verb = 'start', ...rest] = positionals
  if (values.help) return { kind: 'help' }
  if ((verb === 'secrets' || verb === 'drill') && rest.length > 0) throw new UsageError(`${verb} takes no ${rest[0]}`)
  if (verb === 'secrets') return parseSecrets(values)
  if (verb === 'drill') return { kind: 'drill', offset: parseOffset(values.offset), units: parseUnits(values.units) }
  if (verb !== 'start' && verb !== 'scenario') throw new UsageError(`There is no command ${verb}.`)
  if (isFaults(positionals)) return parseFaults(values)
  if (verb === 'start' && rest.length > 0)
    throw new UsageError(`${rest[0]} is not understood; scenarios go after --only.`)
  const only = parseOnly(verb, rest, values.only)
  const repeats = parseRepeats(values.repeats)
  const common = { offset: parseOffset(values.offset), keep: values.keep, quick: values.quick, repeats }
  if (common.keep && only.length === 0 && (common.quick || repeats > 1))
    throw new UsageError(
      `--keep runs no scenario, so that --${common.quick ? 'quick' : 'repeats'} changes nothing; name some with --only, or leave it out.`,
    )
  const chapter = only.find((id) => isArc42Document(id))
  if (chapter === undefined) return { kind: 'start', ...common, only }
  if (only.length > 1) throw new UsageError(`${chapter} names its scenarios itself; leave the others out.`)
  return { kind: 'start', ...common, only: [], chapter }
}

/** A Markdown file by its ending. @throws UsageError where it is another kind of document */
const isArc42Document = (named: string): boolean => {
  if (/\.(md|markdown)$/i.test(named)) return true
  if (!/[./\\]/.test(named)) return false
  throw new UsageError(
    `${named} is neither a scenario, such as C1, nor a chapter: that is a Markdown file, named .md or .markdown. To judge a document of another format, convert it (pandoc -t markdown), or state its scenarios in a Markdown file.`,
  )
}

const ofRuns = ['offset', 'only', 'keep', 'quick', 'repeats']

const optionsOf = {
  start: ofRuns,
  scenario: ofRuns,
  'scenario faults': ['offset', 'kind', 'style', 'process', 'step', 'phase', 'seed', 'rounds', 'minutes'],
  drill: ['offset', 'units'],
  secrets: ['out', 'add'],
}

const isFaults = (positionals: readonly string[]): boolean => positionals.join(' ') === 'scenario faults'

const parse = (args: readonly string[]) =>
  readArguments(
    args,
    {
      help: { type: 'boolean', short: 'h', default: false },
      keep: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      offset: { type: 'string', default: '0' },
      kind: { type: 'string' },
      style: { type: 'string' },
      process: { type: 'string' },
      step: { type: 'string' },
      phase: { type: 'string' },
      seed: { type: 'string', default: '1' },
      rounds: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '20' },
      units: { type: 'string', default: '400' },
      out: { type: 'string' },
      add: { type: 'boolean', default: false },
      repeats: { type: 'string', default: '1' },
    },
    optionsOf,
    (positionals) => (isFaults(positionals) ? 'scenario faults' : (positionals[0] ?? 'start')),
  )

/** The scenarios to run; empty means all. An empty `--only` is an error, so that a slip doesn't run everything. */
const parseOnly = (verb: string, named: readonly string[], list: string | undefined): string[] => {
  const only = [...named, ...(list ?? '').split(',')].map((id) => id.trim()).filter((id) => id !== '')
  if (only.length > 0) return only
  if (list !== undefined)
    throw new UsageError(
      `--only "${list}" names no scenario; name some, as in --only C1,P1, or leave it out to run all.`,
    )
  if (verb === 'scenario') throw new UsageError('Which scenarios? For example: npm run scenario -- C1 P1')
  return only
}

const parseSecrets = ({ out, add }: ReturnType<typeof parse>['values']): Command => {
  if (out?.trim() === '') throw new UsageError('--out "" names no file; for example: --out .env')
  return { kind: 'secrets', ...(out === undefined ? {} : { out }), add }
}

const parseOffset = (text: string): number => {
  const offset = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(offset)) throw new UsageError(`--offset ${text}: a whole number of ports, such as 10000`)
  return offset
}

const parseFaults = (values: ReturnType<typeof parse>['values']): FaultsCommand => {
  const { kind, style, process, step, phase } = values
  const filter = Object.fromEntries(
    Object.entries({ kind, style, process, step, phase }).filter(([, value]) => value !== undefined),
  ) as Filter
  return {
    kind: 'faults',
    offset: parseOffset(values.offset),
    filters: Object.keys(filter).length === 0 ? [] : [filter],
    seed: parseNumber('--seed', values.seed),
    rounds: parseNumber('--rounds', values.rounds, 1),
    minutes: parseNumber('--minutes', values.minutes, 1),
  }
}

/** `least`: below it nothing would be run. */
const parseNumber = (name: string, text: string, least = 0): number => {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    throw new UsageError(`${name} ${text}: a whole number${least === 0 ? '' : ` from ${least} on`}`)
  return Number(text)
}

const parseUnits = (text: string): number => {
  const units = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (units < 1) throw new UsageError(`--units ${text}: a whole number from 1 on, such as 400`)
  return units
}

const parseRepeats = (text: string): number => {
  const repeats = /^\d{1,2}$/.test(text) ? Number(text) : 0
  if (repeats < 1 || repeats > mostRepeats)
    throw new UsageError(
      `--repeats ${text}: a whole number from 1 to ${mostRepeats}; five are the fewest that can show a difference`,
    )
  return repeats
}
