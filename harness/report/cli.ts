import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exitCodes } from '../exit-codes.ts'
import { writeReport } from './write.ts'

/** `npm run report [-- folder]`: computes a report again from its raw data; the latest one by default. */
const folder = resolve(process.argv[2] ?? 'reports/latest')

if (!existsSync(join(folder, 'raw', 'run.json'))) {
  console.error(
    `${folder} holds no raw data of a run (raw/run.json). Run \`npm start\` first, or name a folder of reports/.`,
  )
  process.exitCode = exitCodes.usage
} else {
  const { table } = writeReport(folder)
  console.log(`${table}\n\n${join(folder, 'report.html')}`)
}
