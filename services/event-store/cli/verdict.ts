import type { Verification } from '../infrastructure/verification.ts'

/** `none`: not requested; `missing`: the file does not exist; `read`: the events were compared with it. */
export type Anchor = 'none' | 'missing' | 'read'

export type VerifyVerdict = { readonly text: string; readonly exitCode: 0 | 1 | 2 }

/**
 * The verdict of a verification. Data that was not checked, or not compared with an outside anchor, is not "unchanged".
 */
export const verdictOf = (
  { events, violations }: Pick<Verification, 'events' | 'violations'>,
  anchor: Anchor,
): VerifyVerdict => {
  if (violations.length > 0) return { text: `CHANGED: ${violations.length} findings`, exitCode: 1 }
  if (events === 0) return { text: 'nothing was verified: the store holds no event', exitCode: 2 }
  switch (anchor) {
    case 'read':
      return { text: 'nothing was changed', exitCode: 0 }
    case 'none':
      return { text: 'the events are consistent with each other; they were not compared with an anchor', exitCode: 0 }
    case 'missing':
      return {
        text: 'the events are consistent with each other, but the anchor file does not exist: nothing outside the database confirms them. Create it with npm run events -- seal',
        exitCode: 2,
      }
    default:
      return anchor satisfies never
  }
}
