import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../base/errors.ts'
import { capacityFile } from './capacity-record.ts'
import { benchFile } from './record.ts'
import { hasRounds } from './report/write-repeats.ts'

const whatItHolds = (folder: string): string =>
  existsSync(capacityFile(folder))
    ? `${folder} holds a search for the capacity (npm run bench -- capacity), which does not keep everything that its figures follow from: name a folder of npm start, npm run scenario or npm run bench -- variants.`
    : `${folder} holds neither raw data of a run (raw/run.json) nor a record of npm run bench. Run \`npm start\` first, or name a folder of reports/.`

/** A folder of one run of scenarios, of several rounds, or of variants; the last one where none is named. @throws UsageError */
export const runFolder = (argument: string | undefined): string => {
  const folder = resolve(argument ?? 'reports/latest')
  if (existsSync(join(folder, 'raw', 'run.json')) || hasRounds(folder) || existsSync(benchFile(folder))) return folder
  throw new UsageError(whatItHolds(folder))
}
