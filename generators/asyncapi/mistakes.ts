import { SpecError } from '../shared/spec-error.ts'

/** A mistake in a specification: where it is (`file:line`), what is wrong, and what would be right. */
export type Mistake = { place: string; wrong: string; right?: string }

const describe = ({ wrong, right }: Mistake): string => `${wrong}${right === undefined ? '' : `\n    right: ${right}`}`

/** One error that tells every mistake, not only the first. */
export const mistakesError = ([first, ...others]: readonly [Mistake, ...Mistake[]]): SpecError =>
  new SpecError(
    first.place,
    [describe(first), ...others.map((mistake) => `${mistake.place}: ${describe(mistake)}`)].join('\n'),
  )
