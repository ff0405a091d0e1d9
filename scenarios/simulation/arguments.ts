import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { UsageError } from '#harness/base/errors.ts'
import { type Bug, bugs } from '#saga/simulation/bugs.ts'
import { type Style, styles } from '#saga/simulation/style.ts'
import { folder } from './regressions.ts'
import { systems } from './systems.ts'

const jobsMax = 256
const sagasMax = Math.max(...Object.values(systems).map(({ cases }) => cases.length))

export type Command = {
  readonly help: boolean
  readonly sagas: readonly string[]
  readonly styles: readonly Style[]
  readonly bugs: readonly Bug[]
  /** Per saga and style. */
  readonly seeds: number
  readonly first: number
  /** Runs this one seed only, and prints its schedule. */
  readonly seed: number | undefined
  /** Saves a failing seed as a regression test under this name. */
  readonly save: string | undefined
  /** Number of threads. */
  readonly jobs: number
  /** Maximum number of concurrent sagas in a schedule. */
  readonly sagasMax: number
  /** Plants every bug and checks that it is found. */
  readonly planted: boolean
  /** Records every regression again for the process as it is now. */
  readonly record: boolean
  readonly timeLimitS: number
}

export const help = `Simulates sagas under many schedules in virtual time, and checks the invariants after each: calls and events are
lost, delayed and repeated; two processes of each kind crash, pause and restart; up to ${sagasMax} sagas want the last unit at once;
the bus forgets what it holds; operators force the undo or restart a step; clocks jump.

  npm run simulate                          100,000 seeds of each saga in each style
  npm run simulate -- --seeds 1000000       more seeds
  npm run simulate -- --style orchestrated  one style (${styles.join(', ')})
  npm run simulate -- --saga checkout       one saga (${Object.keys(systems).join(', ')})
  npm run simulate -- --first 500000        begin at this seed
  npm run simulate -- --time-limit 60       stop after this many seconds
  npm run simulate -- --jobs 1              one thread (default ${availableParallelism()}: one per core)
  npm run simulate -- --sagas 1             one saga at a time (1 to ${sagasMax})
  npm run simulate -- --saga checkout --style choreographed --seed 7
                                            one schedule, printed step by step; shrunk if it fails
    … --save late-undo                      saves it in ${folder} as a test
  npm run simulate -- --bug no-tombstone    with a planted bug (${Object.keys(bugs).length}: see saga/simulation/bugs.ts)
  npm run simulate -- --planted             plants each bug and reports which are found
  npm run simulate -- --record              records the regressions again after a change of the process

Exit codes: 0 all invariants hold (or all planted bugs were found, or all regressions recorded), 1 they don't, 2 time ran out before every saga and style had a
schedule, 64 usage error.`

const oneOf = <Name extends string>(option: string, value: string | undefined, names: readonly Name[]): Name[] => {
  if (value === undefined) return [...names]
  const name = names.find((one) => one === value)
  if (name === undefined) throw new UsageError(`--${option} ${value}: must be one of ${names.join(', ')}`)
  return [name]
}

const whole = (option: string, text: string): number => {
  if (!/^\d{1,12}$/.test(text)) throw new UsageError(`--${option} ${text}: must be a whole number`)
  return Number(text)
}

const between = (option: string, text: string, min: number, max: number): number => {
  const number = whole(option, text)
  if (number < min || number > max) throw new UsageError(`--${option} ${text}: must be a number from ${min} to ${max}`)
  return number
}

const nameOf = (text: string | undefined): string | undefined => {
  if (text !== undefined && !/^[a-z0-9-]{1,80}$/.test(text))
    throw new UsageError(`--save ${text}: must be a file name of lower-case letters, digits and hyphens`)
  return text
}

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        saga: { type: 'string' },
        style: { type: 'string' },
        bug: { type: 'string' },
        seeds: { type: 'string', default: '100000' },
        seed: { type: 'string' },
        save: { type: 'string' },
        first: { type: 'string', default: '1' },
        jobs: { type: 'string', short: 'j' },
        sagas: { type: 'string', default: String(sagasMax) },
        planted: { type: 'boolean', default: false },
        record: { type: 'boolean', default: false },
        'time-limit': { type: 'string', default: '3600' },
      },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** @throws UsageError */
export const parseCommand = (args: readonly string[]): Command => {
  const values = parse(args)
  const sagas = oneOf('saga', values.saga, Object.keys(systems))
  const wanted = oneOf('style', values.style, styles)
  if (!sagas.some((saga) => systems[saga]?.styles.some((style) => wanted.includes(style))))
    throw new UsageError(
      `--style ${values.style}: ${values.saga} has no such style; it is ${systems[values.saga ?? '']?.styles}`,
    )
  return {
    help: values.help,
    sagas,
    styles: wanted,
    bugs: values.bug === undefined ? [] : oneOf('bug', values.bug, Object.keys(bugs) as Bug[]),
    seeds: between('seeds', values.seeds, 1, 999_999_999_999),
    first: whole('first', values.first),
    seed: values.seed === undefined ? undefined : whole('seed', values.seed),
    save: nameOf(values.save),
    jobs: values.jobs === undefined ? availableParallelism() : between('jobs', values.jobs, 1, jobsMax),
    sagasMax: between('sagas', values.sagas, 1, sagasMax),
    planted: values.planted,
    record: values.record,
    timeLimitS: between('time-limit', values['time-limit'], 1, 999_999_999),
  }
}
