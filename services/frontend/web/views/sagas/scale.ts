import type { Deroulement, Intervalle } from '#generated/event-store/types.ts'

/** Where a bar begins and how long it is, as parts of the whole width. */
export type Place = { readonly start: number; readonly length: number }

/** A place for each bar of a checkout. `isShortened`: long waits take less room, so that short steps beside them can be seen. */
export type Scale = {
  readonly totalMs: number
  readonly placeOf: (bar: Intervalle) => Place
}

const sortedMoments = (moments: readonly number[]): number[] => [...new Set(moments)].toSorted((a, b) => a - b)

/** How much room a stretch of time gets. */
const weightOf = (ms: number, isShortened: boolean): number => (isShortened ? Math.log2(1 + ms) : ms)

/** The scale of a checkout; what has not ended reaches to `nowMs`. */
export const scaleOf = (
  { intervalles, commence_ms, termine_ms }: Pick<Deroulement, 'intervalles' | 'commence_ms' | 'termine_ms'>,
  { nowMs, isShortened }: { nowMs: number; isShortened: boolean },
): Scale => {
  const endOf = ({ debut_ms, fin_ms }: Intervalle): number => Math.max(debut_ms, fin_ms ?? nowMs)
  const ends = intervalles.map(endOf)
  const moments = sortedMoments([
    ...[commence_ms, termine_ms ?? commence_ms],
    ...intervalles.map(({ debut_ms }) => debut_ms),
    ...ends,
  ])
  const positions = new Map<number, number>()
  let sum = 0
  for (const [index, moment] of moments.entries()) {
    sum += weightOf(moment - (moments[index - 1] ?? moment), isShortened)
    positions.set(moment, sum)
  }
  const at = (ms: number): number => (sum === 0 ? 0 : (positions.get(ms) ?? 0) / sum)
  return {
    totalMs: (moments.at(-1) ?? commence_ms) - (moments[0] ?? commence_ms),
    placeOf: (bar) => ({ start: at(bar.debut_ms), length: at(endOf(bar)) - at(bar.debut_ms) }),
  }
}
