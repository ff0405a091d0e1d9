import { parseArgs } from 'node:util'

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

/** What the user typed is not a command: the message says what would be. */
export class UsageError extends Error {}

export const helpOf = (
  services: readonly string[],
): string => `Serves services from their specifications alone, at one address: requests are checked as by the real
service, answers are the examples, and what was created can be read, listed and changed until the process ends.

  npm run mock -- SERVICE…                      ${services.join(', ')}
  npm run mock -- SERVICE --port 4010           at this port (4010; 0: any)
  npm run mock -- SERVICE --delay-ms 200 --error-rate 0.1
                                                late, and one in ten requests answered with 503
  npm run mock -- --events                      publishes the examples of all events to Redis, once
  npm run mock -- --events --every-ms 1000      one event a second, over and over, until Ctrl-C
  npm run mock -- --events --redis-url redis://127.0.0.1:6379

One request can ask for something else by its headers: X-Mock-Status: 409, X-Mock-Example: NAME, X-Mock-Delay-Ms: 500,
X-Mock-Error-Rate: 0.5. Any bearer token will do; its claims sub and role are believed.

Exit codes: 0 done, 64 usage, 65 a mistake in a specification, 69 the port or Redis can't be had, 70 a crash.`

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        port: { type: 'string', default: '4010' },
        'delay-ms': { type: 'string', default: '0' },
        'error-rate': { type: 'string', default: '0' },
        events: { type: 'boolean', default: false },
        'redis-url': { type: 'string', default: 'redis://127.0.0.1:6379' },
        'every-ms': { type: 'string', default: '0' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const number = (option: string, text: string, max: number): number => {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (!(value >= 0 && value <= max)) throw new UsageError(`--${option} ${text}: a number from 0 to ${max}`)
  return value
}

/** @throws UsageError */
export const parseCommand = (args: readonly string[], known: readonly string[]): Command => {
  const { values, positionals } = parse(args)
  const stranger = positionals.find((name) => !known.includes(name))
  if (stranger !== undefined) throw new UsageError(`There is no service ${stranger}; there are ${known.join(', ')}.`)
  if (positionals.length === 0 && !values.events && !values.help) throw new UsageError('Which services?')
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
