import { repeat, type Setting } from './simulate.ts'

const runsMax = 20_000
const startChoicesMax = 4

/** The violated rule without the letter of the saga. */
const ruleOf = (violation: string): string => violation.replace(/^[A-Z]: /, '')

/** Removes zeros at the end, which are the default. */
const trimmed = (choices: readonly number[]): number[] => {
  let length = choices.length
  while (length > 0 && choices[length - 1] === 0) length--
  return choices.slice(0, length)
}

const sum = (choices: readonly number[]): number => choices.reduce((total, choice) => total + choice, 0)
const weight = (choices: readonly number[]): number => choices.filter((choice) => choice > 0).length

/** Compares by number of faults, then by length, then by sum. */
const isSimpler = (one: readonly number[], other: readonly number[]): boolean =>
  (weight(one) - weight(other) || one.length - other.length || sum(one) - sum(other)) < 0

/** The first choice is the number of sagas. Removing sagas also removes the choices of their starts. */
function* withFewerSagas([sagas = 0, ...rest]: readonly number[]): Generator<number[]> {
  for (let fewer = 0; fewer < sagas; fewer++)
    for (let left = 0; left <= startChoicesMax; left++) yield [fewer, ...rest.slice(left)]
}

function* simplerThan(choices: readonly number[]): Generator<number[]> {
  yield* withFewerSagas(choices)
  for (let size = Math.ceil(choices.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < choices.length; at += size) {
      const part = choices.slice(at, at + size)
      if (part.some((choice) => choice > 0)) yield choices.map((choice, i) => (i >= at && i < at + size ? 0 : choice))
      yield [...choices.slice(0, at), ...choices.slice(at + size)]
    }
  }
  for (let at = 0; at < choices.length; at++)
    for (let lower = 1; lower < (choices[at] ?? 0); lower++)
      yield choices.map((choice, i) => (i === at ? lower : choice))
}

/** The simplest choices found that still violate the same rule. */
export const shrink = async (setting: Setting, failing: readonly number[]): Promise<number[]> => {
  const first = await repeat(setting, failing, false)
  const [violation] = first.violations
  if (violation === undefined) throw new Error('nothing to shrink: these choices violate no rule')
  const rule = ruleOf(violation)
  let best = trimmed(first.choices)
  let runs = 0
  for (let isBetter = true; isBetter; ) {
    isBetter = false
    for (const candidate of simplerThan(best)) {
      if (++runs > runsMax) return best
      const result = await repeat(setting, candidate, false)
      const simpler = trimmed(result.choices.slice(0, candidate.length))
      if (!result.violations.some((one) => ruleOf(one) === rule) || !isSimpler(simpler, best)) continue
      best = simpler
      isBetter = true
      break
    }
  }
  return best
}
