import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, help, parseCommand, UsageError } from './arguments.ts'
import { CannotStart, ProcessFailed } from './errors.ts'
import { exitCodes } from './exit-codes.ts'
import { describeKept } from './keep.ts'
import { runScenarios, terminalProgress } from './run.ts'
import { readScenarios } from './scenario/scenario.ts'
import { readCompose, requiredVariables } from './system/compose.ts'
import { generateSecrets } from './system/secrets.ts'
import { type System, startSystem } from './system/system.ts'

const projectRoot = resolve(import.meta.dirname, '..')
const composeFile = join(projectRoot, 'docker-compose.yml')
const scenariosFolder = join(projectRoot, 'scenarios')
const restartDelayMs = 1_000

type Start = Extract<Command, { kind: 'start' }>

/** Why a run was given up: it has an exit code of its own. */
class Interrupted extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

const main = async (args: readonly string[]): Promise<number> => {
  const command = parseCommand(args)
  switch (command.kind) {
    case 'help':
      console.log(help)
      return exitCodes.pass
    case 'secrets':
      await printSecrets()
      return exitCodes.pass
    case 'start':
      return start(command)
    default:
      throw command satisfies never
  }
}

const printSecrets = async (): Promise<void> => {
  const secrets = generateSecrets(requiredVariables(await readCompose(composeFile)))
  for (const [name, value] of Object.entries(secrets)) console.log(`${name}=${value}`)
}

/** Starts the system, runs what was asked for, and ends it, whatever happens in between. */
const start = async (command: Start): Promise<number> => {
  const stop = new AbortController()
  const interrupt = (): void => stop.abort(new Interrupted('interrupted', exitCodes.interrupted))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  requireScenarios(command.only)
  const progress = terminalProgress()
  const begin = performance.now()
  let handleCrash = (_service: string, message: string): void => {
    stop.abort(new Interrupted(message, exitCodes.software))
  }
  const system = await startSystem({
    offset: command.offset,
    composeFile,
    progress: (line) => progress.status(line),
    signal: stop.signal,
    onCrash: (service, message) => handleCrash(service, message),
  })
  try {
    const seconds = ((performance.now() - begin) / 1_000).toFixed(1)
    progress.line(`${system.services.length} services of docker-compose.yml are up (${seconds} s)`)
    const exitCode =
      command.keep && command.only.length === 0 ? exitCodes.pass : await judge(system, command, stop.signal)
    if (!command.keep) return exitCode
    handleCrash = (service, message) => void restart(system, service, message, stop.signal)
    await keep(system, stop.signal)
    return exitCode
  } finally {
    progress.status('stopping')
    await system.stop()
    progress.line('all processes ended')
  }
}

/** An unknown id, or a document that can't be read, is told before anything starts. */
const requireScenarios = (only: readonly string[]): void => {
  try {
    readScenarios(scenariosFolder, only)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

/** Runs the scenarios and prints their verdicts. */
const judge = async (system: System, command: Start, signal: AbortSignal): Promise<number> => {
  const typed = ['npm start', ...(process.argv.length > 3 ? ['--', ...process.argv.slice(3)] : [])].join(' ')
  const result = await runScenarios(system, {
    only: command.only,
    quick: command.quick,
    command: typed,
    versions: system.versions(),
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? signal.reason : error
  })
  signal.throwIfAborted()
  console.log(`\n${result.table}\n\n  report: ${join(result.folder, 'report.html')}\n`)
  return result.exitCode
}

const keep = async (system: System, signal: AbortSignal): Promise<void> => {
  console.log(
    `\n${await describeKept(system, scenariosFolder)}\n\nThe system stays up; a process that is killed is started again. Ctrl-C ends it.`,
  )
  const timer = setInterval(() => {}, 60_000)
  await new Promise((done) => (signal.aborted ? done(null) : signal.addEventListener('abort', done)))
  clearInterval(timer)
}

/** As `restart: unless-stopped` of the Compose file does in containers. */
const restart = async (system: System, service: string, message: string, signal: AbortSignal): Promise<void> => {
  console.log(message.split(';')[0])
  while (!signal.aborted) {
    await sleep(restartDelayMs)
    try {
      if (signal.aborted) return
      await system.start(service)
      console.log(`${service} runs again (process ${system.pid(service)})`)
      return
    } catch (error) {
      console.log((error as Error).message)
    }
  }
}

/** One message for the user; the stack only where it is a bug. */
const report = (error: unknown): number => {
  if (error instanceof UsageError) {
    console.error(`${error.message}\nnpm start -- --help shows what can be asked for.`)
    return exitCodes.usage
  }
  if (error instanceof CannotStart) {
    console.error(error.message)
    return exitCodes.unavailable
  }
  if (error instanceof ProcessFailed) {
    console.error(error.message)
    return exitCodes.software
  }
  if (error instanceof Interrupted) {
    console.error(error.message)
    return error.exitCode
  }
  console.error(error instanceof Error ? error.stack : error)
  return exitCodes.software
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = report(error)
}
