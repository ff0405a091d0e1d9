import { describe, expect, it } from 'vitest'
import { needing } from '#tests/support/left-out.ts'
import { fitUsl } from '../judge/usl.ts'
import { cpuTimes } from '../scenario/cpu.ts'
import { histogramTotals } from '../scenario/exposition.ts'
import { hopsBetween } from '../scenario/hops.ts'
import { flaw } from './capacity.ts'
import { capacityText } from './capacity-text.ts'
import { compareBenches } from './compare.ts'
import { comparisonText } from './compare-text.ts'
import { figuresOfVariant } from './figures.ts'
import { orderOf } from './run.ts'
import { recordOf } from './synthetic.ts'
import { benchTable, brokenPromises, unmeasured } from './table.ts'

it('every second round goes backwards', () => {
  expect([0, 1, 2].map((round) => orderOf(['a', 'b', 'c'], round).join(''))).toEqual(['abc', 'cba', 'abc'])
})

describe('one record', () => {
  it('prices a variant against the baseline of the same round', () => {
    const { rate, p95 } = figuresOfVariant(recordOf(), 'one', 'unpaced').ratio
    expect(rate?.value).toBeCloseTo(1 / 3, 1)
    expect(p95?.value).toBeCloseTo(3, 0)
    expect(figuresOfVariant(recordOf(), 'bare', 'open').ratio.p95).toBeNull()
  })

  it('merges the rounds of a variant and leaves invalid ones out', () => {
    const record = recordOf()
    const spoiled = record.blocks.map((block) =>
      block.round === 0 ? { ...block, invalid: '9 of 10 were dropped' } : block,
    )
    expect(figuresOfVariant(record, 'one', 'open')).toMatchObject({ rounds: 5, samples: 1_500 })
    expect(figuresOfVariant({ ...record, blocks: spoiled }, 'one', 'open')).toMatchObject({ rounds: 4, samples: 1_200 })
    const none = { ...record, blocks: record.blocks.map((block) => ({ ...block, invalid: 'away' })) }
    expect(benchTable(none)).toContain('no valid round')
  })

  it('distinguishes violated invariants that a variant gives up from others', () => {
    const record = recordOf()
    expect(brokenPromises(record)).toEqual([])
    const broken = [{ variant: 'one', id: 'log', checked: 10, violations: 1, example: 'lost' }]
    expect(brokenPromises({ ...record, invariants: broken })).toEqual(['one: log'])
    expect(benchTable(record)).toContain('bare: gives up log by design, 3 violations: none')
  })
})

it('a comparison without a valid round shows no NaN', () => {
  const record = recordOf()
  const none = { ...record, blocks: record.blocks.map((block) => ({ ...block, invalid: 'away' })) }
  expect(comparisonText(compareBenches(record, none))).not.toContain('NaN')
})

it('what the first record measured and the second did not leaves the comparison without data', () => {
  const record = recordOf()
  for (const [second, what] of [
    [{ ...record, variants: record.variants.filter(({ id }) => id !== 'one') }, 'the variant one'],
    [{ ...record, loads: record.loads.filter(({ id }) => id !== 'open') }, 'the load open'],
  ] as const) {
    const comparison = compareBenches(record, second)
    expect(comparison).toMatchObject({ verdict: 'no data', missing: [what] })
    expect(comparisonText(comparison)).toContain(`! ${what} is missing from the second record`)
  }
  expect(compareBenches({ ...record, variants: [] }, { ...record, variants: [] }).verdict).toBe('no data')
})

it('a variant without a valid round or without checked invariants is reported as not measured', () => {
  const record = recordOf()
  const checked = record.variants.map(({ id }) => ({
    variant: id,
    id: 'log',
    checked: 5,
    violations: 0,
    example: null,
  }))
  expect(unmeasured({ ...record, invariants: checked })).toEqual([])
  const away = record.blocks.map((block) =>
    block.variant === 'one' && block.load === 'open' ? { ...block, invalid: 'away' } : block,
  )
  expect(unmeasured({ ...record, blocks: away, invariants: checked.slice(0, -1) })).toEqual([
    'one, open: no valid round',
    `${checked.at(-1)?.variant}: no invariant was checked`,
  ])
  expect(benchTable({ ...record, invariants: [] })).not.toContain('every invariant held')
})

