import { existsSync } from 'node:fs'
import { say } from '#platform/base/say.ts'
import { UsageError } from '../base/errors.ts'
import { benchFile, readBench } from '../variants/records.ts'
import { compareBenches, comparisonText } from '../variants/results.ts'
import { exitCodes } from './exit-codes.ts'
import { readNames } from './report-options.ts'

/** Sets two records of `npm run bench` side by side. Fails when the second is slower; inconclusive without data. */
export const compareCommand = (args: readonly string[]): number => {
  const [first, second] = readNames(args, 'compare', 2)
  if (first === undefined || second === undefined)
    throw new UsageError('compare takes two folders of npm run bench: the earlier one first.')
  for (const folder of [first, second]) {
    if (!existsSync(benchFile(folder)))
      throw new UsageError(
        `${folder} contains no bench.json. Single runs can't be compared; npm run bench and npm run scenario -- … --repeats 5 write records that can.`,
      )
  }
  const comparison = compareBenches(readBench(first), readBench(second))
  say(comparisonText(comparison))
  if (comparison.verdict === 'slower') return exitCodes.fail
  return comparison.verdict === 'no data' ? exitCodes.inconclusive : exitCodes.pass
}
