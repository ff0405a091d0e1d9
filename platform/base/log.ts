import { type DestinationStream, type Logger, pino, stdSerializers, stdTimeFunctions } from 'pino'

/** A structured log: one JSON object per line on standard output, with secrets redacted. */
export type Log = Logger

const secretNames = [
  'password',
  'secret',
  'token',
  'authorization',
  'apiKey',
  'gatewaySecret',
  'privateKeyPem',
  'mot_de_passe',
  'jeton',
  'jeton_renouvellement',
  'firstAdminPassword',
  '["x-api-key"]',
  '["x-gateway-secret"]',
]
const below = (parent: string): string[] =>
  secretNames.map((name) => parent + (name.startsWith('[') ? name : `.${name}`))
const redacted = [...below('').map((path) => path.replace(/^\./, '')), ...below('*'), ...below('*.*')]

type Described = { command?: { name?: unknown } & object; detail?: unknown; severity?: unknown }

/**
 * Redis errors contain the failed command with its arguments, and those of Postgres (with a severity) quote the row in `detail`: both
 * may be passwords or personal data.
 */
const describeError = (error: Error): object => {
  const { command, detail, ...rest } = stdSerializers.err(error) as Described
  return {
    ...rest,
    ...(command === undefined ? {} : { command: command.name }),
    ...(detail === undefined || rest.severity !== undefined ? {} : { detail }),
  }
}

/** Redacts secrets inside texts: passwords in addresses, bearer tokens. */
const scrub = (line: string): string =>
  line.replaceAll(/(:\/\/[^\s:/@"]*:)[^\s@"]+@/g, '$1[redacted]@').replaceAll(/(Bearer )[\w.~+/=-]+/g, '$1[redacted]')

/** @param destination where lines go; standard output by default */
export const createLog = (
  { name, level = 'info' }: { name: string; level?: string },
  destination?: DestinationStream,
): Log => {
  const options = {
    name,
    level,
    base: { name },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describeError },
    redact: { paths: redacted, censor: '[redacted]' },
    hooks: { streamWrite: scrub },
  }
  return destination ? pino(options, destination) : pino(options)
}
