import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../base/errors.ts'
import { capacityFile } from './capacity-record.ts'
import { benchFile } from './record.ts'
import { hasRounds } from './report/write-repeats.ts'

const whatItContains = (folder: string): string =>
  existsSync(capacityFile(folder))
    ? `${folder} contains a capacity search (npm run bench -- capacity). It stores no raw lines, so its figures can't be recomputed: name a folder of npm start, npm run scenario or npm run bench -- variants.`
    : `${folder} contains neither raw data of a run (raw/run.json) nor a record of npm run bench. Run \`npm start\` first, or name a folder of reports/.`

/** The folder of a run of scenarios, of several rounds, or of variants; by default the latest one. @throws UsageError */
export const runFolder = (argument: string | undefined): string => {
  const folder = resolve(argument ?? 'reports/latest')
  if (existsSync(join(folder, 'raw', 'run.json')) || hasRounds(folder) || existsSync(benchFile(folder))) return folder
  throw new UsageError(whatItContains(folder))
}
