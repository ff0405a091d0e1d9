import type { Invariant } from './invariant.ts'

/**
 * 12. After an erasure no trace of the person remains: in no table, Redis key, Redis log, process log or other file of
 * the run; and the key of their data is gone.
 */
export const erased: Invariant = {
  id: 'erasure',
  text: 'Nothing identifies a person whose data were erased, in any table, the log, or Redis',
  check: ({ traces }) => ({
    ...(traces.erasures === 0 ? { skipped: 'no customer was erased' } : {}),
    checked: traces.erasures,
    violations: traces.found,
  }),
}
