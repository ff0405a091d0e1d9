/** Thrown by a handler whose work can't be done now: the event comes again after `afterMs`, however often;
 * `deliveries` is 2 then. A batch is repeated as it was, and nothing is read meanwhile. */
export class RetryLater extends Error {
  readonly afterMs: number
  constructor(message: string, afterMs = 500, cause?: unknown) {
    super(message, { cause })
    this.afterMs = afterMs
  }
}

/** Thrown by a handler for an event that it must not act on: it goes to the dead letter at once, with this message as its reason. */
export class Unacceptable extends Error {}

const transientCode = /^(08|40|53|55|57)[0-9A-Z]{3}$|^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH)|^UND_ERR/
const transientMessage = /connection|timed? ?out|timeout|^OOM|^EXECABORT|^LOADING|^READONLY|^MISCONF|max.*retries/i

const isTransient = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  return transientCode.test(code ?? '') || transientMessage.test(message ?? '')
}

/** When a failed entry comes again: a number of milliseconds, or undefined if the failure counts against it. */
export const retryAfter = (error: unknown): number | undefined => {
  if (error instanceof RetryLater) return error.afterMs
  return isTransient(error) ? 1_000 : undefined
}
