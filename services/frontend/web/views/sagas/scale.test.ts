import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Intervalle } from '#generated/event-store/types.ts'
import { scaleOf } from './scale.ts'

const bar = (debut_ms: number, fin_ms: number | null): Intervalle => ({
  genre: 'etape',
  nom: 'verifierStock',
  par: null,
  etapes: [],
  tentative: 1,
  debut_ms,
  fin_ms,
  resultat: 'reussi',
  motif: null,
  detail: null,
  annule: null,
})

it('bars lie within the picture, and one that follows another begins where that one ends', () => {
  const lengths = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(lengths, fc.boolean(), (times, isShortened) => {
      let at = 1_000
      const bars = times.map((ms) => {
        at += ms
        return bar(at - ms, at)
      })
      const { placeOf } = scaleOf({ intervalles: bars, commence_ms: 1_000, termine_ms: at }, { nowMs: at, isShortened })
      let end = 0
      for (const { start, length } of bars.map(placeOf)) {
        expect(start).toBeCloseTo(end, 9)
        end = start + length
        expect(length).toBeGreaterThanOrEqual(0)
      }
      expect(end).toBeCloseTo(at > 1_000 ? 1 : 0, 9)
    }),
  )
})

it('a step beside a long wait is a hair in real time, and can be seen once waits are shortened', () => {
  const intervalles = [bar(0, 5), bar(5, 60_000)]
  const widthOf = (isShortened: boolean): number | undefined => {
    const { placeOf } = scaleOf({ intervalles, commence_ms: 0, termine_ms: 60_000 }, { nowMs: 60_000, isShortened })
    return intervalles.map(placeOf)[0]?.length
  }
  expect(widthOf(false)).toBeLessThan(0.001)
  expect(widthOf(true)).toBeGreaterThan(0.1)
})

it('a bar that has not ended reaches to the present', () => {
  const intervalles = [bar(0, 10), bar(10, null)]
  const { placeOf, totalMs } = scaleOf(
    { intervalles, commence_ms: 0, termine_ms: null },
    { nowMs: 40, isShortened: false },
  )
  expect(intervalles.map(placeOf)).toEqual([
    { start: 0, length: 0.25 },
    { start: 0.25, length: 0.75 },
  ])
  expect(totalMs).toBe(40)
})
