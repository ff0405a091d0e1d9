import { randomBytes } from 'node:crypto'

// Four fields; later versions may add more, which are dropped.
const form = /^(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/s

/**
 * The header traceparent in the form of W3C Trace Context, version 00; undefined for any other form. Invalid values must not
 * be stored, logged or forwarded: they could contain anything, even personal data.
 */
export const parseTraceparent = (text: string | null | undefined): string | undefined => {
  const [, version, traceId, parentId, flags = '', more] = form.exec(text ?? '') ?? []
  if (version === undefined || (version === '00' && more !== undefined)) return undefined
  const known = version === '00' ? flags : (Number.parseInt(flags, 16) & 1).toString().padStart(2, '0')
  return `00-${traceId}-${parentId}-${known}`
}

/** Starts a new trace, not sampled. */
export const newTraceparent = (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`
