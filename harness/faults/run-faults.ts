import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '#platform/base/clock.ts'
import { describeCommit, describeMachine, type Progress } from '../scenario/running.ts'
import { readCompose } from '../system/compose.ts'
import { withScratchPostgres } from '../system/scratch-postgres.ts'
import { startSystem } from '../system/system.ts'
import { type CellResult, commandOf, type Filter, idOf, matches, timeIsOver } from './cell.ts'
import { openHistory } from './history.ts'
import { type FaultCell, type FaultPlan, importPlan, type Planted } from './plan.ts'
import { keepProof, readProof, type ShownProof } from './proof.ts'
import type { FaultRecord } from './record.ts'
import { type Patient, runCell } from './run-cell.ts'
import { createVictims, orderedBy, type Victims } from './victims.ts'
import { writeFaultReport } from './write-report.ts'

export type FaultOptions = {
  readonly offset: number
  readonly composeFile: string
  readonly scenariosFolder: string
  readonly projectRoot: string
  /** A new folder for the report. */
  readonly folder: string
  /** Selects the cells that match one of these; if empty, all. */
  readonly filters: readonly Filter[]
  readonly seed: number
  /** The number of times the selection runs, each time with the next seed. */
  readonly rounds: number
  readonly budgetMs: number
  readonly command: string
  readonly progress: Progress
  readonly signal: AbortSignal
}

export type FaultRun = { readonly record: FaultRecord; readonly folder: string; readonly table: string }

const signs: Record<CellResult['verdict'], string> = { held: '✓', violated: '✗', missed: '!', untested: '–' }

/** A system whose processes can be ordered to crash at a point of their code. */
const admit = async (options: FaultOptions, plan: FaultPlan, ordersFolder: string, nodes: readonly string[]) => {
  let victims: Victims | undefined
  const environment = Object.fromEntries(
    [...new Set([...nodes, ...Object.keys(plan.environment)])].map((name) => [
      name,
      { ...(nodes.includes(name) ? orderedBy(ordersFolder, name) : {}), ...plan.environment[name] },
    ]),
  )
  const system = await startSystem({
    offset: options.offset,
    composeFile: options.composeFile,
    environment,
    progress: (line) => options.progress.status(line),
    signal: options.signal,
    onCrash: (service) => victims?.died(service),
  })
  try {
    victims = createVictims(system, ordersFolder, systemClock)
    const opened = await plan.open(system)
    const patient: Patient = {
      system,
      victims,
      plan: opened,
      isDependencyOfUndo: plan.isDependencyOfUndo,
      outages: [],
      known: new Map(),
    }
    const discharge = async (): Promise<void> => {
      await opened.close().catch(() => {})
      await system.stop()
    }
    return { patient, discharge }
  } catch (error) {
    await system.stop()
    throw error
  }
}

const line = ({ verdict, recoveryMs, findings, ...place }: CellResult): string => {
  const recovery = recoveryMs === null ? '' : `  ${(recoveryMs / 1_000).toFixed(1)} s`
  const first = findings[0] === undefined ? '' : `  ${findings[0].slice(0, 160)}`
  return `${signs[verdict]} ${idOf(place)}${recovery}${first}`
}

const budgetOver = (cell: FaultCell, seed: number): CellResult => ({
  style: cell.style,
  process: cell.process,
  step: cell.step,
  phase: cell.phase,
  kind: cell.kind,
  text: cell.text,
  verdict: 'untested',
  seed,
  findings: [timeIsOver],
  outcomes: {},
  recoveryMs: null,
  durationMs: 0,
})

/** Checks on separate databases that the invariants detect planted bugs. */
const provePlanted = async (
  { planted }: FaultPlan,
  { progress, projectRoot }: FaultOptions,
): Promise<Planted | null> => {
  if (!planted) return null
  progress.status('planting bugs to check that they are found')
  const found = await withScratchPostgres(projectRoot, planted)
  progress.line(`planted bugs found: ${found.found} of ${found.all}`)
  return found
}