it('a round in which nothing ended well is not left out as if it had not been run', () => {
  const [before, after] = [recordOf({ seed: 1, rounds: 6 }), recordOf({ seed: 2, rounds: 6 })]
  const blocks = after.blocks.map((block) =>
    block.variant === 'one' && block.load === 'unpaced' && block.round === 3
      ? { ...block, ratePerS: 0, outcomes: { error: 300 } }
      : block,
  )
  const { changes, verdict } = compareBenches(before, { ...after, blocks })
  expect(changes.filter((change) => change.verdict === 'no data').map(({ variant, load }) => [variant, load])).toEqual([
    ['one', 'unpaced'],
  ])
  expect(verdict).toBe('no data')
})

describe('a variant that lacks one guarantee', () => {
  const record = recordOf()
  const variants = record.variants.map((variant) => (variant.id === 'bare' ? { ...variant, against: 'one' } : variant))
  const lacking = { ...record, baseline: 'one', variants }

  it('is priced against the variant that has it, not against the baseline', () => {
    expect(figuresOfVariant(lacking, 'bare', 'unpaced').ratio.rate?.value).toBeCloseTo(3, 0)
    const other = { ...lacking, baseline: 'bare' }
    expect(figuresOfVariant(other, 'bare', 'unpaced').ratio.rate?.value).toBeCloseTo(3, 0)
    expect(benchTable(other)).toMatch(/bare .* of one/)
  })

  it('is reported with the violations that its fault caused and the limits of that test', () => {
    const example = { id: 'log', violations: 2, example: 'a line is missing' }
    const common = { variant: 'bare', against: 'one', fault: 'it dies' }
    const faults = [{ ...common, without: [example], with: [], limits: 'a power cut is another thing' }]
    const text = benchTable({ ...lacking, faults })
    expect(text).toContain(
      'bare: it dies\n    one: every invariant held\n    without: log (2)\n    for example: a line is missing',
    )
    expect(text).toContain('a power cut is another thing')
    expect(benchTable(lacking)).not.toContain('The fault that each guarantee')
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

it('a rung is valid only if nothing was dropped, failed, piled up, rose or broke', () => {
  const [block] = recordOf().blocks
  if (block === undefined) throw new Error('no block')
  expect(flaw(block, [])).toBeNull()
  expect(flaw({ ...block, invalid: '3 of 300 requests never started' }, [])).toBe('3 of 300 requests never started')
  const late = { ...block.generator, offered: 300, started: 296, dropped: 1 }
  expect(flaw({ ...block, generator: late, invalid: 'only 296 of 300 requests have a result' }, [])).toBe(
    'only 296 of 300 requests have a result; the generator never started the last 3 requests',
  )
  const lost = { ...late, started: 300, dropped: 0 }
  expect(flaw({ ...block, generator: lost, invalid: 'only 296 of 300 requests have a result' }, [])).toBe(
    'only 296 of 300 requests have a result',
  )
  expect(flaw({ ...block, outcomes: { succeeded: 299, unended: 1 } }, [])).toBe('1 of 300 failed')
  expect(flaw({ ...block, restMs: 4_000 }, [])).toBe('a backlog was left: rest after 4.0 s (limit 1.5 s)')
  expect(flaw({ ...block, unsteady: 'latency rises' }, [])).toBe('latency rises')
  expect(flaw(block, ['balance'])).toBe('violated invariants: balance')
})

it('a capacity search prints the highest valid rate, why the next one is invalid, and the fitted law', () => {
  const curve = [1, 2, 4, 8, 16].map((n) => ({ n, x: (20 * n) / (1 + 0.1 * (n - 1)) }))
  const rungs = [
    { ratePerS: 40, reachedPerS: 40, p95Ms: 12, restMs: 3, why: null },
    { ratePerS: 46, reachedPerS: 41, p95Ms: 900, restMs: 9, why: 'latency rises' },
  ]
  const text = capacityText([{ variant: 'one', curve, law: fitUsl(curve) ?? null, rungs, highestPerS: 40 }])
  expect(text).toContain('one: highest valid rate 40/s')
  expect(text).toContain('serial share 10 % (σ)')
  expect(text).toContain('two such machines: at most 1.82 ×')
  expect(text).toMatch(/46\/s .* invalid: latency rises/)
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

it('CPU time of a process grows with its work', needing('proc'), () => {
  const own = (): number => cpuTimes(new Map([['own', process.pid]])).get('own') ?? 0
  const before = own()
  const until = performance.now() + 100
  while (performance.now() < until);
  expect(own()).toBeGreaterThan(before)
})
