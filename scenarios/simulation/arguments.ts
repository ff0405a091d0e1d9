import { parseArgs } from 'node:util'
import { UsageError } from '#harness/arguments.ts'
import { type Bug, bugs } from '#saga/simulation/bugs.ts'
import { type Style, styles } from '#saga/simulation/styles.ts'
import { folder } from './regressions.ts'
import { systems } from './systems.ts'

export type Command = {
  readonly help: boolean
  readonly sagas: readonly string[]
  readonly styles: readonly Style[]
  readonly bugs: readonly Bug[]
  /** Of each saga in each style. */
  readonly seeds: number
  readonly first: number
  /** Run this one seed only, and tell what happens in it. */
  readonly seed: number | undefined
  /** Keep a failing seed as a regression test under this name. */
  readonly save: string | undefined
  readonly threads: number
  readonly timeLimitS: number
}

export const help = `Simulates the saga under many schedules of lost, late and repeated calls and events, and of processes that
die, stand still and start again, in virtual time; checks the invariants after each.

  npm run simulate                          100,000 seeds of each saga in each style
  npm run simulate -- --seeds 1000000       more
  npm run simulate -- --style orchestrated  one style (${styles.join(', ')})
  npm run simulate -- --saga checkout       one saga (${Object.keys(systems).join(', ')})
  npm run simulate -- --first 500000        begin at this seed
  npm run simulate -- --time-limit 60       stop after so many seconds
  npm run simulate -- --threads 1           one thread (2)
  npm run simulate -- --saga checkout --style choreographed --seed 7
                                            one schedule, told step by step; shrunk where it fails
    … --save late-undo                      keeps it in ${folder} as a test
  npm run simulate -- --bug no-tombstone    with a planted bug (${Object.keys(bugs).length}: see saga/simulation/bugs.ts)

Exit codes: 0 all invariants hold, 1 one was violated, 64 usage.`

const oneOf = <Name extends string>(option: string, value: string | undefined, names: readonly Name[]): Name[] => {
  if (value === undefined) return [...names]
  const name = names.find((one) => one === value)
  if (name === undefined) throw new UsageError(`--${option} ${value}: one of ${names.join(', ')}`)
  return [name]
}

const whole = (option: string, text: string): number => {
  if (!/^\d{1,12}$/.test(text)) throw new UsageError(`--${option} ${text}: a whole number`)
  return Number(text)
}

const nameOf = (text: string | undefined): string | undefined => {
  if (text !== undefined && !/^[a-z0-9-]{1,80}$/.test(text))
    throw new UsageError(`--save ${text}: a file name of small letters, digits and hyphens`)
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
        threads: { type: 'string', default: '2' },
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
  return {
    help: values.help,
    sagas: oneOf('saga', values.saga, Object.keys(systems)),
    styles: oneOf('style', values.style, styles),
    bugs: values.bug === undefined ? [] : oneOf('bug', values.bug, Object.keys(bugs) as Bug[]),
    seeds: whole('seeds', values.seeds),
    first: whole('first', values.first),
    seed: values.seed === undefined ? undefined : whole('seed', values.seed),
    save: nameOf(values.save),
    threads: Math.max(1, whole('threads', values.threads)),
    timeLimitS: whole('time-limit', values['time-limit']),
  }
}
