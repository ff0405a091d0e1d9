import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { say } from '#platform/base/say.ts'
import { backup } from '#platform/postgres/backup/dump.ts'
import { restore } from '#platform/postgres/backup/restore.ts'
import { listedDatabases, readDatabaseList } from '#platform/postgres/provision.ts'
import { importState, type Observed, type OpenState, type ScenarioSystem, type State } from '../scenario/plugin.ts'
import { type ComposeService, readCompose } from '../system/compose.ts'
import type { System } from '../system/system.ts'
import { drillCoverage, drillFindings } from './drill-findings.ts'
import { exitCodes } from './exit-codes.ts'
import { type Attended, composeFile, projectRoot, withSystem } from './with-system.ts'

/** The operations that the drill needs from the system under test; scenarios/modules/drill.ts exports `openDrill`. */
export type Drill = {
  /** Gives the system work of every kind that writes to a store. */
  work: (units: number) => Promise<void>
  /** Writes a proof of the stored data outside the databases. */
  seal: () => Promise<void>
  /** The number of stored events. */
  stored: () => Promise<number>
  /** Erases personal data that the backup still contains. */
  erase: () => Promise<void>
  /** After the restore: reports erased data that came back, and repeats the erasures that the restore lost. */
  returned: () => Promise<readonly string[]>
  /** The erased persons, with texts that must not be found anywhere. */
  erased: () => NonNullable<Observed['erased']>
  /** The one-off jobs that rebuild read models: service and the arguments of node. */
  rebuilds: readonly { name: string; service: string; args: readonly string[] }[]
  /** Compares the stored data with the proof. */
  verify: () => Promise<{ checked: string; violations: readonly string[] }>
  close: () => Promise<void>
}
export type OpenDrill = (system: ScenarioSystem) => Promise<Drill>

type DrillModule = { openDrill: OpenDrill; environment?: Readonly<Record<string, Readonly<Record<string, string>>>> }

const scenariosFolder = join(projectRoot, 'scenarios')
const databasesFile = join(projectRoot, 'deploy/databases.yaml')
const restDeadlineMs = 60_000
const pollMs = 200

const rest = async (state: State, signal: AbortSignal): Promise<void> => {
  const deadline = Date.now() + restDeadlineMs
  for (;;) {
    signal.throwIfAborted()
    const moving = await state.unrest()
    if (moving === null) return
    if (Date.now() > deadline) throw new Error(`not at rest after ${restDeadlineMs / 1000} s: ${moving}`)
    await sleep(pollMs)
  }
}

const withState = async <T>(openState: OpenState, system: System, use: (state: State) => Promise<T>): Promise<T> => {
  const state = await openState(system)
  try {
    return await use(state)
  } finally {
    await state.close()
  }
}

/** The long-running processes of ours and the stores, from the Compose file. */
const parts = (services: readonly ComposeService[]) => ({
  processes: services.filter(({ kind, oneShot }) => kind === 'node' && !oneShot).map(({ name }) => name),
  stores: services.filter(({ kind }) => kind === 'postgres' || kind === 'redis').map(({ name }) => name),
})

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`

type Times = {
  takenAtMs: number
  backupMs: number
  lostAtMs: number
  restoredMs: number
  upMs: number
  rebuiltMs: number
}

/** Kills everything, deletes the stores, and recovers from the backup. */
const recover = async (
  { system, progress, onCrash }: Attended,
  drill: Drill,
  folder: string,
): Promise<Omit<Times, 'takenAtMs' | 'backupMs'>> => {
  const { processes, stores } = parts(await readCompose(composeFile))
  onCrash(() => true)
  const lostAtMs = Date.now()
  await Promise.all(processes.map((name) => system.kill(name)))
  await Promise.all(stores.map((name) => system.lose(name)))
  progress.line(`loss: ${processes.length} processes killed, data of ${stores.join(' and ')} deleted`)
  const env = system.env('provision')
  await restore(env.DATABASE_ADMIN_URL ?? '', await readDatabaseList(databasesFile, env), folder)
  const restoredMs = Date.now() - lostAtMs
  progress.line(`restored into a fresh Postgres (${seconds(restoredMs)} after the loss)`)
  await Promise.all(processes.map((name) => system.start(name)))
  const upMs = Date.now() - lostAtMs
  progress.line(`all services ready (${seconds(upMs)})`)
  for (const { name, service, args } of drill.rebuilds) {
    await system.add({ name, args, environment: system.env(service), once: true })
  }
  const rebuiltMs = Date.now() - lostAtMs
  progress.line(`read models rebuilt (${seconds(rebuiltMs)})`)
  return { lostAtMs, restoredMs, upMs, rebuiltMs }
}

const describe = (times: Times, lost: { events: number; before: number }): string =>
  [
    `  RPO  ${lost.events} of ${lost.before} events lost: those of the ${seconds(times.lostAtMs - times.takenAtMs)} between backup and loss`,
    `  RTO  ${seconds(times.upMs)} from the loss until every service is ready, ${seconds(times.rebuiltMs)} until the read models are rebuilt`,
    `       (restore ${seconds(times.restoredMs)}; the backup took ${seconds(times.backupMs)})`,
  ].join('\n')

/**
 * Backs up a working system, erases personal data, works on, deletes everything, restores, rebuilds, and checks all invariants
 * and the external proof. Prints RPO and RTO. Fails if a check fails or the system accepts no new work.
 */
export const runDrill = async ({ offset, units }: { offset: number; units: number }): Promise<number> => {
  const module = (await import(pathToFileURL(join(scenariosFolder, 'modules/drill.ts')).href)) as DrillModule
  const openState = await importState(scenariosFolder, 'modules/state.ts')
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-drill-'))
  try {
    return await withSystem({ offset, environment: module.environment ?? {} }, async (attended) => {
      const { system, progress, signal } = attended
      const drill = await module.openDrill(system)
      try {
        const workToRest = async (count: number): Promise<void> => {
          await drill.work(count)
          await withState(openState, system, (state) => rest(state, signal))
        }
        await workToRest(units)
        await drill.seal()
        const began = Date.now()
        const adminUrl = system.env('provision').DATABASE_ADMIN_URL ?? ''
        const { takenAt } = await backup(adminUrl, await listedDatabases(databasesFile), join(folder, 'backup'))
        const backupMs = Date.now() - began
        progress.line(`backed up ${await drill.stored()} events and all databases (${seconds(backupMs)})`)
        await drill.erase()
        progress.line('erased personal data that the backup still contains')
        await workToRest(Math.ceil(units / 4))
        const before = await drill.stored()
        const recovered = await recover(attended, drill, join(folder, 'backup'))
        const lost = { events: before - (await drill.stored()), before }
        const returned = await drill.returned()
        const results = await withState(openState, system, async (state) => {
          await rest(state, signal)
          return state.check({ loads: [], outages: [], erased: drill.erased() })
        })
        const { checked, violations } = await drill.verify()
        await workToRest(Math.ceil(units / 4))
        progress.line('new work after the restore: completed')
        const broken = [...returned, ...drillFindings(results, before), ...violations]
        say(`\n${describe({ takenAtMs: Date.parse(takenAt), backupMs, ...recovered }, lost)}`)
        say(`  ${drillCoverage(results)}; verified: ${checked}`)
        for (const line of broken) say(`  ✗ ${line}`)
        say(broken.length === 0 ? '  ✓ all checks passed\n' : `  ✗ ${broken.length} checks failed\n`)
        return broken.length === 0 ? exitCodes.pass : exitCodes.fail
      } finally {
        await drill.close()
      }
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
