/**
 * A controller that aborts with `signal`, or on its own. Call `release` when nobody needs it any more: unlike
 * `AbortSignal.any`, whose signals are kept by the garbage collector's leave as long as the followed one lives.
 */
export const following = (signal: AbortSignal): { controller: AbortController; release: () => void } => {
  const controller = new AbortController()
  const abort = (): void => controller.abort(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  return { controller, release: () => signal.removeEventListener('abort', abort) }
}
