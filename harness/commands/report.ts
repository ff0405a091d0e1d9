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
import { capacityFile, readCapacity } from '../variants/capacity-record.ts'
import { benchFile } from '../variants/record.ts'
import { writeBenchReport, writeCapacityReport } from '../variants/report/write.ts'
import { hasRounds, writeRepeats } from '../variants/report/write-repeats.ts'
import { runFolder } from '../variants/run-folder.ts'
import { readBench } from '../variants/whole-record.ts'
import { compareCommand } from './compare.ts'
import { exitCodes } from './exit-codes.ts'
import { baselineCommand, gateCommand } from './gate.ts'
import { historyCommand } from './history.ts'
import { reportError } from './report-error.ts'
import { readNames } from './report-options.ts'
import { takeSample } from './sample.ts'
import { projectRoot } from './with-system.ts'

const help = `Works on what earlier runs left in reports/. FOLDER is reports/latest where it is left out.

  npm run report [-- FOLDER]               computes a report again from its raw data, or from a record of npm run bench
  npm run report -- compare A B            two records of npm run bench: what changed, and in which hop
  npm run report -- baseline set RECORD    keeps a record to hold others against (--baseline FILE, else reports/baseline.json);
                                           one with a planted change is refused, one of uncommitted changes is marked
  npm run report -- gate RECORD            a record against the kept one: 0 pass, 1 fail, 2 inconclusive, 3 can't be compared
                                           --baseline FILE; --margin 50: a slowdown of as many percent may not stay open;
                                           --any-machine: evened out by the speed probe; --history FILE: a difference also has
                                           to exceed what runs of main differ by; --markdown FILE: for a comment
                                           RECORD: a folder of npm run bench, npm start or npm run scenario
  npm run report -- history add RECORD     appends a record of npm run bench to reports/history.jsonl
  npm run report -- history                in which run the level of a figure changed, and in which hop
                                           (--file FILE, --markdown, --json, --html PAGE)
  npm run report -- sample [FOLDER]        keeps a report as the one in reports/sample, with its bundle (and docs/report.png)
  npm run report -- bundle [FOLDER]        FOLDER.tar.gz: everything that the verdicts of a run, or of all rounds of repeated
                                           scenarios, or the figures of npm run bench -- variants, follow from
  npm run report -- verify BUNDLE          computes the verdicts of a bundle again, each round and all together, or each block
                                           of variants and what they give, and says where they differ
  npm run report -- step-summary FILE [FOLDER]
                                           appends report.md to a file, cut at GitHub's limit

Exit codes: 0 done, nothing is slower, the bundle holds; 1 something is slower, or the bundle differs; 2 no data, or too little for a verdict; 64 usage,
69 a record is cut or of another version.`

/** A record of `npm run bench` becomes a page again; undefined where the folder holds none. */
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
    throw new UsageError(`${place} has no verdict to verify: npm run report -- ${place} writes its summary.json.`)
  const file = `${realpathSync(folder)}.tar.gz`
  const { files } = await writeBundle(folder, projectRoot, file)
  say(`${file}: ${count(files.length)} files\nsha256 ${sha256Of(file)}`)
  for (const name of otherDocuments(originOf(folder), projectRoot))
    warn(`! ${name} is no longer what the run was made from; verify will say so of this bundle`)
  return exitCodes.pass
}

const verify = async (file: string | undefined): Promise<number> => {
  if (file === undefined) throw new UsageError('Which bundle? A file that `npm run report -- bundle` wrote.')
  if (!existsSync(file)) throw new UsageError(`There is no bundle ${file}`)
  const found = await verifyBundle(file).catch((error: Error) => {
    throw new UsageError(error.message)
  })
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
  if (file === undefined) throw new UsageError('step-summary: to which file?')
  const folder = existingFolder(argument)
  const report = join(folder, 'report.md')
  if (!existsSync(report)) throw new UsageError(`${folder} has no report.md: npm run report -- ${folder} makes it.`)
  const text = readNamed(report)
  if (text.trim() === '') throw new UsageError(`${report} is empty: npm run report -- ${folder} makes it again.`)
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
