import { join } from 'node:path'
import { UsageError } from '#harness/base/errors.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { attended } from '#harness/commands/with-system.ts'
import { type BenchRecord, type GuaranteeFault, writeBench } from '#harness/variants/records.ts'
import { writeBenchReport } from '#harness/variants/report/write.ts'
import { benchTable, brokenPromises, unmeasured } from '#harness/variants/results.ts'
import { runVariants, type VariantSet, type VariantsContext } from '#harness/variants/running.ts'
import { say } from '#platform/base/say.ts'
import { plantFor } from '../planted/always.ts'
import { runFaultTurns } from '../variants/fault-turns.ts'
import { environmentFor, variants } from '../variants/variants.ts'
import type { Bench } from './bench.ts'
import { readOptions, variantsOf, wholeNumber, yesOrNo } from './options.ts'
import { type Origin, withVariants } from './with-variants.ts'

const help = `Compares variants on one system, interleaved, and prints the throughput and cost of each.

  npm run bench -- variants                   both styles and the bare calls, 5 rounds, about 6 minutes
  npm run bench -- variants --rounds 10       more rounds, narrower intervals
  npm run bench -- variants --variants LIST   these (comma-separated) and bare
  npm run bench -- variants --faults no       skip the faults for variants that lack a guarantee
  npm run bench -- variants --plant slow-hop  plant a change in the processes, to see what a comparison shows
  npm run bench -- variants --offset 10000    use another offset for all ports

Variants:
${variants.map(({ id, text }) => `  ${id.padEnd(28)} ${text}`).join('\n')}

The report goes to reports/<date>-<commit>-bench/report.html, the record to bench.json beside it; npm run report -- FOLDER
makes the report again, npm run report -- compare A B compares two records, npm run report -- bundle FOLDER packs
everything needed to recompute the record elsewhere.`

/** Exposes each variant that lacks a guarantee to the fault that the guarantee protects against. */
const strikeAll = async (set: VariantSet, offset: number): Promise<GuaranteeFault[]> => {
  const { progress, signal } = attended()
  return runFaultTurns({ offset, like: set.scenario, progress, signal }, set.variants).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error
  })
}

/** Compares the variants. Fails if one breaks an invariant that it does not give up; inconclusive if one has no figure. */
export const bench: Bench = async (args) => {
  const options = readOptions('variants', args)
  if (options.help) {
    say(help)
    return exitCodes.pass
  }
  const rounds = wholeNumber('rounds', options.rounds, 1, 12)
  const set = variantsOf(options.variants)
  const withFaults = yesOrNo('faults', options.faults)
  const offset = wholeNumber('offset', options.offset, 0, 50_000)
  const planted = await plantFor(options.plant, offset)
  if (planted !== undefined && set.variants.some(({ against }) => against !== undefined))
    throw new UsageError('--plant works with whole variants only, not with those that lack a guarantee')
  const kind = planted === undefined ? 'bench' : `bench-${options.plant}`
  const run = async (context: VariantsContext, origin: Origin): Promise<{ record: BenchRecord; folder: string }> => {
    const measured = await runVariants(context, set, rounds)
    const record: BenchRecord = {
      schema: 'sagabench/bench@2',
      ...origin,
      endedAt: new Date().toISOString(),
      scenario: { id: set.scenario.id, decision: set.scenario.decision },
      seed: set.scenario.seed,
      unit: set.scenario.unit_of_work,
      command: `npm run bench -- variants ${args.join(' ')}`.trim(),
      ...(planted === undefined ? {} : { planted: planted.text }),
      baseline: set.baseline,
      variants: set.variants.map(({ id, title, text, gives_up = {}, against }) => ({
        ...{ id, title, text, gives_up },
        ...(against === undefined ? {} : { against }),
      })),
      loads: [...set.loads],
      ...measured,
    }
    writeBench(context.folder, record)
    return { record, folder: context.folder }
  }
  const environment = planted?.environment ?? (await environmentFor(set, offset))
  const { record: costs, folder } = await withVariants(offset, kind, run, environment)
  const faults = withFaults ? await strikeAll(set, offset) : []
  const record = faults.length === 0 ? costs : { ...costs, faults }
  writeBench(folder, record)
  writeBenchReport(folder, record)
  say(`\n${benchTable(record)}\n\n  report: ${join(folder, 'report.html')}\n`)
  if (brokenPromises(record).length > 0) return exitCodes.fail
  const missing = unmeasured(record)
  for (const what of missing) say(`  inconclusive: ${what}`)
  return missing.length === 0 ? exitCodes.pass : exitCodes.inconclusive
}
