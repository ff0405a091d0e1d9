import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { say } from '#platform/base/say.ts'
import { UsageError } from '../base/errors.ts'
import { readArguments } from '../base/options.ts'
import { develop } from '../dev/develop.ts'
import { envFileOf, writeEnvFile } from '../dev/env-file.ts'
import { recordingEnvironment, restartable } from '../dev/loaded-modules.ts'
import { type ComposeService, readCompose } from '../system/compose.ts'
import { runFolderOf, type System } from '../system/system.ts'
import { exitCodes } from './exit-codes.ts'
import { describeAddresses, describeBeginning, describeCommands, keptEnvironment } from './keep.ts'
import { reportError } from './report-error.ts'
import { composeFile, projectRoot, withSystem } from './with-system.ts'

// npm run dev: the whole system on this machine, restarted process by process while its files change.

const help = `Runs the system of docker-compose.yml on this machine while you work on it, with new data.

  npm run dev                          prints what runs where, then:
                                       - restarts each process that has loaded a file when you change that file
                                       - runs the generators when a file in specs/ or kong/base.yml changes
                                       - lets the gateway read kong/kong.yml again when it changes
                                       - keeps a process that ends by itself until the next change
                                       Ctrl-C ends everything.
  npm run dev -- --without PROCESS     leaves a process to you, such as event-store: start it in the debugger of your
                                       editor (.vscode/launch.json), or by the command that is printed; repeat
                                       --without to leave out more
  npm run dev -- --offset 10000        moves every port, to run beside another system

Changes of docker-compose.yml, deploy/ and migrations (*.sql) need a new start; it says so when they change.

Exit codes: 64 usage, 69 something is missing or in use, 70 a crash, 130 Ctrl-C.`

type Options = { readonly offset: number; readonly without: readonly string[] }

const parse = (args: readonly string[]): Options | 'help' => {
  const { values, positionals } = readArguments(
    args,
    {
      help: { type: 'boolean', short: 'h', default: false },
      offset: { type: 'string', default: '0' },
      without: { type: 'string', multiple: true, default: [] },
    },
    {},
    () => 'dev',
  )
  if (values.help) return 'help'
  if (positionals[0] !== undefined) throw new UsageError(`unknown argument ${positionals[0]}`)
  if (!/^\d{1,5}$/.test(values.offset))
    throw new UsageError(`--offset ${values.offset}: must be a whole number, such as 10000`)
  return { offset: Number(values.offset), without: values.without }
}

const requireRestartable = (without: readonly string[], names: readonly string[]): void => {
  const stranger = without.find((name) => !names.includes(name))
  if (stranger !== undefined)
    throw new UsageError(`--without ${stranger}: unknown process; there are ${names.join(', ')}.`)
}

/** Describes how to start each process that was left out. */
const describeLeftOut = (system: System, services: readonly ComposeService[], without: readonly string[]): string =>
  without
    .map((name) => {
      const file = envFileOf(system.folder, name)
      writeEnvFile(file, system.env(name))
      const command = services.find((service) => service.name === name)?.command.slice(1) ?? []
      const start = `node --env-file=${relative(process.cwd(), file)} ${command.join(' ')}`
      return `  ${name} is yours, on port ${system.env(name).PORT}: choose "${name}" in the debugger of VS Code, or run\n    ${start}\n`
    })
    .join('')

const main = async (args: readonly string[]): Promise<number> => {
  const options = parse(args)
  if (options === 'help') {
    say(help)
    return exitCodes.pass
  }
  const { offset, without } = options
  const services = await readCompose(composeFile)
  requireRestartable(without, restartable(services))
  const names = restartable(services).filter((name) => !without.includes(name))
  const environment = {
    ...recordingEnvironment(names, runFolderOf(projectRoot, offset)),
    ...(await keptEnvironment(join(projectRoot, 'scenarios'))),
  }
  return withSystem({ offset, without, environment }, async ({ system, progress, signal, onCrash, attachControl }) => {
    const commands = join(system.folder, 'commands.txt')
    writeFileSync(commands, await describeCommands(system, join(projectRoot, 'scenarios')), { mode: 0o600 })
    say(`\n${describeAddresses(system)}\n  calls to try                ${relative(process.cwd(), commands)}\n`)
    if (without.length === 0) say(`${await describeBeginning(system, join(projectRoot, 'scenarios'))}\n`)
    else say(describeLeftOut(system, services, without))
    await attachControl(join(projectRoot, 'scenarios'))
    await develop({
      system,
      projectRoot,
      names,
      sources: ['specs', 'kong/base.yml'],
      generator: 'generators/main.ts',
      readAtStart: [relative(projectRoot, composeFile), 'deploy'],
      gatewayFile: 'kong/kong.yml',
      print: progress.line,
      signal,
      onCrash,
    })
    signal.throwIfAborted()
    return exitCodes.pass
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportError(error, 'npm run dev -- --help')
}
