/** A mistake in a specification: where it is, what is wrong, and what would be right. */
export type SpecMistake = { file: string; line: number; column: number; wrong: string; right?: string }

export const formatMistake = ({ file, line, column, wrong, right }: SpecMistake): string =>
  `${file}:${line}:${column}: ${wrong}${right === undefined ? '' : `\n    right: ${right}`}`

/** Thrown with every mistake that was found, not only the first. */
export class SpecError extends Error {
  readonly mistakes: readonly SpecMistake[]
  constructor(mistakes: readonly SpecMistake[]) {
    super(mistakes.map(formatMistake).join('\n'))
    this.mistakes = mistakes
  }
}
