/** Thrown by a handler that can't work now: the event is redelivered after `afterMs`, without limit, with
 * `deliveries` 2. A batch is retried unchanged, and nothing else is read meanwhile. */
export class RetryLater extends Error {
  readonly afterMs: number
  constructor(message: string, afterMs = 500, cause?: unknown) {
    super(message, { cause })
    this.afterMs = afterMs
  }
}

/** Thrown by a handler that rejects an event: it becomes a dead letter at once, with this message as its reason. */
export class Unacceptable extends Error {}

const transientCode = /^(08|40|53|55|57)[0-9A-Z]{3}$|^E(CONN|PIPE|TIMEDOUT|HOSTUNREACH)|^UND_ERR/
const transientMessage = /connection|timed? ?out|timeout|^OOM|^EXECABORT|^LOADING|^READONLY|^MISCONF|max.*retries/i

const isTransient = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  return transientCode.test(code ?? '') || transientMessage.test(message ?? '')
}

/** Milliseconds until a failed entry is redelivered; undefined if the failure counts towards the dead letter. */
export const retryAfter = (error: unknown): number | undefined => {
  if (error instanceof RetryLater) return error.afterMs
  return isTransient(error) ? 1_000 : undefined
}
