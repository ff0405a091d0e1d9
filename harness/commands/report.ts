import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { say, warn } from '#platform/base/say.ts'
import { UsageError } from '../base/errors.ts'
import { readNamed, writeNamed } from '../base/named-files.ts'
import { originOf, otherDocuments, sha256Of, unsummarised, writeBundle } from '../bundle/bundle.ts'
import { verificationText } from '../bundle/text.ts'
import { verifyBundle } from '../bundle/verify.ts'
import { count } from '../report/format.ts'
import { stepSummary } from '../report/formats/ci.ts'
import { writeReport } from '../report/write.ts'
import { benchFile, capacityFile, readBench, readCapacity, runFolder } from '../variants/records.ts'
import { hasRounds, writeBenchReport, writeCapacityReport, writeRepeats } from '../variants/report/write.ts'
import { compareCommand } from './compare.ts'
import { exitCodes } from './exit-codes.ts'
import { baselineCommand, gateCommand } from './gate.ts'
import { historyCommand } from './history.ts'
import { reportError } from './report-error.ts'
import { readNames } from './report-options.ts'
import { takeSample } from './sample.ts'
import { projectRoot } from './with-system.ts'

const help = `Works on the results of earlier runs in reports/. FOLDER is a folder of reports/, by default reports/latest.
RECORD is a folder of npm run bench, npm start or npm run scenario.

  npm run report [-- FOLDER]               render a report again from its raw data, or from a record of npm run bench
  npm run report -- compare A B            compare two records of npm run bench: what changed, and in which hop
  npm run report -- baseline set RECORD    store a record to compare later ones with (--baseline FILE, by default
                                           reports/baseline.json); refuses one with a planted change, and marks one
                                           with uncommitted changes
  npm run report -- gate RECORD            compare a record with the baseline: 0 pass, 1 fail, 2 inconclusive,
                                           3 not comparable
                                           --baseline FILE; --margin 50: a pass must exclude a slowdown of more percent;
                                           --any-machine: take machine speed into account; --history FILE: a difference
                                           must also exceed the differences between runs of main; --markdown FILE: also
                                           write the result for a comment
  npm run report -- history add RECORD     append a record to reports/history.jsonl
  npm run report -- history                show in which run the level of a figure changed, and in which hop
                                           (--file FILE, --markdown, --json, --html PAGE)
  npm run report -- sample [FOLDER]        make a report the sample in reports/sample, with its bundle (and docs/report.png)
  npm run report -- bundle [FOLDER]        write FOLDER.tar.gz with everything needed to recompute the verdicts of a run or
                                           of repeated scenarios, or the figures of npm run bench -- variants
  npm run report -- verify BUNDLE          recompute a bundle from its raw data and print every difference
  npm run report -- step-summary FILE [FOLDER]
                                           append report.md to a file, cut at GitHub's limit

Exit codes: 0 done, nothing slower, bundle verified; 1 something slower, or the bundle differs; 2 no data, or too little for
a verdict; 64 usage; 65 a file is not a bundle, or it is damaged; 69 a record is damaged or of another version.`

/** Renders a record of `npm run bench` again; undefined if the folder contains none. */
const benchAgain = (folder: string): string | undefined => {
  if (existsSync(benchFile(folder))) writeBenchReport(folder, readBench(folder))
  else if (existsSync(capacityFile(folder))) writeCapacityReport(folder, readCapacity(folder))
  else return undefined
  return join(folder, 'report.html')
}

const again = (argument: string | undefined): number => {
  const named = resolve(argument ?? 'reports/latest')
  if (hasRounds(named)) {
    say(`${writeRepeats(named).text}\n\n${join(named, 'report.html')}`)
    return exitCodes.pass
  }
  const page = benchAgain(named)
  if (page !== undefined) {
    say(page)
    return exitCodes.pass
  }
  const folder = runFolder(argument)
  const { table } = writeReport(folder)
  say(`${table}\n\n${join(folder, 'report.html')}`)
  return exitCodes.pass
}

const bundle = async (folder: string): Promise<number> => {
  for (const place of unsummarised(folder))
    throw new UsageError(`${place} has no summary.json to verify; \`npm run report -- ${place}\` writes it.`)
  const file = `${realpathSync(folder)}.tar.gz`
  const { files } = await writeBundle(folder, projectRoot, file)
  say(`${file}: ${count(files.length)} files\nsha256 ${sha256Of(file)}`)
  for (const name of otherDocuments(originOf(folder), projectRoot))
    warn(`! ${name} changed since the run, so verify will report a difference in this bundle`)
  return exitCodes.pass
}

const verify = async (file: string | undefined): Promise<number> => {
  if (file === undefined) throw new UsageError('Which bundle? Name a file that `npm run report -- bundle` wrote.')
  if (!existsSync(file)) throw new UsageError(`There is no bundle ${file}.`)
  const found = await verifyBundle(file)
  say(verificationText(found))
  return found.differences.length > 0 ? exitCodes.fail : exitCodes.pass
}

const existingFolder = (argument: string | undefined): string => {
  const folder = resolve(argument ?? 'reports/latest')
  if (!existsSync(folder))
    throw new UsageError(`There is no ${folder}. Run \`npm start\` first, or name a folder of reports/.`)
  return folder
}

const appendStepSummary = ([file, argument]: readonly string[]): number => {
  if (file === undefined) throw new UsageError('step-summary needs the file to append to.')
  const folder = existingFolder(argument)
  const report = join(folder, 'report.md')
  if (!existsSync(report))
    throw new UsageError(`${folder} has no report.md; \`npm run report -- ${folder}\` writes it.`)
  const text = readNamed(report)
  if (text.trim() === '') throw new UsageError(`${report} is empty; \`npm run report -- ${folder}\` writes it again.`)
  writeNamed(file, stepSummary(text), 'a')
  return exitCodes.pass
}

const sample = async (folder: string): Promise<number> => {
  for (const file of await takeSample(realpathSync(folder), projectRoot)) say(file)
  return exitCodes.pass
}

/** `npm run report [-- command]`. */
const main = async (args: readonly string[]): Promise<number> => {
  if (args.includes('--help') || args.includes('-h')) {
    say(help)
    return exitCodes.pass
  }
  const [first, ...rest] = args
  const names = (most: number): string[] => readNames(rest, `${first}`, most)
  switch (first) {
    case 'compare':
      return compareCommand(rest)
    case 'baseline':
      return baselineCommand(rest)
    case 'gate':
      return gateCommand(rest)
    case 'history':
      return historyCommand(rest)
    case 'sample':
      return sample(existingFolder(names(1)[0]))
    case 'bundle':
      return bundle(runFolder(names(1)[0]))
    case 'verify':
      return verify(names(1)[0])
    case 'step-summary':
      return appendStepSummary(names(2))
    default:
      return again(readNames(args, 'report', 1)[0])
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportError(error, 'npm run report -- --help')
}
