import { isGood } from '../scenario/records.ts'
import type { JudgedLoad } from './judged-load.ts'
import { mean } from './statistics.ts'

/** Completed units per second, with its 95 % interval if there is one. */
export type Rate = { value: number; low: number | null; high: number | null }

/**
 * Completed units per second between the end of the warm-up and the last intended start, with a 95 % interval from the counts
 * of whole seconds. What was under way when the warm-up ended counts where it ends, so that neither edge biases the rate.
 */
export const throughput = (judged: JudgedLoad): Rate => {
  const from = judged.steadiness.cutMs
  const to = judged.all.reduce((last, { intended }) => Math.max(last, intended), from)
  const seconds = (to - from) / 1_000
  const ends = judged.all.flatMap((sample) =>
    isGood(sample) && sample.ended > from && sample.ended <= to ? [sample.ended] : [],
  )
  if (ends.length === 0 || seconds <= 0) return { value: 0, low: null, high: null }
  const value = ends.length / seconds
  const whole = Math.floor(seconds)
  if (whole < 3) return { value, low: null, high: null }
  const counts = Array.from({ length: whole }, () => 0)
  for (const end of ends) {
    const second = Math.floor((end - from) / 1_000)
    if (second < whole) counts[second] = (counts[second] ?? 0) + 1
  }
  const average = mean(counts)
  const deviation = Math.sqrt(counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / (whole - 1))
  const half = (studentT(whole - 1) * deviation) / Math.sqrt(whole)
  return { value, low: Math.max(0, value - half), high: value + half }
}

/** 97.5 % quantile of Student's t, by the Cornish–Fisher expansion (good to 1 % from 3 degrees of freedom). */
const studentT = (freedom: number): number => {
  const z = 1.959964
  const g1 = (z ** 3 + z) / 4
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  return z + g1 / freedom + g2 / freedom ** 2 + (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384 / freedom ** 3
}
