import { type Logger, pino, stdTimeFunctions } from 'pino'

/** A structured log: one JSON object a line on standard output, secrets redacted. */
export type Log = Logger

const redacted = ['password', 'secret', 'token', 'authorization', 'apiKey', '*.password', '*.secret', '*.token']

export const createLog = ({ name, level = 'info' }: { name: string; level?: string }): Log =>
  pino({
    name,
    level,
    base: { name },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: redacted, censor: '[redacted]' },
  })
