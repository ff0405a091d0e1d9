import type { Clock } from '#platform/base/clock.ts'
import type { State } from './plugin.ts'
import type { InvariantResult } from './raw.ts'

/** What the invariants said while loads ran, one list a sampling. */
export type Samplings = { results: InvariantResult[][] }

const everyMs = 5_000
const examplesMax = 20

/** Checks what has to hold at any moment every five seconds, until disposal. A sampling that can't be made is left out. */
export const keepSampling = (state: State, into: Samplings, clock: Clock): AsyncDisposable => {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    while (state.sample !== undefined) {
      await clock.sleep(everyMs, stopping.signal)
      if (stopping.signal.aborted) return
      const results = await state.sample().catch(() => undefined) // A fault may keep it from reading.
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

/** The results at rest, with what was found while the loads ran: what is found again at each look counts once. */
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
