import { join } from 'node:path'
import { type System, startSystem } from '#harness/system/system.ts'
import { openNursery } from './nursery.ts'
import type { Plant } from './plants.ts'
import { changeRoutine } from './routine.ts'

/** A dedicated system whose processes and database functions can be changed, one bug at a time. */
export type Bench = {
  system: System
  /** Plants the bug and restarts the processes that contain it. Disposal removes it. */
  plant: (plant: Plant) => Promise<AsyncDisposable>
  /** Kills processes and restarts them at once, like a supervisor. */
  restart: (services: readonly string[]) => Promise<void>
}

export type BenchOptions = {
  offset: number
  projectRoot: string
  customers: number
  products: number
  signal?: AbortSignal
  progress?: (line: string) => void
}

export const openBench = async (options: BenchOptions, processes: Readonly<Record<string, string>>): Promise<Bench> => {
  const composeFile = join(options.projectRoot, 'docker-compose.yml')
  const nursery = await openNursery(options.projectRoot, options.offset)
  const system = await startSystem({
    offset: options.offset,
    composeFile,
    projectRoot: options.projectRoot,
    environment: {
      ...nursery.environment,
      seed: {
        SEED_PRODUCTS: String(options.products),
        SEED_CLIENTS: String(options.customers),
        SEED_STOCK: '5000',
        SEED_SALES: '200',
      },
    },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
  })
  const restart = async (services: readonly string[]): Promise<void> => {
    await Promise.all(services.map((name) => (system.pid(name) === undefined ? undefined : system.kill(name))))
    await Promise.all(services.map((name) => system.start(name)))
  }
  const plant = async ({ patch, routine }: Plant): Promise<AsyncDisposable> => {
    const services = nursery.lay(patch === undefined ? [] : [patch])
    await restart(services)
    const processOf = processes[routine?.source ?? ''] ?? ''
    const original = routine && (await changeRoutine(system, processOf, routine))
    return {
      [Symbol.asyncDispose]: async () => {
        if (routine && original !== undefined) {
          await changeRoutine(system, processOf, { ...routine, find: routine.replace, replace: routine.find })
        }
        nursery.clear()
        await restart(services)
      },
    }
  }
  return { system, plant, restart }
}
