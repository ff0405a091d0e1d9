import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { exitCodes } from '../exit-codes.ts'
import { writeReport } from './write.ts'

/** `npm run report [-- folder]`: computes a report again from its raw data; the latest one by default. */
const help = `Computes a report again from its raw data.

  npm run report                 the latest one, reports/latest
  npm run report -- FOLDER       that one`

const argument = process.argv[2]
const folder = resolve(argument ?? 'reports/latest')

if (argument === '--help' || argument === '-h') {
  console.log(help)
} else if (!existsSync(join(folder, 'raw', 'run.json'))) {
  console.error(
    `${folder} holds no raw data of a run (raw/run.json). Run \`npm start\` first, or name a folder of reports/.`,
  )
  process.exitCode = exitCodes.usage
} else {
  const { table } = writeReport(folder)
  console.log(`${table}\n\n${join(folder, 'report.html')}`)
}
