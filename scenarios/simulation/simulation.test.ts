import { describe, expect, it } from 'vitest'
import { UsageError } from '#harness/arguments.ts'
import { type Bug, bugs } from '#saga/simulation/bugs.ts'
import { newTally, runSeeds } from '#saga/simulation/campaign.ts'
import { shrink } from '#saga/simulation/shrink.ts'
import { repeat, type Setting, simulate } from '#saga/simulation/simulate.ts'
import { type Style, styles } from '#saga/simulation/styles.ts'
import { tellTrace } from '#saga/simulation/tell.ts'
import { parseCommand } from './arguments.ts'
import { readRegressions } from './regressions.ts'
import { systems } from './systems.ts'

const settingOf = (saga: string, style: Style, planted: readonly Bug[] = []): Setting => {
  const system = systems[saga]
  if (!system) throw new Error(`no saga ${saga}`)
  return { system, style, bugs: planted }
}

/** Where each planted bug can show itself. */
const showing: Record<Bug, [saga: string, style: Style]> = {
  'no-tombstone': ['checkout', 'orchestrated'],
  'double-effect': ['checkout', 'orchestrated'],
  'refusals-not-stored': ['checkout', 'choreographed'],
  'undo-known-only': ['checkout', 'orchestrated'],
  'undo-once': ['checkout', 'choreographed'],
  'undo-unordered': ['trip', 'orchestrated'],
  'no-intent': ['checkout', 'orchestrated'],
  'stale-writes': ['checkout', 'orchestrated'],
  'no-takeover': ['checkout', 'orchestrated'],
  'acknowledge-first': ['checkout', 'choreographed'],
  'publish-later': ['checkout', 'choreographed'],
  'no-mark': ['checkout', 'choreographed'],
  'undo-not-noted': ['trip', 'choreographed'],
  'end-not-remembered': ['checkout', 'choreographed'],
  'deliveries-not-counted': ['checkout', 'choreographed'],
  'new-event-ids': ['checkout', 'choreographed'],
}
const seedsMax = 20_000

/** The first seed that violates a rule. */
const firstFailing = async (setting: Setting): Promise<number | undefined> => {
  const tally = newTally()
  const seeds = { first: 1, count: seedsMax, stride: 1 }
  await runSeeds(setting, seeds, tally, () => tally.failing.length > 0)
  return tally.failing[0]?.seed
}

describe.each(Object.keys(systems))('%s', (saga) => {
  it.each(styles)(
    '%s: whatever happens on the way, the saga ends once and its effects stand exactly when it succeeded',
    async (style) => {
      const tally = newTally()
      await runSeeds(settingOf(saga, style), { first: 1, count: 1_000, stride: 1 }, tally)
      expect(tally.failing).toEqual([])
      expect(tally.ends.succeeded).toBeGreaterThan(100)
      expect(tally.ends.cancelled).toBeGreaterThan(100)
      expect(tally.places.size).toBeGreaterThan(50)
      expect(tally.histories.size).toBeGreaterThan(100)
    },
  )
})

describe('the simulation finds what is planted', () => {
  it.each(Object.entries(showing) as [Bug, [string, Style]][])('%s', async (bug, [saga, style]) => {
    const seed = await firstFailing(settingOf(saga, style, [bug]))
    expect(seed, bugs[bug]).toBeDefined()
  })
})

describe('schedules that violated a rule once do so only with the bug of then', () => {
  it.each(readRegressions())('$name', async ({ regression }) => {
    const { saga, style, bugs: planted, choices, violations } = regression
    expect((await repeat(settingOf(saga, style), choices, false)).violations).toEqual([])
    expect((await repeat(settingOf(saga, style, planted), choices, false)).violations).toEqual(violations)
  })
})

it('a seed is one schedule, however often it is run', async () => {
  const setting = settingOf('checkout', 'choreographed')
  for (const seed of [7, 8, 9]) {
    const [one, other] = [await simulate(setting, seed), await simulate(setting, seed)]
    expect(other).toEqual(one)
    expect((await repeat(setting, one.choices)).fingerprint).toBe(one.fingerprint)
  }
})

it('a failing schedule shrinks to one with little in it that breaks the same rule, and is told line by line', async () => {
  const setting = settingOf('checkout', 'orchestrated', ['no-takeover'])
  const failing = await simulate(setting, (await firstFailing(setting)) ?? 0)
  const choices = await shrink(setting, failing.choices)
  const shrunk = await repeat(setting, choices)
  expect(shrunk.violations).toContain(failing.violations[0])
  expect(choices.filter((choice) => choice > 0).length).toBeLessThanOrEqual(2)
  expect(tellTrace(shrunk)).toMatch(/✗ the saga never ends\n\n +\d+ {2}\S+ +\w/)
})

it('what is not understood is told with what would be', () => {
  expect(() => parseCommand(['--style', 'both'])).toThrow(/one of orchestrated, choreographed/)
  expect(() => parseCommand(['--seeds', 'many'])).toThrow(UsageError)
  expect(parseCommand(['--saga', 'trip', '--seeds', '5'])).toMatchObject({ sagas: ['trip'], styles, seeds: 5 })
})
