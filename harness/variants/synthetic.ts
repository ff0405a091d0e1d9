import { mkdirSync, writeFileSync } from 'node:fs'
import { encodeIntoCompressedBase64 } from 'hdr-histogram-js'
import { randomFrom } from '../base/random.ts'
import { histogramOf } from '../judge/statistics.ts'
import { samplesOf, usageOf } from '../report/synthetic.ts'
import { planLoad } from '../scenario/load.ts'
import type { Decision } from '../scenario/scenario.ts'
import { blockOf } from './block-of.ts'
import { judgeBlock, rawFileOf, rawFolderOf } from './raw-lines.ts'
import { type BenchRecord, type Block, writeBench } from './record.ts'

const generator = { generator: 'k6', offered: null, started: 300, dropped: 0, durationMs: 6_000, exitCode: 0 }
/** A record of a machine with the given speed; `slowerMs` is added to the call to the store. For tests. */
export const recordOf = ({
  seed = 1,
  speed = 1,
  slowerMs = 0,
  commit = 'aaaaaaaa',
  rounds = 5,
  samples = 300,
  startedAt = '2026-01-01T00:00:00Z',
} = {}): BenchRecord => {
  const random = randomFrom(seed)
  const noise = (): number => 0.97 + 0.06 * random()
  const blocks = Array.from({ length: rounds }, (_, round) =>
    ['one', 'bare'].flatMap((variant): Block[] => {
      const callMs = (10 * noise()) / speed + slowerMs
      const extraMs = variant === 'one' ? (20 * noise()) / speed : 0
      const base = callMs + extraMs
      const latencies = Array.from({ length: samples }, () => base * (0.5 + random()))
      const common = {
        round,
        variant,
        startedAt: '2026-01-01T00:00:00Z',
        generator,
        invalid: null,
        unsteady: null,
        restMs: 5,
        samples,
      }
      const rest = {
        outcomes: { succeeded: samples },
        histogram: encodeIntoCompressedBase64(histogramOf(latencies)),
        cpuMsPerUnit: 2,
        cpuMs: { front: 600 },
        hops: {
          'front: take': { count: 300, meanMs: base },
          // Two instances of front share the calls; in every other round the first one gets none.
          ...(round % 2 === 0 ? { 'front → store': { count: 120, meanMs: callMs } } : {}),
          'front-2 → store': { count: 180, meanMs: callMs },
          'front: other': { count: 300, meanMs: 2 * noise() },
        },
      }
      return [
        { ...common, ...rest, load: 'unpaced', ratePerS: 50_000 / base },
        { ...common, ...rest, load: 'open', ratePerS: 50 },
      ]
    }),
  ).flat()
  const open = { kind: 'open', rate: '50/s', most_in_flight: 10 } as const
  const closed = { kind: 'closed', users: 50, paced_to: null } as const
  const load = { judged: false, duration_s: 6, quick_duration_s: 3 }
  return {
    schema: 'sagabench/bench@2',
    commit,
    dirty: false,
    startedAt,
    endedAt: '2026-01-01T00:10:00Z',
    machine: { os: 'Linux', kernel: '6', arch: 'x64', cpu: 'any', cores: 2, memoryGiB: 4 },
    versions: {},
    seed: 7,
    command: 'bench',
    baseline: 'bare',
    variants: ['one', 'bare'].map((id) => ({
      id,
      title: id,
      text: id,
      gives_up: id === 'bare' ? { log: 'none' } : {},
    })),
    loads: [
      { ...load, id: 'unpaced', text: 'without pause', model: closed },
      { ...load, id: 'open', text: 'steadily', model: open },
    ],
    speeds: Array.from({ length: rounds }, (_, round) => ({ round, hashesPerMs: 1_000 * speed })),
    blocks,
    invariants: [
      { variant: 'one', id: 'log', checked: 10, violations: 0, example: null },
      { variant: 'bare', id: 'log', checked: 10, violations: 3, example: 'no log' },
    ],
  }
}

/** The limits of the scenario whose workload the variants ran. For tests. */
export const limits: Decision = {
  text: 'as always',
  confidence: 0.95,
  generator: { dropped_share: 0.001, start_lag_ms: 100, start_lag_quantile: 0.99 },
}

/**
 * Writes a record of variants with the raw lines of all its blocks; in the last block one unit in ten never started, so it is
 * invalid. For tests.
 */
export const writeSyntheticBench = (folder: string, changes: Partial<BenchRecord> = {}): BenchRecord => {
  mkdirSync(rawFolderOf(folder), { recursive: true })
  const next = randomFrom(1)
  const { blocks: places, ...record } = recordOf({ samples: 1 })
  const blocks = places.flatMap(({ round, variant, load: id, generator: of, startedAt }, index) => {
    const load = record.loads.find((one) => one.id === id)
    if (load === undefined) return []
    const style = variant === record.baseline ? 'orchestrated' : 'choreographed'
    const dropped = index === places.length - 1 ? 30 : 0
    const samples = samplesOf(load, style, load.duration_s, { dropped }, next)
    writeFileSync(
      rawFileOf(folder, { variant, load: id, round }),
      samples.map((sample) => `${JSON.stringify(sample)}\n`).join(''),
    )
    const { offered } = planLoad(load, load.duration_s)
    const judged = judgeBlock(
      { load, generator: { ...of, offered, started: samples.length, dropped }, samples },
      limits,
    )
    return blockOf({ round, variant, startedAt }, judged, usageOf(style, samples.length, 6_000, {}), { ms: 5 })
  })
  const written = { ...record, blocks, scenario: { id: 'one', decision: limits }, ...changes }
  writeBench(folder, written)
  return written
}
