/** A signal that aborts `ms` after another, so that running work can finish during shutdown. */
export const afterGrace = (signal: AbortSignal, ms: number): AbortSignal => {
  const late = new AbortController()
  signal.addEventListener('abort', () => setTimeout(() => late.abort(), ms).unref(), { once: true })
  return late.signal
}
