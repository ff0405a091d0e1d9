import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { planLoad } from '../scenario/load.ts'
import type { EvidenceRow } from '../scenario/raw.ts'
import { readScenarios } from '../scenario/read-scenarios.ts'
import { type RunRecord, rawFolder, type ScenarioRun, writeRun } from '../scenario/run-record.ts'
import type { Sample } from '../scenario/sample.ts'
import { type Load, type Scenario, scenariosFolder } from '../scenario/scenario.ts'
import type { Usage } from '../scenario/usage.ts'

/** Synthetic runs for tests of everything that reads raw data. The same seed gives the same run. */

export type Weather = {
  /** Median of the latency in ms, per style. */
  medianMs?: (style: string) => number
  /** Share of requests that fail. */
  badShare?: number
  /** Latency added per second of load, as in a system that never becomes steady. */
  riseMsPerS?: number
  /** Requests that the generator never started. */
  dropped?: number
  /** Units whose compensation never finishes. */
  neverUndone?: number
  violations?: number
  /** A process that is killed four seconds after the start of each scenario. */
  disturbed?: string
  /** Share of the machine that other programs use. */
  othersShare?: number
  /** How many of 1,000 checked answers in each scenario violate their specification. */
  differing?: number
}

const random = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

const normal = (next: () => number): number =>
  Math.sqrt(-2 * Math.log(Math.max(1e-12, next()))) * Math.cos(2 * Math.PI * next())

const rounded = (value: number): number => Math.round(value * 1_000) / 1_000

const sampleAt = (
  i: number,
  intended: number,
  style: string,
  load: Load,
  weather: Weather,
  next: () => number,
): Sample => {
  const crowding = load.judged ? 1 : 18
  const warmth = 1 + 5 * Math.exp(-intended / 900)
  const median = (weather.medianMs?.(style) ?? (style === 'orchestrated' ? 11 : 16)) * crowding * warmth
  const spike = next() < 0.01 ? 4 : 1
  const latency = median * spike * Math.exp(0.22 * normal(next)) + ((weather.riseMsPerS ?? 0) * intended) / 1_000
  const started = intended + next() * 1.5
  const isBad = next() < (weather.badShare ?? 0)
  const isRefused = next() < 0.02
  return {
    i,
    intended: rounded(intended),
    ready: rounded(intended),
    started: rounded(started),
    accepted: style === 'choreographed' ? rounded(started + latency * 0.3) : null,
    ended: rounded(intended + latency),
    outcome: isBad ? 'failed' : isRefused ? 'refused' : 'succeeded',
    id: `01920000-0000-7000-8000-${String(i).padStart(12, '0')}`,
    key: `${style}-${i}`,
    status: 200,
    reason: null,
  }
}

export const samplesOf = (
  load: Load,
  style: string,
  durationS: number,
  weather: Weather,
  next: () => number,
): Sample[] => {
  const offered = planLoad(load, durationS).offered ?? durationS * (style === 'orchestrated' ? 214 : 171)
  return Array.from({ length: offered - (weather.dropped ?? 0) }, (_, i) =>
    sampleAt(i, (i * durationS * 1_000) / offered, style, load, weather, next),
  )
}

const undos = (style: string, weather: Weather, next: () => number): EvidenceRow[] =>
  Array.from({ length: 218 }, (_, i) => ({
    id: `failed-${i}`,
    at: new Date(Date.UTC(2026, 0, 1, 12, 0, i)).toISOString(),
    durationMs:
      i < (weather.neverUndone ?? 0)
        ? null
        : rounded((style === 'orchestrated' ? 14 : 22) * Math.exp(0.5 * normal(next)) + (next() < 0.03 ? 240 : 0)),
    detail: null,
  }))

const parts: Record<string, Record<string, number>> = {
  orchestrated: { coordinator: 3, shelf: 1, store: 2 },
  choreographed: { front: 2, 'worker-a': 2, 'worker-b': 2, shelf: 1, store: 3 },
}

export const usageOf = (style: string, units: number, ms: number, weather: Weather): Usage => {
  const own = Object.entries(parts[style] ?? {})
  const systemMs = units * own.reduce((sum, [, each]) => sum + each, 0)
  const totalMs = Math.max(2 * ms, 2 * systemMs)
  const harness = { cpuMs: 20, lagP99Ms: 1.5, lagMaxMs: 4 }
  return {
    ms,
    processes: Object.fromEntries(
      own.map(([name, each]) => [
        name,
        {
          cpuMs: units * each,
          statements: name === 'store' ? 0 : 2 * units,
          requests: name === 'store' ? 0 : units,
          published: name.startsWith('worker') ? units : 0,
          handled: name.startsWith('worker') ? units : 0,
          lagP99Ms: name === 'store' ? null : 3,
          lagMaxMs: name === 'store' ? null : 9,
        },
      ]),
    ),
    stores: { 'Store commands': 7 * units, 'Store bytes': 2_345 * units },
    hops: Object.fromEntries(
      own.flatMap(([name, each]) => [
        [`${name}: readBook`, { count: units, meanMs: each }],
        [`front → ${name}-1`, { count: units, meanMs: 2 * each }],
        [`front → ${name}-2`, { count: units, meanMs: 2 * each }],
      ]),
    ),
    machine: {
      busyMs: systemMs + ms * 0.12 + harness.cpuMs + totalMs * (weather.othersShare ?? 0.01),
      stolenMs: 0,
      totalMs,
    },
    harness,
  }
}

