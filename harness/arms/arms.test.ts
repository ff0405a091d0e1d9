import { encodeIntoCompressedBase64 } from 'hdr-histogram-js'
import { describe, expect, it } from 'vitest'
import { histogramOf } from '../judge/statistics.ts'
import { fitUsl } from '../judge/usl.ts'
import { randomFrom } from '../random.ts'
import { cpuTimes } from '../scenario/cpu.ts'
import { histogramTotals } from '../scenario/exposition.ts'
import { hopsBetween } from '../scenario/hops.ts'
import { flaw } from './capacity.ts'
import { capacityText } from './capacity-text.ts'
import { compareBenches } from './compare.ts'
import { comparisonText } from './compare-text.ts'
import { figuresOfArm } from './figures.ts'
import type { BenchRecord, Block } from './record.ts'
import { orderOf } from './run.ts'
import { benchTable, brokenPromises } from './table.ts'

const generator = { generator: 'k6', offered: null, started: 300, dropped: 0, durationMs: 6_000, exitCode: 0 }
const rounds = 5

/** A record as a machine of a given speed would leave it; `slowerMs` is spent in the call to the store. */
const recordOf = ({ seed = 1, speed = 1, slowerMs = 0, commit = 'aaaaaaaa' } = {}): BenchRecord => {
  const random = randomFrom(seed)
  const noise = (): number => 0.97 + 0.06 * random()
  const blocks = Array.from({ length: rounds }, (_, round) =>
    ['one', 'bare'].flatMap((arm): Block[] => {
      const callMs = (10 * noise()) / speed + slowerMs
      const extraMs = arm === 'one' ? (20 * noise()) / speed : 0
      const base = callMs + extraMs
      const latencies = Array.from({ length: 300 }, () => base * (0.5 + random()))
      const common = {
        round,
        arm,
        startedAt: '2026-01-01T00:00:00Z',
        generator,
        invalid: null,
        unsteady: null,
        restMs: 5,
        samples: 300,
      }
      const rest = {
        outcomes: { succeeded: 300 },
        histogram: encodeIntoCompressedBase64(histogramOf(latencies)),
        cpuMsPerUnit: 2,
        cpuMs: { front: 600 },
        hops: {
          'front: take': { count: 300, meanMs: base },
          'front → store': { count: 300, meanMs: callMs },
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
    schema: 'sagabench/bench@1',
    commit,
    dirty: false,
    startedAt: '2026-01-01T00:00:00Z',
    endedAt: '2026-01-01T00:10:00Z',
    machine: { os: 'Linux', kernel: '6', arch: 'x64', cpu: 'any', cores: 2, memoryGiB: 4 },
    versions: {},
    seed: 7,
    command: 'bench',
    baseline: 'bare',
    arms: ['one', 'bare'].map((id) => ({ id, title: id, text: id, gives_up: id === 'bare' ? { log: 'none' } : {} })),
    loads: [
      { ...load, id: 'unpaced', text: 'without pause', model: closed },
      { ...load, id: 'open', text: 'steadily', model: open },
    ],
    speeds: Array.from({ length: rounds }, (_, round) => ({ round, hashesPerMs: 1_000 * speed })),
    blocks,
    invariants: [{ arm: 'bare', id: 'log', checked: 10, violations: 3, example: 'no log' }],
  }
}

it('every second round goes backwards', () => {
  expect([0, 1, 2].map((round) => orderOf(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'cba', 'abc'])
})

describe('one record', () => {
  it('prices an arm against the baseline of the same round', () => {
    const { rate, p95 } = figuresOfArm(recordOf(), 'one', 'unpaced').ratio
    expect(rate?.value).toBeCloseTo(1 / 3, 1)
    expect(p95?.value).toBeCloseTo(3, 0)
    expect(figuresOfArm(recordOf(), 'bare', 'open').ratio.p95).toBeNull()
  })

  it('merges the rounds of an arm and leaves invalid ones out', () => {
    const record = recordOf()
    const spoiled = record.blocks.map((block) =>
      block.round === 0 ? { ...block, invalid: '9 of 10 were dropped' } : block,
    )
    expect(figuresOfArm(record, 'one', 'open')).toMatchObject({ rounds: 5, samples: 1_500 })
    expect(figuresOfArm({ ...record, blocks: spoiled }, 'one', 'open')).toMatchObject({ rounds: 4, samples: 1_200 })
    const none = { ...record, blocks: record.blocks.map((block) => ({ ...block, invalid: 'away' })) }
    expect(benchTable(none)).toContain('no valid round')
  })

  it('tells a broken invariant that an arm gives up from one that it does not', () => {
    const record = recordOf()
    expect(brokenPromises(record)).toEqual([])
    const broken = [{ arm: 'one', id: 'log', checked: 10, violations: 1, example: 'lost' }]
    expect(brokenPromises({ ...record, invariants: broken })).toEqual(['one: log'])
    expect(benchTable(record)).toContain('bare: gives up log, 3 times: none')
  })
})

describe('two records', () => {
  it('of the same code show no difference, on machines of different speed too', () => {
    expect(compareBenches(recordOf({ seed: 1 }), recordOf({ seed: 2 })).verdict).toBe('no difference shown')
    expect(compareBenches(recordOf({ seed: 1 }), recordOf({ seed: 2, speed: 1.3 })).verdict).toBe('no difference shown')
  })

  it('show what got slower, and name the innermost hop', () => {
    const comparison = compareBenches(recordOf({ seed: 1 }), recordOf({ seed: 2, slowerMs: 50 }))
    expect(comparison.verdict).toBe('slower')
    expect(comparison.changes.map(({ verdict }) => verdict)).toEqual(['slower', 'slower', 'slower', 'slower'])
    expect(comparison.changes[1]?.hop).toMatchObject({ name: 'front → store' })
    expect(comparisonText(comparison)).toMatch(/front → store: 10(\.\d)? ms → 60(\.\d)? ms/)
  })

  it('show what got faster', () => {
    expect(compareBenches(recordOf({ slowerMs: 50 }), recordOf({ seed: 2 })).verdict).toBe('faster')
  })

  it('without a valid round are no data, never a pass', () => {
    const record = recordOf()
    const none = { ...record, blocks: record.blocks.map((block) => ({ ...block, invalid: 'gateway down' })) }
    expect(compareBenches(record, none).verdict).toBe('no data')
  })
})

it('a rung counts only if nothing was dropped, went wrong, piled up, rose or broke', () => {
  const [block] = recordOf().blocks
  if (block === undefined) throw new Error('no block')
  expect(flaw(block, [])).toBeNull()
  expect(flaw({ ...block, invalid: '3 of 300 were never started' }, [])).toBe('3 of 300 were never started')
  expect(flaw({ ...block, outcomes: { succeeded: 299, unended: 1 } }, [])).toBe('1 bad ends')
  expect(flaw({ ...block, restMs: 4_000 }, [])).toBe('a backlog of 4.0 s was left')
  expect(flaw({ ...block, unsteady: 'latency still rises' }, [])).toBe('latency still rises')
  expect(flaw(block, ['balance'])).toBe('invariants: balance')
})

it('a capacity says which rate counts, why the next does not, and what the law makes of the curve', () => {
  const curve = [1, 2, 4, 8, 16].map((n) => ({ n, x: (20 * n) / (1 + 0.1 * (n - 1)) }))
  const rungs = [
    { ratePerS: 40, reachedPerS: 40, p95Ms: 12, restMs: 3, why: null },
    { ratePerS: 46, reachedPerS: 41, p95Ms: 900, restMs: 9, why: 'latency still rises' },
  ]
  const text = capacityText([{ arm: 'one', curve, law: fitUsl(curve) ?? null, rungs, highestPerS: 40 }])
  expect(text).toContain('one: 40/s is the highest rate that counts')
  expect(text).toContain('σ 10.0 % has to wait for others')
  expect(text).toContain('two such machines would bring at most 1.82 ×')
  expect(text).toMatch(/46\/s .* does not: latency still rises/)
})

it('histograms of a process are read by one label, the others added up', () => {
  const text = [
    '# TYPE call_seconds histogram',
    'call_seconds_bucket{le="1",service="store",process="front"} 4',
    'call_seconds_sum{service="store",process="front",status="200"} 1.5',
    'call_seconds_count{service="store",process="front",status="200"} 3',
    'call_seconds_sum{service="store",process="front",status="503"} 0.5',
    'call_seconds_count{service="store",process="front",status="503"} 1',
    'call_seconds_of_others_count{service="store"} 9',
  ].join('\n')
  expect([...histogramTotals(text, 'call_seconds', 'service')]).toEqual([['store', { sum: 2, count: 4 }]])
})

it('a hop is what happened between two readings', () => {
  const before = new Map([['a', { sum: 1, count: 10 }]])
  const after = new Map([
    ['a', { sum: 2, count: 20 }],
    ['rare', { sum: 1, count: 1 }],
  ])
  expect(hopsBetween(before, after)).toEqual({ a: { count: 10, meanMs: 100 } })
})

it.runIf(process.platform === 'linux')('CPU time of a process grows with its work', () => {
  const own = (): number => cpuTimes(new Map([['own', process.pid]])).get('own') ?? 0
  const before = own()
  const until = performance.now() + 100
  while (performance.now() < until);
  expect(own()).toBeGreaterThan(before)
})