/** The whole matrix repeats the proof; a part of it should be quick and shows the last stored proof. */
const proveInProcesses = async (
  { plantedInProcesses }: FaultPlan,
  { progress, projectRoot, offset, signal, filters }: FaultOptions,
): Promise<ShownProof | undefined> => {
  if (!plantedInProcesses) return undefined
  if (filters.length > 0) return { proof: readProof(projectRoot), fresh: false }
  progress.status('planting bugs in running processes, which takes some minutes')
  const status = (line: string): void => progress.status(line)
  const planted = await plantedInProcesses({ offset, projectRoot, signal, progress: status })
  progress.line(`bugs planted in running processes: ${planted.found} of ${planted.all} found`)
  return { proof: keepProof(projectRoot, planted, systemClock.now()), fresh: true }
}

const runRound = async (
  options: FaultOptions,
  plan: FaultPlan,
  cells: readonly FaultCell[],
  seed: number,
  endsAtMs: number,
  results: CellResult[],
): Promise<void> => {
  const { progress, signal, folder } = options
  const nodes = (await readCompose(options.composeFile)).filter(({ kind, oneShot }) => kind === 'node' && !oneShot)
  const ordersFolder = mkdtempSync(join(tmpdir(), 'sagabench-orders-'))
  const history = openHistory(join(folder, 'history.ndjson'), systemClock.now)
  let ward: Awaited<ReturnType<typeof admit>> | undefined
  try {
    for (const [index, cell] of cells.entries()) {
      signal.throwIfAborted()
      if (systemClock.now() > endsAtMs) {
        results.push(budgetOver(cell, seed))
        continue
      }
      if (cell.run)
        ward ??= await admit(
          options,
          plan,
          ordersFolder,
          nodes.map(({ name }) => name),
        )
      progress.status(`${index + 1}/${cells.length}  ${idOf(cell)}`)
      const patient = ward?.patient as Patient
      const { result, isSick } = await runCell(cell, patient, { seed, clock: systemClock, history, signal })
      results.push(result)
      if (result.verdict !== 'untested') progress.line(line(result))
      if (result.verdict === 'violated' || result.verdict === 'missed')
        progress.line(`    again: ${commandOf(cell, seed)}`)
      if (isSick) {
        await ward?.discharge()
        ward = undefined
      }
    }
  } finally {
    await ward?.discharge()
    rmSync(ordersFolder, { recursive: true, force: true })
  }
}

/** Runs the selected cells one after the other on one running system and writes the report. */
export const runFaults = async (options: FaultOptions): Promise<FaultRun> => {
  const { progress, folder } = options
  const services = (await readCompose(options.composeFile)).map(({ name }) => name)
  const plan = (await importPlan(options.scenariosFolder)).makePlan(services)
  const cells = plan.cells.filter(
    (cell) => options.filters.length === 0 || options.filters.some((filter) => matches(cell, filter)),
  )
  if (cells.length === 0)
    throw new RangeError(
      `No cell matches. Processes: ${namesOf(plan, 'process')}; steps: ${namesOf(plan, 'step')}; phases: ${namesOf(plan, 'phase')}.`,
    )
  const crashes = cells.filter(({ kind }) => kind === 'crash').length
  progress.line(`${crashes} reachable crashes (step × phase × process) and ${cells.length - crashes} other faults`)
  const startedAt = systemClock.now()
  // Read the commit now: commits made during the run are not tested.
  const { commit, dirty } = describeCommit(options.projectRoot)
  const results: CellResult[] = []
  const planted = await provePlanted(plan, options)
  const plantedInProcesses = await proveInProcesses(plan, options)
  for (let round = 0; round < options.rounds; round++)
    await runRound(options, plan, cells, options.seed + round, startedAt + options.budgetMs, results)
  const record: FaultRecord = {
    schema: 'sagabench/faults@1',
    commit,
    dirty,
    startedAt: new Date(startedAt).toISOString(),
    endedAt: new Date(systemClock.now()).toISOString(),
    command: options.command,
    machine: describeMachine(),
    filters: options.filters,
    seed: options.seed,
    rounds: options.rounds,
    unreachable: plan.unreachable,
    planted,
    ...(plantedInProcesses ? { plantedInProcesses } : {}),
    results,
  }
  writeFileSync(join(folder, 'faults.json'), `${JSON.stringify(record, null, 1)}\n`)
  return { record, folder, table: writeFaultReport(folder, record) }
}

const namesOf = ({ cells }: FaultPlan, key: 'process' | 'step' | 'phase'): string =>
  [...new Set(cells.map((cell) => cell[key]))].join(', ')
