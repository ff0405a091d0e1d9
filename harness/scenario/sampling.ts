import type { Clock } from '#platform/base/clock.ts'
import type { State } from './plugin.ts'
import type { InvariantResult } from './raw.ts'

/** Invariant results while loads ran, one list per sampling. */
export type Samplings = { results: InvariantResult[][] }

const everyMs = 5_000
const examplesMax = 20

/** Checks the invariants that must always hold every five seconds until disposal; skips samplings that fail. */
export const keepSampling = (state: State, into: Samplings, clock: Clock): AsyncDisposable => {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (state.sample !== undefined) {
      await clock.sleep(everyMs, stopping.signal)
      if (stopping.signal.aborted) return
      const results = await state.sample().catch(() => undefined) // A fault may make the state unreadable.
      if (results !== undefined) into.results.push(results)
    }
  }
  const running = run()
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await running
    },
  }
}

const sum = (results: readonly InvariantResult[]): number => results.reduce((total, one) => total + one.violations, 0)

/** The results at rest merged with those of the samplings; a violation in several samplings counts once. */
export const withSamplings = (
  atRest: readonly InvariantResult[],
  samplings: readonly (readonly InvariantResult[])[],
): InvariantResult[] =>
  atRest.map((result) => {
    const looks = samplings.map((results) => results.filter(({ id }) => id === result.id))
    if (!looks.some((look) => look.length > 0)) return result
    const texts = looks.flat().flatMap(({ examples }) => examples.map((text) => `while running: ${text}`))
    return {
      ...result,
      violations: result.violations + Math.max(...looks.map(sum)),
      examples: [...new Set([...result.examples, ...texts])].slice(0, examplesMax),
      sampled: looks.length,
    }
  })
