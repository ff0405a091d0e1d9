/** Aborts `ms` after the other signal: what runs at shutdown may still end by itself for so long. */
export const afterGrace = (signal: AbortSignal, ms: number): AbortSignal => {
  const late = new AbortController()
  signal.addEventListener('abort', () => setTimeout(() => late.abort(), ms).unref(), { once: true })
  return late.signal
}
