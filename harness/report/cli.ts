import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../arguments.ts'
import { exitCodes } from '../exit-codes.ts'
import { reportError } from '../report-error.ts'
import { compareCommand } from './compare-command.ts'
import { writeReport } from './write.ts'

const help = `Works on what earlier runs left in reports/.

  npm run report                      computes reports/latest again from its raw data
  npm run report -- FOLDER            computes that one again
  npm run report -- compare A B       two records of npm run bench: what changed, and in which hop

Exit codes: 0 done, or nothing is slower; 1 something is slower; 2 no data; 64 usage.`

/** `npm run report [-- command]`. */
const main = (args: readonly string[]): number => {
  const [first, ...rest] = args
  switch (first) {
    case '--help':
    case '-h':
      console.log(help)
      return exitCodes.pass
    case 'compare':
      return compareCommand(rest)
    default:
      if (rest.length > 0) throw new UsageError(`${rest[0]} is not understood.`)
      return again(resolve(first ?? 'reports/latest'))
  }
}

const again = (folder: string): number => {
  if (!existsSync(join(folder, 'raw', 'run.json')))
    throw new UsageError(
      `${folder} holds no raw data of a run (raw/run.json). Run \`npm start\` first, or name a folder of reports/.`,
    )
  const { table } = writeReport(folder)
  console.log(`${table}\n\n${join(folder, 'report.html')}`)
  return exitCodes.pass
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportError(error, 'npm run report -- --help')
}
