import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say, warn } from '#platform/base/say.ts'
import { writeIntoArc42 } from '../arc42/files.ts'
import type { Scenario } from '../scenario/documents.ts'
import { readCompose, requiredVariables } from '../system/compose.ts'
import { addMissingSecrets, createSecretsFile } from '../system/secrets-file.ts'
import type { System } from '../system/system.ts'
import { type Command, help, parseCommand } from './arguments.ts'
import { runDrill } from './drill.ts'
import { exitCodes } from './exit-codes.ts'
import { runFaultsCommand } from './faults.ts'
import { describeKept, keptEnvironment } from './keep.ts'
import { reportError } from './report-error.ts'
import { runRepeats, runScenarios } from './run.ts'
import { whatToRun } from './what-to-run.ts'
import { composeFile, projectRoot, withSystem } from './with-system.ts'

const scenariosFolder = join(projectRoot, 'scenarios')
const restartDelayMs = 1_000

type Start = Extract<Command, { kind: 'start' }>

const main = async (args: readonly string[]): Promise<number> => {
  const command = parseCommand(args)
  switch (command.kind) {
    case 'help':
      say(help)
      return exitCodes.pass
    case 'secrets':
      await writeSecrets(command)
      return exitCodes.pass
    case 'drill':
      return runDrill(command)
    case 'start':
      return start(command)
    case 'faults':
      return runFaultsCommand(command)
    default:
      throw command satisfies never
  }
}

const writeSecrets = async ({ out, add }: Extract<Command, { kind: 'secrets' }>): Promise<void> => {
  const names = requiredVariables(await readCompose(composeFile))
  const path = resolve(out ?? join(projectRoot, '.env'))
  if (!add) {
    createSecretsFile(path, names)
    say(`${path}: wrote ${names.length} new secrets. Keep this file: the data in the volumes needs its passwords.`)
    return
  }
  const added = addMissingSecrets(path, names)
  say(added.length === 0 ? `${path} already has every secret` : `${path}: added ${added.join(', ')}`)
}

/** Runs the scenarios on a new system, and keeps it running if the user wants that. */
const start = async (command: Start): Promise<number> => {
  const { scenarios, notes } = whatToRun(command, scenariosFolder)
  for (const note of notes) warn(note)
  const onlyKept = command.keep && command.only.length === 0 && command.arc42 === undefined
  const environment = onlyKept ? await keptEnvironment(scenariosFolder) : {}
  return withSystem(
    { offset: command.offset, environment },
    async ({ system, progress, signal, onCrash, attachControl }) => {
      // Without its gateway the system can't be judged: the run is invalid. A crash of any other process ends it.
      onCrash((service, message) => {
        if (service === system.gateway) progress.line(message.split(';')[0] ?? message)
        return service === system.gateway
      })
      const exitCode = onlyKept ? exitCodes.pass : await judge(system, command, scenarios, signal)
      if (!command.keep) return exitCode
      onCrash((service, message) => {
        void restart(system, service, message, signal)
        return true
      })
      await attachControl(scenariosFolder)
      await keep(system, signal)
      return exitCode
    },
  )
}

/** Runs the scenarios and prints their verdicts. */
const judge = async (
  system: System,
  command: Start,
  scenarios: readonly Scenario[],
  signal: AbortSignal,
): Promise<number> => {
  const typed = ['npm start', ...(process.argv.length > 3 ? ['--', ...process.argv.slice(3)] : [])].join(' ')
  const options = { scenarios, quick: command.quick, command: typed, versions: system.versions(), signal }
  const result =
    command.repeats === 1 ? await runScenarios(system, options) : await runRepeats(system, command.repeats, options)
  signal.throwIfAborted()
  say(`\n${result.table}\n\n  report: ${join(result.folder, 'report.html')}\n`)
  const unplaced = command.arc42 === undefined ? [] : writeIntoArc42(command.arc42, result.judged, result.folder)
  for (const id of unplaced) warn(`${command.arc42} no longer has a place for the verdict of ${id}; see the report.`)
  return result.exitCode
}

const keep = async (system: System, signal: AbortSignal): Promise<void> => {
  say(
    `\n${await describeKept(system, scenariosFolder)}\n\nThe system keeps running and restarts killed processes. Ctrl-C ends it.`,
  )
  const timer = setInterval(() => {}, 60_000)
  await new Promise((done) => (signal.aborted ? done(null) : signal.addEventListener('abort', done)))
  clearInterval(timer)
}

/** Does what `restart: unless-stopped` of the Compose file does in containers. */
const restart = async (system: System, service: string, message: string, signal: AbortSignal): Promise<void> => {
  say(message.split(';')[0] ?? message)
  while (!signal.aborted) {
    await sleep(restartDelayMs)
    try {
      if (signal.aborted) return
      await system.start(service)
      say(`${service} runs again (process ${system.pid(service)})`)
      return
    } catch (error) {
      say((error as Error).message)
    }
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportError(error, 'npm start -- --help')
}
