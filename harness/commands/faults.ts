import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '#platform/base/say.ts'
import { UsageError } from '../base/errors.ts'
import { judgeFaults } from '../faults/record.ts'
import { runFaults } from '../faults/run-faults.ts'
import { describeCommit } from '../scenario/running.ts'
import type { FaultsCommand } from './arguments.ts'
import { exitCodes } from './exit-codes.ts'
import { makeFolder } from './run.ts'
import { attended, composeFile, projectRoot } from './with-system.ts'

/** Runs the fault matrix, or a part of it, on a new system. Returns the exit code. */
export const runFaultsCommand = async (command: FaultsCommand): Promise<number> => {
  const { signal, progress } = attended()
  const day = new Date().toISOString().slice(0, 10)
  const typed = process.argv.slice(3)
  const name = `${day}-${describeCommit(projectRoot).commit}-faults`
  const reportFolder = makeFolder(join(projectRoot, 'reports'), name)
  const { record, folder, table } = await runFaults({
    ...command,
    composeFile,
    projectRoot,
    scenariosFolder: join(projectRoot, 'scenarios'),
    folder: reportFolder,
    budgetMs: command.minutes * 60_000,
    command: `npm run scenario -- ${typed.join(' ')}`,
    progress,
    signal,
  }).catch((error: unknown) => {
    if (signal.aborted) throw signal.reason
    if (error instanceof RangeError) rmSync(reportFolder, { recursive: true })
    throw error instanceof RangeError ? new UsageError(error.message) : error
  })
  say(`\n${table}\n\n  report: ${join(folder, 'report.html')}\n`)
  return exitCodes[judgeFaults(record)]
}
