import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../base/errors.ts'
import { judgeRun } from '../judge/judge.ts'
import { benchOfRuns } from './of-runs.ts'
import { type BenchRecord, benchFile } from './record.ts'
import { hasFigures } from './table.ts'
import { targetsOf } from './targets.ts'
import { readBench } from './whole-record.ts'

/** Reads a record of variants, or a run of scenarios as a record of one round. @throws UsageError */
export const readRecord = (folder: string | undefined): BenchRecord => {
  if (folder === undefined) throw new UsageError('Which record? A folder of reports/, such as reports/latest.')
  if (existsSync(benchFile(folder))) return readBench(folder)
  if (!existsSync(join(folder, 'raw', 'run.json')))
    throw new UsageError(`${folder} contains neither bench.json (npm run bench) nor raw/run.json (npm start).`)
  const judged = judgeRun(folder)
  return benchOfRuns([judged], targetsOf(judged))
}

/** Rejects a record without any figure, because every comparison with it would pass. @throws UsageError */
export const assertHasFigures = (record: BenchRecord, place: string): void => {
  if (!hasFigures(record)) throw new UsageError(`${place} contains no valid round, so nothing can be compared with it.`)
}

/** Rejects a record with a planted change as a baseline. @throws UsageError */
export const assertUnplanted = ({ planted }: BenchRecord, place: string): void => {
  if (planted !== undefined)
    throw new UsageError(
      `${place} was measured with a planted change (${planted}), so it does not represent the code. Measure again without --plant, or name another record.`,
    )
}
