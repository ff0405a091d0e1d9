import { parseArgs } from 'node:util'
import { optionMistake } from '../shared/command.ts'

export type Command = {
  readonly help: boolean
  readonly services: readonly string[]
  readonly port: number
  readonly delayMs: number
  readonly errorRate: number
  readonly events: boolean
  readonly redisUrl: string
  readonly everyMs: number
}

/** Thrown for wrong arguments. The message names the valid ones. */
export class UsageError extends Error {}

export const helpOf = (
  services: readonly string[],
): string => `Mocks services from their specifications, all at one address. Requests are validated as by the real service,
responses are the examples of the specification, and created items can be read, listed and changed until the process ends.

  npm run mock -- SERVICE…                      ${services.join(', ')}
  npm run mock -- SERVICE --port 4010           listen on this port (default 4010; 0: any free port)
  npm run mock -- SERVICE --delay-ms 200 --error-rate 0.1
                                                delay responses, and answer one in ten requests with 503
  npm run mock -- --events                      publish the examples of all events to Redis, once
  npm run mock -- --events --every-ms 1000      publish one event per second, repeatedly, until Ctrl-C
  npm run mock -- --events --redis-url redis://127.0.0.1:6379

Headers change the behaviour for one request: X-Mock-Status: 409, X-Mock-Example: NAME, X-Mock-Delay-Ms: 500,
X-Mock-Error-Rate: 0.5. Any bearer token is accepted; its claims sub and role are trusted.

Exit codes: 0 done, 64 wrong arguments, 65 an error in a specification, 69 port or Redis unavailable, 70 a crash.`

const options = {
  help: { type: 'boolean', short: 'h', default: false },
  port: { type: 'string', default: '4010' },
  'delay-ms': { type: 'string', default: '0' },
  'error-rate': { type: 'string', default: '0' },
  events: { type: 'boolean', default: false },
  'redis-url': { type: 'string', default: 'redis://127.0.0.1:6379' },
  'every-ms': { type: 'string', default: '0' },
} as const

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(optionMistake(error, Object.keys(options)))
  }
}

const number = (option: string, text: string, max: number): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!(value >= 0 && value <= max)) throw new UsageError(`--${option} ${text}: expected a number from 0 to ${max}`)
  return value
}

/** Parses the command line. @throws UsageError */
export const parseCommand = (args: readonly string[], known: readonly string[]): Command => {
  const { values, positionals } = parse(args)
  const stranger = positionals.find((name) => !known.includes(name))
  if (stranger !== undefined)
    throw new UsageError(`Unknown service ${stranger}; expected one or more of: ${known.join(', ')}.`)
  if (positionals.length === 0 && !values.events && !values.help)
    throw new UsageError(`Nothing to mock; name services (${known.join(', ')}) or use --events.`)
  return {
    help: values.help,
    services: [...new Set(positionals)],
    port: number('port', values.port, 65_535),
    delayMs: number('delay-ms', values['delay-ms'], 60_000),
    errorRate: number('error-rate', values['error-rate'], 1),
    events: values.events,
    redisUrl: values['redis-url'],
    everyMs: number('every-ms', values['every-ms'], 3_600_000),
  }
}
