import { warn } from '#platform/base/say.ts'
import { SpecError } from './spec-error.ts'

export const exitCodes = { usage: 64, specification: 65, software: 70, drift: 66 } as const

const isSpecError = (error: unknown): error is Error => error instanceof SpecError

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
