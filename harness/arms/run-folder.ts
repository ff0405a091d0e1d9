import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../errors.ts'
import { capacityFile } from './capacity-record.ts'
import { benchFile } from './record.ts'
import { hasRounds } from './report/write-repeats.ts'

const whatItHolds = (folder: string): string =>
  [benchFile(folder), capacityFile(folder)].some(existsSync)
    ? `${folder} holds figures of npm run bench. Only of scenarios is everything kept that their verdicts follow from: name a folder of npm start or npm run scenario.`
    : `${folder} holds neither raw data of a run (raw/run.json) nor a record of npm run bench. Run \`npm start\` first, or name a folder of reports/.`

/** A folder of one run of scenarios, or of several rounds; the last one where none is named. @throws UsageError */
export const runFolder = (argument: string | undefined): string => {
  const folder = resolve(argument ?? 'reports/latest')
  if (existsSync(join(folder, 'raw', 'run.json')) || hasRounds(folder)) return folder
  throw new UsageError(whatItHolds(folder))
}
