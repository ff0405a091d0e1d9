/**
 * A controller that aborts with `signal`, or on its own. Call `release` when it is no longer needed.
 * `AbortSignal.any` would keep the derived signal alive as long as its source.
 */
export const following = (signal: AbortSignal): { controller: AbortController; release: () => void } => {
  const controller = new AbortController()
  const abort = (): void => controller.abort(signal.reason)
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  return { controller, release: () => signal.removeEventListener('abort', abort) }
}
