import { warn } from '#platform/base/say.ts'
import { CannotStart, DamagedRecord, InvalidDocument, ProcessFailed, UsageError } from '../base/errors.ts'
import { DocumentError } from '../scenario/documents.ts'
import { exitCodes } from './exit-codes.ts'
import { Interrupted } from './with-system.ts'

/** Prints what went wrong, with the stack only for bugs. Returns the exit code. */
export const reportError = (error: unknown, helpCommand: string): number => {
  if (error instanceof UsageError) {
    warn(`${error.message}\nFor help: ${helpCommand}`)
    return exitCodes.usage
  }
  if (error instanceof DocumentError) {
    warn(`${error.message}\nThe schema of a scenario: scenarios/schema.json`)
    return exitCodes.data
  }
  if (error instanceof DamagedRecord) {
    warn(
      `${error.message}\nAn interrupted run leaves an incomplete record; run it again, or name another folder of reports/.`,
    )
    return exitCodes.unavailable
  }
  if (error instanceof InvalidDocument) {
    warn(error.message)
    return exitCodes.data
  }
  if (error instanceof CannotStart) {
    warn(error.message)
    return exitCodes.unavailable
  }
  if (error instanceof ProcessFailed) {
    warn(error.message)
    return exitCodes.software
  }
  if (error instanceof Interrupted) {
    warn(error.message)
    return error.exitCode
  }
  warn(String(error instanceof Error ? error.stack : error))
  return exitCodes.software
}
