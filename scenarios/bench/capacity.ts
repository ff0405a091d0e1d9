import { join } from 'node:path'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { type CapacityRecord, writeCapacity } from '#harness/variants/records.ts'
import { writeCapacityReport } from '#harness/variants/report/write.ts'
import { capacityText } from '#harness/variants/results.ts'
import { measureCapacity, type VariantsContext } from '#harness/variants/running.ts'
import { say } from '#platform/base/say.ts'
import { environmentFor } from '../variants/variants.ts'
import type { Bench } from './bench.ts'
import { readOptions, variantsOf, wholeNumber } from './options.ts'
import { type Origin, withVariants } from './with-variants.ts'

const help = `Finds the highest steady rate of each variant without a growing backlog or a violated invariant, and fits the universal
scalability law to its throughput by users.

  npm run bench -- capacity                  both styles and the bare calls, about 8 minutes
  npm run bench -- capacity --variants LIST  these (comma-separated) and bare
  npm run bench -- capacity --users 1,8,64   these numbers of users (a fit needs at least four)
  npm run bench -- capacity --seconds 10     the duration of each step (default 8)
  npm run bench -- capacity --offset 10000   use another offset for all ports`

const curveS = 4

/** Measures the capacity of the variants, stores the figures in capacity.json, and writes the report beside it. */
export const bench: Bench = async (args) => {
  const options = readOptions('capacity', args)
  if (options.help) {
    say(help)
    return exitCodes.pass
  }
  const users = options.users.split(',').map((text) => wholeNumber('users', text, 1, 500))
  const rungS = wholeNumber('seconds', options.seconds, 3, 120)
  const set = variantsOf(options.variants)
  const offset = wholeNumber('offset', options.offset, 0, 50_000)
  const run = async (context: VariantsContext, origin: Origin): Promise<number> => {
    const capacities = await measureCapacity(context, set, { users, curveS, rungS })
    const record: CapacityRecord = {
      schema: 'sagabench/capacity@2',
      ...origin,
      endedAt: new Date().toISOString(),
      seed: set.scenario.seed,
      unit: set.scenario.unit_of_work,
      command: `npm run bench -- capacity ${args.join(' ')}`.trim(),
      variants: set.variants.map(({ id, title, text }) => ({ id, title, text })),
      capacities,
    }
    writeCapacity(context.folder, record)
    writeCapacityReport(context.folder, record)
    say(`\n${capacityText(capacities)}\n\n  report: ${join(context.folder, 'report.html')}\n`)
    return capacities.every(({ highestPerS }) => highestPerS !== null) ? exitCodes.pass : exitCodes.inconclusive
  }
  return withVariants(offset, 'capacity', run, await environmentFor(set, offset))
}
