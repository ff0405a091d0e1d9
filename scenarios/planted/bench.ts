import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { readCompose } from '#harness/system/compose.ts'
import { type System, startSystem } from '#harness/system/system.ts'
import { patchFile } from './patch.ts'
import type { Plant } from './plants.ts'

/** A system of its own whose processes and database functions can be changed, one bug at a time. */
export type Bench = {
  system: System
  /** Puts the bug in; the processes that have it are started anew. Disposal takes it out again. */
  plant: (plant: Plant) => Promise<AsyncDisposable>
  /** Kills processes at once and starts them again, as a supervisor does. */
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

const preload = pathToFileURL(join(import.meta.dirname, 'preload.ts')).href

/** Runs a change as the superuser, in the database of a service. */
const changeRoutine = async (
  system: System,
  databaseOf: string,
  { name, find, replace }: NonNullable<Plant['routine']>,
): Promise<string> => {
  const url = new URL(system.env('provision').DATABASE_ADMIN_URL ?? '')
  url.pathname = new URL(system.env(databaseOf).DATABASE_URL ?? '').pathname
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    const { rows } = await client.query<{ text: string }>(
      'select pg_get_functiondef(oid) as text from pg_proc where proname = $1',
      [name],
    )
    const text = rows[0]?.text ?? ''
    if (text.split(find).length !== 2) throw new Error(`${name} has no single place that reads: ${find}`)
    await client.query(text.replace(find, () => replace))
    return text
  } finally {
    await client.end()
  }
}

export const openBench = async (options: BenchOptions, processes: Readonly<Record<string, string>>): Promise<Bench> => {
  const composeFile = join(options.projectRoot, 'docker-compose.yml')
  const folder = join(options.projectRoot, '.sagabench', `plants-${options.offset}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const node = (await readCompose(composeFile)).filter(({ kind, oneShot }) => kind === 'node' && !oneShot)
  const system = await startSystem({
    offset: options.offset,
    composeFile,
    projectRoot: options.projectRoot,
    environment: {
      ...Object.fromEntries(
        node.map(({ name }) => [name, { NODE_OPTIONS: `--import=${preload}`, PLANT_FILE: patchFile(folder, name) }]),
      ),
      seed: { SEED_PRODUITS: String(options.products), SEED_CLIENTS: String(options.customers), SEED_STOCK: '5000' },
    },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
  })
  const restart = async (services: readonly string[]): Promise<void> => {
    await Promise.all(services.map((name) => (system.pid(name) === undefined ? undefined : system.kill(name))))
    await Promise.all(services.map((name) => system.start(name)))
  }
  const plant = async ({ patch, routine }: Plant): Promise<AsyncDisposable> => {
    const services = patch?.services ?? []
    for (const name of services) writeFileSync(patchFile(folder, name), JSON.stringify(patch))
    await restart(services)
    const processOf = processes[routine?.source ?? ''] ?? ''
    const original = routine && (await changeRoutine(system, processOf, routine))
    return {
      [Symbol.asyncDispose]: async () => {
        if (routine && original !== undefined) {
          await changeRoutine(system, processOf, { ...routine, find: routine.replace, replace: routine.find })
        }
        for (const name of services) rmSync(patchFile(folder, name), { force: true })
        await restart(services)
      },
    }
  }
  return { system, plant, restart }
}
