import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '#platform/base/clock.ts'
import type { Load } from '../scenario/documents.ts'
import { importPrepare, importState, type SeenLoad, type State } from '../scenario/plugin.ts'
import { openMeter, readSamples } from '../scenario/records.ts'
import { type Progress, planLoad, runLoad, waitForRest } from '../scenario/running.ts'
import type { System } from '../system/system.ts'
import { blockOf } from './block-of.ts'
import { judgeBlock, rawFileOf, rawFolderOf, warmUpRound } from './raw-lines.ts'
import type { BenchRecord, Block } from './record.ts'
import type { Variant, VariantSet } from './variant.ts'

/** The context in which variants run. */
export type VariantsContext = {
  system: System
  scenariosFolder: string
  /** Folder of the report; raw lines are written to `<folder>/raw/`. */
  folder: string
  k6: string
  /** Part of the keys of this run, which makes them unique across runs. */
  runId: string
  clock: Clock
  progress: Progress
  signal: AbortSignal
}

const warmUpS = 4

export type Stage = { context: VariantsContext; set: VariantSet; state: State; workFolder: string; seen: SeenLoad[] }

/** Runs one load of one variant and waits for rest. */
export const runBlock = async (
  stage: Stage,
  variant: Variant,
  load: Load,
  round: number,
  durationS: number,
): Promise<Block> => {
  const { context, set, state, workFolder, seen } = stage
  const { system, clock, signal } = context
  const name = `${variant.id}-${load.id}-${round}`
  const plan = planLoad(load, durationS)
  const prepare = await importPrepare(context.scenariosFolder, set.scenario.modules.prepare)
  // All variants of a round get the same inputs; the next round gets others.
  const scenario = { ...set.scenario, seed: set.scenario.seed + round }
  const prepared = await prepare({ system, scenario, load: load.id, count: plan.offered ?? 4_000 })
  const inputsFile = join(workFolder, `${name}-inputs.json`)
  writeFileSync(inputsFile, JSON.stringify(prepared.inputs), { mode: 0o600 })
  const rawFile = rawFileOf(context.folder, { variant: variant.id, load: load.id, round })
  const startedAt = new Date(clock.now()).toISOString()
  const read = await openMeter(system, state)
  const generator = await runLoad({
    k6: context.k6,
    script: join(context.scenariosFolder, variant.script),
    plan,
    inputsFile,
    rawFile,
    logFile: join(workFolder, `${name}.log`),
    workFolder,
    name,
    target: { ...prepared.target, runId: `${context.runId}-${name}` },
    signal,
  })
  const rest = await waitForRest(state, clock, signal)
  const usage = await read()
  const samples = readSamples(rawFile)
  // The answers of a variant that does not record its work can't be compared with the databases.
  if (variant.gives_up === undefined) seen.push({ scenario, style: variant.id, load: load.id, samples })
  const judged = judgeBlock({ load, generator, samples }, set.scenario.decision)
  return blockOf({ round, variant: variant.id, startedAt }, judged, usage, rest)
}

/** Counts the violations that each variant added to the existing ones. */
export const openLedger = ({ state, seen }: Stage) => {
  let known = new Map<string, number>()
  const rows = new Map<string, BenchRecord['invariants'][number]>()
  return {
    rows,
    note: async (variant: string): Promise<void> => {
      const results = await state.check({ loads: seen, outages: [] })
      for (const { id, checked, violations, examples } of results) {
        const added = violations - (known.get(id) ?? 0)
        const row = rows.get(`${variant}/${id}`) ?? { variant, id, checked: 0, violations: 0, example: null }
        const example = added > 0 ? (examples.at(-1) ?? null) : row.example
        rows.set(`${variant}/${id}`, { ...row, checked, violations: row.violations + Math.max(0, added), example })
      }
      known = new Map(results.map(({ id, violations }) => [id, violations]))
    },
  }
}

export const inTurn = async (stage: Stage, variant: Variant, work: () => Promise<void>): Promise<void> => {
  const leave = await variant.enter?.(stage.context.system)
  try {
    await work()
  } finally {
    await leave?.()
  }
}

export type Ledger = ReturnType<typeof openLedger>

/** Opens the resources of the variants, warms each variant up, does the work, and closes the resources. */
export const onStage = async <T>(
  context: VariantsContext,
  set: VariantSet,
  work: (stage: Stage, ledger: Ledger) => Promise<T>,
): Promise<T> => {
  const workFolder = mkdtempSync(join(tmpdir(), 'sagabench-variants-'))
  mkdirSync(rawFolderOf(context.folder), { recursive: true })
  const state = await (await importState(context.scenariosFolder, set.scenario.modules.state))(context.system)
  const stage: Stage = { context, set, state, workFolder, seen: [] }
  const ledger = openLedger(stage)
  try {
    await set.provide?.(context.system)
    for (const variant of set.variants) {
      const [load] = set.loads
      if (load === undefined) break
      context.progress.status(`warming up: ${variant.id}`)
      await inTurn(stage, variant, async () => void (await runBlock(stage, variant, load, warmUpRound, warmUpS)))
      await ledger.note(variant.id)
    }
    return await work(stage, ledger)
  } finally {
    await state.close()
    rmSync(workFolder, { recursive: true, force: true })
  }
}
