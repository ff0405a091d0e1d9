import type { Invariant } from './invariant.ts'

/**
 * 12. After an erasure nothing of the person is found: not in any table, key of Redis, its log, log of a process or other
 * file of the run, and the key of their data is gone.
 */
export const erased: Invariant = {
  id: 'erasure',
  check: ({ traces }) => ({
    ...(traces.erasures === 0 ? { skipped: 'nobody was erased' } : {}),
    checked: traces.erasures,
    violations: traces.found,
  }),
}
