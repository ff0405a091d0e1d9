import { nearest } from '#platform/base/nearest.ts'
import { warn } from '#platform/base/say.ts'
import { SpecError } from './spec-error.ts'

export const exitCodes = { usage: 64, specification: 65, software: 70, drift: 66 } as const

const isSpecError = (error: unknown): error is Error => error instanceof SpecError

/** The message for an error of node:util's parseArgs. For an unknown option it suggests the nearest known one. */
export const optionMistake = (error: unknown, options: readonly string[]): string => {
  const { message } = error as Error
  const [, name] = /^Unknown option '--([^']+)'/.exec(message) ?? []
  if (name === undefined) return message
  const meant = nearest(name, options)
  const hint =
    meant === undefined ? `expected one of: ${options.map((one) => `--${one}`).join(', ')}` : `did you mean --${meant}?`
  return `Unknown option --${name}; ${hint}`
}

/** Runs a command. Prints mistakes in a specification as plain messages, and other errors with their stack. */
export const reportMistakes = async (command: () => Promise<unknown>): Promise<void> => {
  try {
    await command()
  } catch (error) {
    const errors: unknown[] = error instanceof AggregateError ? error.errors : [error]
    for (const one of errors) warn(isSpecError(one) ? one.message : String((one as Error)?.stack ?? one))
    process.exitCode = errors.every(isSpecError) ? exitCodes.specification : exitCodes.software
  }
}
