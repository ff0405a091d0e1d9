import { randomInt } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { say, warn } from '#platform/base/say.ts'
import { startShop } from '../e2e/shop.ts'
import { fuzz, fuzzedServices, prepareCallers } from './fuzz.ts'
import { CannotFuzz, installSchemathesis } from './install.ts'

const help = `usage: npm run fuzz -- [options] [service ...]

Starts the system on free ports and sends every service, through the gateway, the requests that Schemathesis
generates from its specification, with all checks. Services: ${fuzzedServices.join(', ')}.

  --examples N  maximum number of requests per operation and phase (50)
  --seed N      the same seed generates the same requests (1); 'new' picks a random seed and prints it
  --help        this text

Exit codes: 0 nothing found, 1 something found (see .sagabench/fuzz/<service>.log), 64 usage error, 69 no Schemathesis.`

type Wanted = { services: string[]; seed: number; examplesMax: number }

const wanted = (args: string[]): Wanted | undefined => {
  const options = { examples: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
  if (values.help) return undefined
  const unknown = positionals.find((service) => !fuzzedServices.includes(service))
  if (unknown !== undefined) throw new Error(`Unknown service ${unknown}; known: ${fuzzedServices.join(', ')}`)
  const [examplesMax, seed] = [
    Number(values.examples ?? 50),
    values.seed === 'new' ? newSeed() : Number(values.seed ?? 1),
  ]
  if (!Number.isInteger(examplesMax) || examplesMax < 1)
    throw new Error('--examples must be a whole number of at least 1')
  if (!Number.isInteger(seed) || seed < 0) throw new Error("--seed must be a whole number of at least 0, or 'new'")
  return { services: positionals.length > 0 ? positionals : fuzzedServices, seed, examplesMax }
}

const newSeed = (): number => randomInt(1, 2 ** 32)

const run = async ({ services, ...options }: Wanted): Promise<number> => {
  say(
    `seed ${options.seed}; to repeat: npm run fuzz -- --seed ${options.seed} --examples ${options.examplesMax} ${services.join(' ')}`,
  )
  say('installing Schemathesis if needed')
  const python = await installSchemathesis(resolve(import.meta.dirname, '../..'))
  say('starting the system')
  const shop = await startShop()
  let found = false
  try {
    const callers = await prepareCallers(shop)
    for (const service of services) {
      const { passed, cases, output, logFile } = await fuzz({ service, callers }, { python, ...options })
      found ||= !passed
      say(`${passed ? '✓' : '✗'} ${service}: ${cases} requests${passed ? '' : `; ${logFile}\n${output}`}`)
    }
  } finally {
    await shop.close()
  }
  return found ? exitCodes.fail : exitCodes.pass
}

try {
  const options = wanted(process.argv.slice(2))
  if (options === undefined) say(help)
  else process.exitCode = await run(options)
} catch (error) {
  warn((error as Error).message)
  process.exitCode = error instanceof CannotFuzz ? exitCodes.unavailable : exitCodes.usage
}
