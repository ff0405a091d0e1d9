import type { Invariant } from './invariant.ts'

/** 15. The sums of each closed day, by shop and by product, are those of its sales that were not cancelled. */
export const salesSums: Invariant = {
  id: 'sales-sums',
  text: 'The sums of each day that reports read equal the sales of that day',
  check: ({ sums: { days, wrong } }) => ({
    checked: days,
    violations: wrong.map(
      ({ jour, of, id }) => `day ${jour} (since 1970-01-01): its sums for ${of} ${id} differ from its sales`,
    ),
    ...(days === 0 ? { skipped: 'no day with sales has ended' } : {}),
  }),
}
