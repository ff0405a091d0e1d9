import { UsageError } from '../base/errors.ts'
import { readArguments } from '../base/options.ts'
import type { Filter } from '../faults/cell.ts'
import { mostRepeats } from '../judge/decidable.ts'

export type Command =
  | FaultsCommand
  | { readonly kind: 'help' }
  /** `out`: the file to write, by default .env beside the Compose file. `add`: append the missing secrets. */
  | { readonly kind: 'secrets'; readonly out?: string; readonly add: boolean }
  /** `units`: the amount of work before the backup. */
  | { readonly kind: 'drill'; readonly offset: number; readonly units: number }
  | {
      readonly kind: 'start'
      readonly offset: number
      /** Keep the system running until Ctrl-C. */
      readonly keep: boolean
      /** Ids of scenarios; if empty, the default ones. */
      readonly only: readonly string[]
      /** A Markdown file that states scenarios and receives their verdicts. */
      readonly arc42?: string
      readonly quick: boolean
      /** The number of rounds; the styles are compared only if there are several. */
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

  npm start                      start, run the default scenarios (all but those marked on_request), stop,
                                 write reports/
  npm start -- --only C1,P1      only these scenarios
  npm start -- --keep            start, print addresses and commands to try, stay up until Ctrl-C
                                 (with --only: run these scenarios first)
  npm start -- --offset 10000    move every port, to run beside another system
  npm start -- --quick           short loads: to try it out; too short for many verdicts
  npm run scenario -- C1 P1      the same as npm start -- --only C1,P1
  npm run scenario -- FILE.md    run the scenarios in an architecture document, and write their verdicts into it
  npm run scenario -- P1 P2 --repeats 5
                                 several rounds, every second one in reverse order: verdicts over all rounds, and a
                                 comparison of the styles
  npm run scenario -- faults     kill, pause and disturb everything, step by step, and check the invariants after each
                                 --kind --style --process --step --phase: only these cells; --seed 7; --rounds 3: repeat
                                 with other seeds; --minutes 20: start no cell after this time
  npm run drill                  work, back up, delete Postgres and Redis, restore, rebuild, check everything; prints RPO
                                 and RTO (--units 400: the amount of work before the backup)
  npx node harness/commands/cli.ts secrets  write new secrets for docker compose into .env, which must not exist yet
                                 (--out FILE: another file; --add: append the secrets that the file lacks)

Exit codes: 0 pass, 1 fail, 2 inconclusive, 3 invalid; 64 usage, 65 mistake in a document, 69 something is
missing or in use, 70 crash.`

/** @throws UsageError */
export const parseCommand = (args: readonly string[]): Command => {
  const { values, positionals } = parse(args)
  const [verb = 'start', ...rest] = positionals
  if (values.help) return { kind: 'help' }
  if ((verb === 'secrets' || verb === 'drill') && rest.length > 0)
    throw new UsageError(`${verb} takes no argument ${rest[0]}`)
  if (verb === 'secrets') return parseSecrets(values)
  if (verb === 'drill') return { kind: 'drill', offset: parseOffset(values.offset), units: parseUnits(values.units) }
  if (verb !== 'start' && verb !== 'scenario') throw new UsageError(`There is no command ${verb}.`)
  if (isFaults(positionals)) return parseFaults(values)
  if (verb === 'start' && rest.length > 0)
    throw new UsageError(`unknown argument ${rest[0]}; name scenarios after --only.`)
  const only = parseOnly(verb, rest, values.only)
  const repeats = parseRepeats(values.repeats)
  const common = { offset: parseOffset(values.offset), keep: values.keep, quick: values.quick, repeats }
  if (common.keep && only.length === 0 && (common.quick || repeats > 1))
    throw new UsageError(
      `--keep runs no scenario, so --${common.quick ? 'quick' : 'repeats'} has no effect; name scenarios with --only, or omit it.`,
    )
  const arc42 = only.find((id) => isArc42Document(id))
  if (arc42 === undefined) return { kind: 'start', ...common, only }
  if (only.length > 1) throw new UsageError(`${arc42} contains its own scenarios; name no others beside it.`)
  return { kind: 'start', ...common, only: [], arc42 }
}

/** Whether the name is that of a Markdown file. @throws UsageError for other kinds of documents */
const isArc42Document = (named: string): boolean => {
  if (/\.(md|markdown)$/i.test(named)) return true
  if (!/[./\\]/.test(named)) return false
  throw new UsageError(
    `${named} is neither a scenario, such as C1, nor a Markdown file (.md or .markdown). Convert documents of other formats (pandoc -t markdown), or state their scenarios in a Markdown file.`,
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
      `--only "${list}" names no scenario; name some, such as --only C1,P1, or omit it to run the default ones.`,
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
  if (Number.isNaN(offset)) throw new UsageError(`--offset ${text}: must be a whole number, such as 10000`)
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

/** @param least a smaller number would run nothing */
const parseNumber = (name: string, text: string, least = 0): number => {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    throw new UsageError(`${name} ${text}: must be a whole number${least === 0 ? '' : `, at least ${least}`}`)
  return Number(text)
}

const parseUnits = (text: string): number => {
  const units = /^\d{1,6}$/.test(text) ? Number(text) : 0
  if (units < 1) throw new UsageError(`--units ${text}: must be a whole number, at least 1, such as 400`)
  return units
}

const parseRepeats = (text: string): number => {
  const repeats = /^\d{1,2}$/.test(text) ? Number(text) : 0
  if (repeats < 1 || repeats > mostRepeats)
    throw new UsageError(
      `--repeats ${text}: must be a whole number from 1 to ${mostRepeats}; a comparison needs at least five`,
    )
  return repeats
}
