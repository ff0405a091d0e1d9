import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Controlled, openControl } from '../control/control.ts'
import type { ScenarioSystem } from '../scenario/plugin.ts'
import type { Progress } from '../scenario/running.ts'
import { type System, type SystemOptions, startSystem } from '../system/system.ts'
import { exitCodes } from './exit-codes.ts'
import { terminalProgress } from './run.ts'

export const projectRoot = resolve(import.meta.dirname, '../..')
export const composeFile = join(projectRoot, 'docker-compose.yml')

/** A run ended early; it has its own exit code. */
export class Interrupted extends Error {
  readonly exitCode: number
  constructor(message: string, exitCode: number) {
    super(message)
    this.exitCode = exitCode
  }
}

export type Attended = {
  system: System
  progress: Progress
  /** Aborts with an Interrupted: the user's Ctrl-C, or a process that ended by itself. */
  signal: AbortSignal
  /** Calls `handle` whenever a process ends by itself. If it returns false, the run ends. */
  onCrash: (handle: (service: string, message: string) => boolean) => void
  /** Lets pages of the system start a load and faults, as the scenarios define them. */
  attachControl: (scenariosFolder: string) => Promise<void>
}

/** The terminal output of a run, and a signal that Ctrl-C aborts. */
export const attended = (): { progress: Progress; stop: AbortController; signal: AbortSignal } => {
  const stop = new AbortController()
  const interrupt = (): void => stop.abort(new Interrupted('interrupted', exitCodes.interrupted))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  return { progress: terminalProgress(), stop, signal: stop.signal }
}

/** Imports what the scenarios let people do with a running system. */
const importControlled = async (scenariosFolder: string, system: ScenarioSystem): Promise<Controlled> => {
  const file = pathToFileURL(join(scenariosFolder, 'modules/control.ts')).href
  const { controlled } = (await import(file)) as { controlled: (system: ScenarioSystem) => Controlled }
  return controlled(system)
}

/**
 * Starts the system of the Compose file, does the work on it, and always stops it again.
 * @throws Interrupted, or the errors of starting and of the work
 */
export const withSystem = async <T>(
  options: Pick<SystemOptions, 'offset' | 'environment' | 'without'>,
  work: (attended: Attended) => Promise<T>,
): Promise<T> => {
  const { stop, progress } = attended()
  const begin = performance.now()
  const control = await openControl((text) => progress.line(text))
  let handleCrash = (_service: string, _message: string): boolean => false
  const starting = startSystem({
    ...options,
    composeFile,
    variables: {
      REPORTS_FOLDER: join(projectRoot, 'reports'),
      CONTROL_URL: control.url,
      CONTROL_TOKEN: control.token,
    },
    progress: (line) => progress.status(line),
    signal: stop.signal,
    onCrash: (service, message) => {
      if (!handleCrash(service, message)) stop.abort(new Interrupted(message, exitCodes.software))
    },
  })
  starting.catch(() => control.close())
  const system = await starting
  try {
    const seconds = ((performance.now() - begin) / 1_000).toFixed(1)
    progress.line(`${system.services.length} services of docker-compose.yml are up (${seconds} s)`)
    return await work({
      system,
      progress,
      signal: stop.signal,
      onCrash: (handle) => {
        handleCrash = handle
      },
      attachControl: async (folder) => control.attach(system, await importControlled(folder, system)),
    })
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error
  } finally {
    progress.status('stopping')
    await control.close()
    await system.stop()
    progress.line('all processes ended')
  }
}