const runOf = (
  folder: string,
  scenario: Scenario,
  style: string,
  weather: Weather,
  next: () => number,
): ScenarioRun => ({
  scenario: scenario.id,
  style,
  startedAt: '2026-01-01T12:00:00.000Z',
  endedAt: '2026-01-01T12:01:00.000Z',
  loads: scenario.loads.map((load) => {
    const samples = samplesOf(load, style, load.duration_s, weather, next)
    const file = `${scenario.id}-${style}-${load.id}.ndjson`
    writeFileSync(join(rawFolder(folder), file), samples.map((sample) => JSON.stringify(sample)).join('\n'))
    return {
      id: load.id,
      file,
      generator: {
        generator: 'k6',
        offered: planLoad(load, load.duration_s).offered,
        started: samples.length,
        dropped: weather.dropped ?? 0,
        durationMs: load.duration_s * 1_000,
        exitCode: 0,
        startedAt: '2026-01-01T12:00:00.000Z',
        cpuMs: load.duration_s * 120,
      },
      usage: usageOf(style, samples.length, load.duration_s * 1_000, weather),
    }
  }),
  evidence: Object.fromEntries(
    scenario.evidence.flatMap(({ id }) => (id === undefined ? [] : [[id, undos(style, weather, next)]])),
  ),
  ...(weather.disturbed === undefined
    ? {}
    : {
        disturbances: [
          {
            do: 'kill' as const,
            process: weather.disturbed,
            outage: false,
            fromMs: Date.UTC(2026, 0, 1, 12, 0, 4),
            toMs: Date.UTC(2026, 0, 1, 12, 0, 6),
          },
        ],
      }),
  faults: scenario.method.faults.length === 0 ? {} : { none: 331, delay: 71, 'drop-response': 74, refuse: 73 },
  invariants: scenario.invariants.map(({ id }, i) => {
    const violations = i === 0 ? (weather.violations ?? 0) : 0
    return { id, checked: 1_000, violations, examples: violations > 0 ? ['thing 17: 3 are counted, 2 are there'] : [] }
  }),
  answers: {
    checked: 1_000,
    differing: weather.differing ?? 0,
    examples: weather.differing ? [{ answer: 'shelf: readBook 200', times: weather.differing }] : [],
  },
  before: null,
  after: null,
  restMs: 420,
})

/** The project's latency scenarios, each with a single open load of the given rate and duration. */
export const steadyScenarios = (ratePerS: number, durationS: number): Scenario[] =>
  readScenarios(scenariosFolder)
    .filter(({ measures }) => measures.some(({ kind }) => kind === 'latency'))
    .map((scenario) => ({
      ...scenario,
      loads: scenario.loads
        .filter(({ id }) => id === 'open')
        .map((load): Load => {
          const model = { kind: 'open', rate: `${ratePerS}/s`, most_in_flight: 400 } as const
          return { ...load, text: `${ratePerS}/s, arriving steadily`, model, duration_s: durationS }
        }),
      measures: scenario.measures.map((measure) => (measure.loads ? { ...measure, loads: ['open'] } : measure)),
    }))

/** Writes the raw data of a run into the folder; the scenarios default to the project's own. */
export const writeSyntheticRun = (
  folder: string,
  weather: Weather = {},
  seed = 1,
  scenarios: Scenario[] = readScenarios(scenariosFolder),
): RunRecord => {
  mkdirSync(rawFolder(folder), { recursive: true })
  const next = random(seed)
  const record: RunRecord = {
    schema: 'sagabench/run@1',
    commit: '0a1b2c3d',
    dirty: false,
    startedAt: '2026-01-01T12:00:00.000Z',
    endedAt: '2026-01-01T12:04:10.000Z',
    quick: false,
    command: 'npm start',
    machine: {
      os: 'Debian GNU/Linux 12 (bookworm)',
      kernel: '6.1.0',
      arch: 'x64',
      cpu: 'AMD EPYC 7B13',
      cores: 2,
      memoryGiB: 24,
    },
    hashes: { 'specs/openapi': '0123456789abcdef'.repeat(4) },
    versions: { node: '24.0.0', k6: '1.1.0', postgres: '18.4', redis: 'valkey 9.1.2', gateway: 'nginx 1.31.3' },
    hashesPerMs: 1_000,
    scenarios,
    runs: scenarios.flatMap((scenario) =>
      scenario.styles.map((style) => runOf(folder, scenario, style, weather, next)),
    ),
  }
  writeRun(folder, record)
  return record
}
