import { shrink } from '#saga/simulation/shrink.ts'
import { repeat, type Setting, simulate } from '#saga/simulation/simulate.ts'
import { firstFailing, settingOf } from './planted.ts'
import { type Regression, readRegressions, saveRegression } from './regressions.ts'

const keptLinesMax = 40

type Shown = Awaited<ReturnType<typeof repeat>>
type Schedule = { readonly choices: readonly number[]; readonly shown: Shown }

/** The first lines of a schedule, for readers of the file. */
export const traceOf = ({ trace }: Shown): string[] =>
  trace.slice(0, keptLinesMax).map(({ at, who, what }) => `${at} ms ${who}: ${what}`)

const isSame = (one: readonly string[], other: readonly string[]): boolean => one.join('\n') === other.join('\n')

/** A schedule that violates what the regression did: its own, or another one that is found and shrunk. */
const scheduleFor = async (regression: Regression, setting: Setting, seeds: number): Promise<Schedule | undefined> => {
  const { choices } = regression
  const own = { choices, shown: await repeat(setting, choices) }
  if (regression.bugs.length === 0 || isSame(own.shown.violations, regression.violations)) return own
  const failing = await firstFailing(setting, seeds)
  if (!failing) return undefined
  const shrunk = await shrink(setting, (await simulate(setting, failing.seed)).choices)
  return { choices: shrunk, shown: await repeat(setting, shrunk) }
}

export type Recorded = { readonly recorded: readonly string[]; readonly notFound: readonly string[] }

/**
 * Records every regression again for the process as it is now. A schedule that no longer shows its bug is replaced by one that
 * does, from the first `seeds` seeds; one whose bug none of them shows stays as it is and is reported as not found.
 */
export const recordRegressions = async (seeds: number, say: (line: string) => void): Promise<Recorded> => {
  const outcome = { recorded: [] as string[], notFound: [] as string[] }
  for (const { name, regression } of readRegressions()) {
    const { saga, style, bugs, sagasMax } = regression
    const setting = { ...settingOf(saga, style, bugs), ...(sagasMax === undefined ? {} : { sagasMax }) }
    const schedule = await scheduleFor(regression, setting, seeds)
    if (schedule) {
      const { choices, shown } = schedule
      // A schedule without a planted bug keeps the violation that it once showed.
      const violations = bugs.length === 0 ? regression.violations : shown.violations
      saveRegression(name, { ...regression, violations, trace: traceOf(shown), choices })
    }
    outcome[schedule ? 'recorded' : 'notFound'].push(name)
    say(schedule ? `recorded ${name}` : `✗ ${name}: none of ${seeds} seeds shows ${bugs.join(', ')}; try more --seeds`)
  }
  return outcome
}
