import { randomBytes } from 'node:crypto'

// Four fields; versions after 00 may add more, of which nothing is known and nothing is kept.
const form = /^(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/s

/**
 * The header traceparent in the form of W3C Trace Context, version 00; undefined where it has no such form. Whatever else a caller
 * sends under this name must not be stored, logged or passed on: it could be anything, a person's address too.
 */
export const parseTraceparent = (text: string | null | undefined): string | undefined => {
  const [, version, traceId, parentId, flags = '', more] = form.exec(text ?? '') ?? []
  if (version === undefined || (version === '00' && more !== undefined)) return undefined
  const known = version === '00' ? flags : (Number.parseInt(flags, 16) & 1).toString().padStart(2, '0')
  return `00-${traceId}-${parentId}-${known}`
}

/** The beginning of a trace of its own, not sampled. */
export const newTraceparent = (): string => `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`
