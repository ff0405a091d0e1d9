import { expect, test } from 'vitest'
import { busTargets, replayTargets, targetLines, verdictOfTargets } from './targets.ts'

const read = { group: 'a', pending: 0, lag: 0 }
const bus = (groups: Parameters<typeof busTargets>[0], perSecond = 9_000) =>
  verdictOfTargets(busTargets(groups, perSecond, 5_000))

test('a bus passes if it is fast enough and every group has read and acknowledged everything', () => {
  expect(bus([read, { ...read, group: 'b' }])).toBe('pass')
  expect(bus([read], 5_000)).toBe('fail')
  expect(bus([read], Number.NaN)).toBe('fail')
  for (const left of [{ lag: 400 }, { pending: 1 }, { lag: null }])
    expect(bus([read, { ...read, group: 'b', ...left }])).toBe('fail')
  expect(targetLines(busTargets([{ group: 'b', pending: 0, lag: 400 }], 9_000, 5_000))).toEqual([
    '  ✗ b: 0 not acknowledged, 400 not read',
    '  ✓ more than 5,000 events/s',
  ])
})

test('a bus that no group reads fails', () => expect(bus([])).toBe('fail'))

test('an event store fails each of its targets, also if nothing was stored, replayed or verified', () => {
  const good = { p95Ms: 5, rebuiltPerSecond: 60_000, stored: 100, verified: 100, violations: 0 }
  expect(verdictOfTargets(replayTargets(good))).toBe('pass')
  for (const bad of [
    { rebuiltPerSecond: 40_587 },
    { rebuiltPerSecond: Number.NaN },
    { p95Ms: 20 },
    { p95Ms: Number.NaN },
    { verified: 99 },
    { violations: 1 },
    { stored: 0, verified: 0 },
  ])
    expect(verdictOfTargets(replayTargets({ ...good, ...bad }))).toBe('fail')
})

test('a benchmark without a target is inconclusive', () => expect(verdictOfTargets([])).toBe('inconclusive'))
