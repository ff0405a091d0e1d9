import { Worker } from 'node:worker_threads'
import { UsageError } from '#harness/base/errors.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { type Verdict, worst } from '#harness/judge/verdict.ts'
import { say, warn } from '#platform/base/say.ts'
import { addTally, newTally, type Tally } from '#saga/simulation/campaign.ts'
import { formatTrace } from '#saga/simulation/format-trace.ts'
import { shrink } from '#saga/simulation/shrink.ts'
import { repeat, type Setting, simulate } from '#saga/simulation/simulate.ts'
import { type Command, help, parseCommand } from './arguments.ts'
import { outcomeOf } from './outcome.ts'
import { provePlanted } from './planted.ts'
import { recordRegressions, traceOf } from './record.ts'
import { saveRegression } from './regressions.ts'
import { systems } from './systems.ts'
import type { Task } from './thread.ts'

const count = (n: number): string => n.toLocaleString('en-GB')
const youngGenerationMb = 64

const runThread = (task: Task, onTally: (tally: Tally) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    })
    thread.on('message', onTally)
    thread.on('error', reject)
    thread.on('exit', () => resolve())
  })

/** Without a terminal, an occasional line is enough. */
const lineEveryMs = 10_000
let nextLineAt = Date.now() + lineEveryMs

const progress = (label: string, tally: Tally, seeds: number, startedAt: number): void => {
  const isTerminal = process.stderr.isTTY
  if (!isTerminal && Date.now() < nextLineAt) return
  nextLineAt = Date.now() + lineEveryMs
  const perSecond = tally.schedules / ((Date.now() - startedAt) / 1000)
  const line = `${label}: ${count(tally.schedules)} of ${count(seeds)}, ${count(Math.round(perSecond))}/s`
  process.stderr.write(isTerminal ? `\r${line} ` : `${line}\n`)
}

/** On a busy machine CPU time is a better measure than elapsed time. */
const summary = (label: string, tally: Tally, seconds: number, cpuSeconds: number): string => {
  const { schedules, ends, places, histories } = tally
  const rarest = Math.min(...places.values(), schedules)
  const cpu = `${count(Math.round(schedules / seconds))}/s, ${count(Math.round(schedules / cpuSeconds))} a second of CPU time`
  return [
    `${label}: ${count(schedules)} schedules in ${seconds.toFixed(1)} s (${cpu}), ${count(histories.size)} distinct histories`,
    `  ${Object.entries(ends)
      .map(([end, n]) => `${count(n)} ${end}`)
      .join(', ')}`,
    `  ${places.size} situations (what went wrong × where), the rarest seen ${count(rarest)} times`,
  ].join('\n')
}

/** The command that prints a schedule. */
const commandOf = ({ system, style, bugs = [], sagasMax }: Setting, seed: number): string => {
  const more = [...bugs.map((bug) => ` --bug ${bug}`), sagasMax === system.cases.length ? '' : ` --sagas ${sagasMax}`]
  return `npm run simulate -- --saga ${system.name} --style ${style} --seed ${seed}${more.join('')}`
}

/** Prints a schedule; a failing one is shrunk first. */
const showSeed = async (setting: Setting, seed: number, save?: string): Promise<boolean> => {
  const result = await simulate(setting, seed)
  const choices = result.violations.length > 0 ? await shrink(setting, result.choices) : result.choices
  const shown = await repeat(setting, choices)
  say(formatTrace(shown))
  if (shown.violations.length === 0) return true
  if (save !== undefined) {
    const { system, style, bugs = [], sagasMax } = setting
    const kept = { saga: system.name, style, bugs, violations: shown.violations, trace: traceOf(shown), choices }
    const path = saveRegression(
      save,
      sagasMax === undefined || sagasMax === system.cases.length ? kept : { ...kept, sagasMax },
    )
    say(`\n  kept as ${path}`)
  }
  return false
}

/** Whether all schedules held; `inconclusive` if none ran in time. */
type Outcome = Verdict

const runSystem = async (
  command: Command,
  setting: Setting & { sagasMax: number },
  until: number,
): Promise<Outcome> => {
  const { seeds, first, jobs, bugs } = command
  const { system, style, sagasMax } = setting
  const [startedAt, tally, label] = [Date.now(), newTally(), `${system.name} ${style}`]
  const tasks = Array.from({ length: jobs }, (_, index): Task => {
    const share = Math.floor(seeds / jobs) + (index < seeds % jobs ? 1 : 0)
    const mine = { first: first + index, count: share, stride: jobs }
    return { saga: system.name, style, bugs, sagasMax, until, seeds: mine }
  })
  const cpuBefore = process.cpuUsage()
  const onTally = (more: Tally): void => {
    addTally(tally, more)
    progress(label, tally, seeds, startedAt)
  }
  await Promise.all(tasks.map((task) => runThread(task, onTally)))
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  const { user, system: kernel } = process.cpuUsage(cpuBefore)
  say(summary(label, tally, (Date.now() - startedAt) / 1000, (user + kernel) / 1e6))
  const [failing] = tally.failing.sort((one, other) => one.seed - other.seed)
  if (failing) {
    say(`  ${commandOf(setting, failing.seed)}`)
    if (await showSeed(setting, failing.seed))
      say(
        `  It violated: ${failing.violations.join(', ')}; run again, it does not, so something in it does not depend on the seed. It still counts as a failure.`,
      )
  } else if (tally.schedules < seeds)
    say(`  time ran out with ${count(seeds - tally.schedules)} of ${count(seeds)} schedules left`)
  return outcomeOf(tally)
}

const run = async (command: Command): Promise<Outcome> => {
  Error.stackTraceLimit = 0
  const { bugs, seed, save } = command
  if (command.planted) return (await provePlanted(command.seeds, say)) ? 'pass' : 'fail'
  if (command.record) return (await recordRegressions(command.seeds, say)).notFound.length === 0 ? 'pass' : 'fail'
  const until = Date.now() + command.timeLimitS * 1000
  const outcomes: Outcome[] = []
  for (const system of command.sagas.map((saga) => systems[saga]))
    for (const style of system?.styles ?? []) {
      if (!system || !command.styles.includes(style)) continue
      const setting = { system, style, bugs, sagasMax: Math.min(command.sagasMax, system.cases.length) }
      if (seed !== undefined) {
        say(commandOf(setting, seed))
        outcomes.push((await showSeed(setting, seed, save)) ? 'pass' : 'fail')
      } else outcomes.push(await runSystem(command, setting, until))
    }
  return worst(outcomes)
}

try {
  const command = parseCommand(process.argv.slice(2))
  if (command.help) say(help)
  else process.exitCode = exitCodes[await run(command)]
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  warn(`${error.message}\n\n${help}`)
  process.exitCode = exitCodes.usage
}
