import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { UsageError } from '#harness/arguments.ts'
import { type BenchRecord, writeBench } from '#harness/arms/record.ts'
import { runArms } from '#harness/arms/run.ts'
import { benchTable, brokenPromises } from '#harness/arms/table.ts'
import { exitCodes } from '#harness/exit-codes.ts'
import { makeFolder } from '#harness/run.ts'
import { findK6 } from '#harness/scenario/k6.ts'
import { describeCommit, describeMachine } from '#harness/scenario/machine.ts'
import { projectRoot, withSystem } from '#harness/with-system.ts'
import { systemClock } from '#platform/clock.ts'
import { armSet, arms } from '../arms/arms.ts'
import type { Bench } from './main.ts'

const help = `Runs arms against each other on one system, interleaved, and prints what each reaches and costs.

  npm run bench -- arms                    both styles and the bare calls, 5 rounds, about 6 minutes
  npm run bench -- arms --rounds 10        more rounds, narrower intervals
  npm run bench -- arms --arms LIST        these, by commas, and bare
  npm run bench -- arms --offset 10000     move every port

Arms:
${arms.map(({ id, text }) => `  ${id.padEnd(28)} ${text}`).join('\n')}

The record goes to reports/<date>-<commit>-bench/bench.json; npm run report -- compare A B sets two of them side by side.`

const parse = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        rounds: { type: 'string', default: '5' },
        arms: { type: 'string', default: '' },
        offset: { type: 'string', default: '0' },
      },
    }).values
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

const wholeNumber = (name: string, text: string, least: number, most: number): number => {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} ${text}: a whole number, ${least} to ${most}`)
  return value
}

const setOf = (list: string) => {
  try {
    return armSet(list.split(',').filter((id) => id !== ''))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Compares the arms; fails where one broke an invariant that it does not give up. */
export const bench: Bench = async (args) => {
  const options = parse(args)
  if (options.help) {
    console.log(help)
    return exitCodes.pass
  }
  const rounds = wholeNumber('rounds', options.rounds, 1, 12)
  const offset = wholeNumber('offset', options.offset, 0, 50_000)
  const set = setOf(options.arms)
  const k6 = findK6(projectRoot)
  return withSystem({ offset }, async ({ system, progress, signal }) => {
    const startedAt = new Date().toISOString()
    const { commit, dirty } = describeCommit(projectRoot)
    const folder = makeFolder(join(projectRoot, 'reports'), `${startedAt.slice(0, 10)}-${commit}-bench`)
    const measured = await runArms(
      {
        system,
        scenariosFolder: join(projectRoot, 'scenarios'),
        folder,
        k6: k6.path,
        rounds,
        runId: Date.now().toString(36),
        clock: systemClock,
        progress,
        signal,
      },
      set,
    )
    const record: BenchRecord = {
      schema: 'sagabench/bench@1',
      commit,
      dirty,
      startedAt,
      endedAt: new Date().toISOString(),
      machine: describeMachine(),
      versions: { node: process.versions.node, k6: k6.version, ...system.versions() },
      seed: set.scenario.seed,
      command: `npm run bench -- arms ${args.join(' ')}`.trim(),
      baseline: set.baseline,
      arms: set.arms.map(({ id, title, text, gives_up = {} }) => ({ id, title, text, gives_up })),
      loads: [...set.loads],
      ...measured,
    }
    writeBench(folder, record)
    console.log(`\n${benchTable(record)}\n\n  record: ${join(folder, 'bench.json')}\n`)
    return brokenPromises(record).length === 0 ? exitCodes.pass : exitCodes.fail
  })
}
