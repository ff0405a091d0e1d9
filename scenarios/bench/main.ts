import { exitCodes } from '#harness/commands/exit-codes.ts'
import { reportError } from '#harness/commands/report-error.ts'
import { say, warn } from '#platform/base/say.ts'
import type { Bench } from './bench.ts'

/** Every benchmark by its name; a run loads only its own. */
const benches: Readonly<Record<string, { text: string; load: () => Promise<{ bench: Bench }> }>> = {
  bus: { text: 'events published and read by every consumer group', load: () => import('./bus.ts') },
  variants: {
    text: 'both styles compared with the bare calls, in alternating rounds',
    load: () => import('./variants.ts'),
  },
  replay: {
    text: 'the event store with 1,000,000 events: ingestion, replay, queries, rebuild',
    load: () => import('./replay.ts'),
  },
  web: {
    text: 'fifty people browse a large shop: P50 and P95 of each operation, and P1 beside them',
    load: () => import('./web.ts'),
  },
  capacity: {
    text: 'the highest steady rate of each variant, and its throughput by number of users',
    load: () => import('./capacity.ts'),
  },
}

const help = `Benchmarks: figures and comparisons without verdicts.

${Object.entries(benches)
  .map(([name, { text }]) => `  npm run bench -- ${name.padEnd(10)} ${text}`)
  .join('\n')}

The default is variants. npm run bench -- NAME --help lists the options of each.`

const main = async ([first, ...rest]: readonly string[]): Promise<number> => {
  if (first === '--help' || first === '-h') {
    say(help)
    return exitCodes.pass
  }
  const isName = first !== undefined && !first.startsWith('-')
  const name = isName ? first : 'variants'
  const found = Object.hasOwn(benches, name) ? benches[name] : undefined
  if (found === undefined) {
    warn(`Unknown benchmark ${name}.\n\n${help}`)
    return exitCodes.usage
  }
  const { bench } = await found.load()
  return bench(isName || first === undefined ? rest : [first, ...rest])
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportError(error, 'npm run bench -- --help')
}
