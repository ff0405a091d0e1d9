import { SpecError } from '../shared/spec-error.ts'

/** A mistake in a specification: its place (`file:line`), what is wrong, and what is expected. */
export type Mistake = { place: string; wrong: string; right?: string }

const describe = ({ wrong, right }: Mistake): string =>
  `${wrong}${right === undefined ? '' : `\n    expected: ${right}`}`

/** One error that lists all mistakes. */
export const mistakesError = ([first, ...others]: readonly [Mistake, ...Mistake[]]): SpecError =>
  new SpecError(
    first.place,
    [describe(first), ...others.map((mistake) => `${mistake.place}: ${describe(mistake)}`)].join('\n'),
  )
