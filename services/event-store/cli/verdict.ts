import type { Verification } from '../infrastructure/verification.ts'

/** `none`: not asked for; `missing`: there is no such file; `read`: the events were compared with it. */
export type Anchor = 'none' | 'missing' | 'read'

export type VerifyVerdict = { readonly text: string; readonly exitCode: 0 | 1 | 2 }

/** What a look at the store says. What was not looked at, or is vouched for by nothing outside, is not "unchanged". */
export const verdictOf = (
  { evenements, violations }: Pick<Verification, 'evenements' | 'violations'>,
  anchor: Anchor,
): VerifyVerdict => {
  if (violations.length > 0) return { text: `CHANGED: ${violations.length} findings`, exitCode: 1 }
  if (evenements === 0) return { text: 'nothing was verified: the store holds no event', exitCode: 2 }
  switch (anchor) {
    case 'read':
      return { text: 'nothing was changed', exitCode: 0 }
    case 'none':
      return { text: 'the events agree with each other; they were compared with no anchor', exitCode: 0 }
    case 'missing':
      return {
        text: 'the events agree with each other, but the anchor does not exist: nothing outside the database vouches for them. npm run events -- seal writes it',
        exitCode: 2,
      }
    default:
      return anchor satisfies never
  }
}
