const httpDate = /^[A-Z][a-z]{2,8},? .* GMT$|^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/

/** Retry-After in milliseconds from now: seconds or a date (RFC 9110, 10.2.3); undefined for anything else. */
export const retryAfterMs = (header: string | null | undefined, nowMs: number): number | undefined => {
  if (header === null || header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const ms = httpDate.test(header) ? Date.parse(header) - nowMs : Number.NaN
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}
