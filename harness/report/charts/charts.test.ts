import { describe, expect, test } from 'vitest'
import { barChart } from './bars.ts'
import { binsOf, binWidthS, overTimeChart } from './over-time.ts'
import { ratesOf } from './rate-over-time.ts'
import { nines, spectrumChart, spectrumRanks } from './spectrum.ts'
import { timelineChart } from './timeline.ts'

const numbers = (text: string | undefined): number[] => (text?.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1)

describe('the percentile spectrum', () => {
  const chart = (limitMs: number): string =>
    spectrumChart({
      id: 'x',
      title: 'Percentiles',
      target: 0.95,
      domain: [1, 10_000],
      series: [{ index: 0, style: 'one', sortedMs: upTo(10_000).map((n) => n / 10), total: 10_000, limitMs }],
    })

  test('gives each further nine the same width', () => {
    const [at90, at99, at999] = ['90 %', '99 %', '99.9 %'].map((label) =>
      Number(new RegExp(`<text x="([\\d.]+)"[^>]*>${label}</text>`).exec(chart(500))?.[1]),
    )
    expect((at999 ?? 0) - (at99 ?? 0)).toBeCloseTo((at99 ?? 0) - (at90 ?? 0), 0)
    expect([0.9, 0.99, 0.999].map((share) => Math.round(nines(share) * 1e9) / 1e9)).toEqual([1, 2, 3])
  })

  test('draws the corner of the limit on the curve if the percentile equals the limit', () => {
    const svg = chart(950) // P95 of 0.1 to 1,000 ms.
    const [left, y, corner] = numbers(/<path class="limit s0" fill="none" d="([^"]+)"/.exec(svg)?.[1])
    const points = numbers(/<path class="line s0" d="([^"]+)"/.exec(svg)?.[1])
    const near = upTo(points.length / 2)
      .map((i) => [points[2 * i - 2] ?? 0, points[2 * i - 1] ?? 0] as const)
      .sort(([a], [b]) => Math.abs(a - (corner ?? 0)) - Math.abs(b - (corner ?? 0)))[0]
    expect(left).toBe(50)
    expect(Math.abs((near?.[1] ?? 0) - (y ?? 0))).toBeLessThan(1.5)
  })

  test('shows each of the slowest requests and ends before the failures', () => {
    expect(spectrumRanks(1_000).slice(-3)).toEqual([998, 999, 1_000])
    const svg = spectrumChart({
      id: 'x',
      title: 'Percentiles',
      target: 0.95,
      domain: [1, 100],
      series: [{ index: 1, style: 'one', sortedMs: upTo(90), total: 100, limitMs: null }],
    })
    expect(svg).toContain('<th scope="row">P95</th><td class="n">–</td>')
    expect(svg).toContain('<th scope="row">P90</th><td class="n">90 ms</td>')
  })
})

describe('latency over time', () => {
  const points = upTo(1_800).map((second) => ({
    intended: second * 1_000 - 500,
    ended: second * 1_001 - 500,
    outcome: second % 2 === 0 ? ('succeeded' as const) : ('failed' as const),
  }))

  test('uses at most 120 bins and counts each request once', () => {
    expect([30, 120, 121, 1_800].map(binWidthS)).toEqual([1, 1, 2, 15])
    const bins = binsOf(points, binWidthS(1_800))
    expect(bins).toHaveLength(120)
    expect(bins.reduce((sum, { samples }) => sum + samples, 0)).toBe(1_800)
    expect(bins.reduce((sum, { bad }) => sum + bad, 0)).toBe(900)
    expect(bins[0]).toMatchObject({ fromS: 0, p50: 8, p95: 15 })
  })

  test('shades warm-up and faults from their start to their end', () => {
    const svg = overTimeChart({
      id: 'x',
      title: 'Course',
      domain: [1, 2_000],
      series: [
        {
          index: 0,
          style: 'one',
          samples: points,
          warmUpMs: 180_000,
          faults: [{ text: 'shelf killed', fromMs: 900_000, toMs: 1_080_000 }],
        },
      ],
    })
    const rects = [...svg.matchAll(/<rect class="(shade[^"]*)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)]
    const perMs = 402 / 1_799_500
    expect(rects.map(([, name]) => name)).toEqual(['shade s0', 'shade fault s0'])
    expect(Number(rects[0]?.[2])).toBe(50)
    expect(Number(rects[0]?.[3])).toBeCloseTo(180_000 * perMs, 0)
    expect(Number(rects[1]?.[2])).toBeCloseTo(50 + 900_000 * perMs, 0)
    expect(svg).toContain('shelf killed from 900 s to 1080 s')
  })

  test('counts completed requests only in bins that lie entirely within the load', () => {
    expect(ratesOf({ index: 0, style: 'one', endsMs: [10, 500, 1_700, 2_100], lastIntendedMs: 2_050 }, 1)).toEqual([
      2, 1,
    ])
    expect(ratesOf({ index: 0, style: 'one', endsMs: [10, 500, 1_700, 2_100], lastIntendedMs: 4_000 }, 2)).toEqual([
      1.5, 0.5,
    ])
  })
})

test('a bar is as long as its value, from zero', () => {
  const svg = barChart({
    id: 'x',
    title: 'Bars',
    axis: 'ms',
    text: (value) => `${value} ms`,
    rows: [
      { label: 'a', values: [{ index: 0, style: 'one', value: 40 }] },
      { label: 'b', values: [{ index: 0, style: 'one', value: 10 }] },
    ],
  })
  const lengths = [...svg.matchAll(/<line class="stem s0" x1="([\d.]+)" x2="([\d.]+)"/g)].map(
    ([, from, to]) => Number(to) - Number(from),
  )
  expect((lengths[0] ?? 0) / (lengths[1] ?? 1)).toBeCloseTo(4, 1)
})

test('a compensation that never finished is a cross at the top, and named in the description', () => {
  const svg = timelineChart({
    id: 'x',
    title: 'Undos',
    limitMs: 5_000,
    series: [
      {
        index: 1,
        style: 'one',
        faults: [],
        happenings: [
          { atMs: 1_000, durationMs: 40 },
          { atMs: 2_000, durationMs: null },
        ],
      },
    ],
  })
  expect(svg).toContain('slowest 40 ms, 1 never finished')
  expect(svg).toMatch(/<path class="bad s1" d="M[\d.]+ 33l6 6m0-6l-6 6"\/>/)
  expect(svg).toContain('<td class="n">never finished</td>')
})
