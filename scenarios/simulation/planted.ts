import { type Bug, bugs } from '#saga/simulation/bugs.ts'
import { newTally, runSeeds } from '#saga/simulation/campaign.ts'
import type { Setting } from '#saga/simulation/simulate.ts'
import type { Style } from '#saga/simulation/style.ts'
import { systems } from './systems.ts'

/** The saga and style in which each planted bug can show. */
export const showing: Record<Bug, [saga: string, style: Style]> = {
  'no-tombstone': ['checkout', 'choreographed'],
  'double-effect': ['checkout', 'orchestrated'],
  'refusals-not-stored': ['checkout', 'choreographed'],
  'undo-known-only': ['checkout', 'orchestrated'],
  'undo-once': ['checkout', 'choreographed'],
  'undo-unordered': ['trip', 'orchestrated'],
  'no-intent': ['checkout', 'orchestrated'],
  'stale-writes': ['checkout', 'orchestrated'],
  'no-takeover': ['checkout', 'orchestrated'],
  'acknowledge-first': ['trip', 'choreographed'],
  'publish-later': ['checkout', 'choreographed'],
  'no-mark': ['checkout', 'choreographed'],
  'undo-not-noted': ['trip', 'choreographed'],
  'deliveries-not-counted': ['checkout', 'choreographed'],
  'new-event-ids': ['checkout', 'choreographed'],
  'check-before-take': ['checkout', 'orchestrated'],
  'given-back-twice': ['checkout', 'orchestrated'],
  'restart-beside': ['checkout', 'orchestrated'],
  'force-not-reported': ['checkout', 'orchestrated'],
  'ordered-by-time': ['checkout', 'orchestrated'],
  'success-not-barred': ['trip', 'choreographed'],
  'undo-not-barred': ['trip', 'choreographed'],
  'again-ignored': ['checkout', 'choreographed'],
  'no-refill': ['checkout', 'choreographed'],
  'first-not-sent-again': ['trip', 'choreographed'],
  'no-watchdog': ['checkout', 'choreographed'],
  'pivot-not-asked': ['checkout', 'choreographed'],
  'pivot-not-final': ['checkout', 'choreographed'],
  'holes-stay': ['checkout', 'choreographed'],
}

/** Bugs that the simulation also finds in the validation, which another service coordinates. */
export const showingInValidation: readonly Bug[] = [
  'no-tombstone',
  'double-effect',
  'refusals-not-stored',
  'undo-known-only',
  'undo-once',
  'undo-unordered',
  'no-intent',
  'stale-writes',
  'no-takeover',
  'check-before-take',
  'given-back-twice',
  'restart-beside',
  'ordered-by-time',
]

export const settingOf = (saga: string, style: Style, planted: readonly Bug[] = []): Setting => {
  const system = systems[saga]
  if (!system) throw new Error(`no saga ${saga}`)
  return { system, style, bugs: planted }
}

export type Found = { readonly seed: number; readonly violations: readonly string[] }

/** The first of `count` seeds that violates a rule. */
export const firstFailing = async (setting: Setting, count: number): Promise<Found | undefined> => {
  const tally = newTally()
  await runSeeds(setting, { first: 1, count, stride: 1 }, tally, () => tally.failing.length > 0)
  return tally.failing[0]
}

/** Plants every bug, prints for each whether a seed finds it, and resolves with whether all were found. */
export const provePlanted = async (count: number, print: (line: string) => void): Promise<boolean> => {
  let found = 0
  const all: [Bug, [string, Style]][] = [
    ...(Object.entries(showing) as [Bug, [string, Style]][]),
    ...showingInValidation.map((bug): [Bug, [string, Style]] => [bug, ['validation', 'orchestrated']]),
  ]
  for (const [bug, [saga, style]] of all) {
    const failing = await firstFailing(settingOf(saga, style, [bug]), count)
    if (failing) found++
    const how = failing ? `✓ seed ${failing.seed}: ${failing.violations[0]}` : `✗ not found in ${count} seeds`
    print(`  ${bug.padEnd(24)} ${bugs[bug]}\n  ${' '.repeat(24)} ${saga} ${style}: ${how}`)
  }
  print(`\nPlanted bugs: ${found} of ${all.length} found.`)
  return found === all.length
}
