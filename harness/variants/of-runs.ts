import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import type { Load, Scenario } from '../scenario/documents.ts'
import { blockOf } from './block-of.ts'
import type { BenchRecord, Block, Target } from './record.ts'

const loadName = ({ group }: Scenario, load: string): string => `${group}: ${load}`

/** Merges loads of the same name and group, so that styles can be compared. */
const loadsOf = (rounds: readonly JudgedRun[]): Load[] => {
  const loads = new Map<string, Load>()
  for (const { scenario } of rounds.flatMap(({ scenarios }) => scenarios))
    for (const load of scenario.loads) {
      const isQuick = rounds[0]?.record.quick === true
      const duration_s = isQuick ? load.quick_duration_s : load.duration_s
      loads.set(loadName(scenario, load.id), { ...load, id: loadName(scenario, load.id), duration_s })
    }
  return [...loads.values()]
}

const blocksOf = ({ scenario, run, loads }: JudgedScenario, round: number): Block[] =>
  loads.map((judged) => {
    const { usage } = run.loads.find(({ id }) => id === judged.load.id) ?? {}
    const rest = run.after === null ? { ms: run.restMs ?? 0 } : { unrest: run.after }
    const block = blockOf({ round, variant: run.style, startedAt: run.startedAt }, judged, usage, rest)
    const invalid = run.invalid ?? run.before ?? block.invalid
    return { ...block, load: loadName(scenario, judged.load.id), invalid }
  })

const invariantsOf = (rounds: readonly JudgedRun[]): BenchRecord['invariants'] => {
  const rows = new Map<string, BenchRecord['invariants'][number]>()
  for (const { scenario, run } of rounds.flatMap(({ scenarios }) => scenarios))
    for (const { id, checked, violations, examples } of run.invariants) {
      if (!scenario.invariants.some((one) => one.id === id)) continue
      const key = `${run.style}/${id}`
      const row = rows.get(key) ?? { variant: run.style, id, checked: 0, violations: 0, example: null }
      const example = row.example ?? examples[0] ?? null
      // Later checks still find earlier violations.
      rows.set(key, { ...row, checked, violations: Math.max(row.violations, violations), example })
    }
  return [...rows.values()]
}

/**
 * Converts runs of scenarios to a record that can be compared, gated and stored: styles become variants, runs become rounds.
 * @param targets verdicts on the scenarios' limits over all rounds
 */
export const benchOfRuns = (rounds: readonly JudgedRun[], targets: readonly Target[]): BenchRecord => {
  const [first, last] = [rounds[0]?.record, rounds.at(-1)?.record]
  const scenarios = rounds[0]?.scenarios ?? []
  const [one] = scenarios
  if (first === undefined || last === undefined || one === undefined) throw new Error('no run')
  const styles = [...new Set(scenarios.map(({ run }) => run.style))]
  const textOf = (style: string): string =>
    scenarios.flatMap(({ scenario, run }) => (run.style === style ? [scenario.id] : [])).join(', ')
  return {
    schema: 'sagabench/bench@2',
    commit: first.commit,
    dirty: first.dirty,
    startedAt: first.startedAt,
    endedAt: last.endedAt,
    machine: first.machine,
    versions: first.versions,
    seed: one.scenario.seed,
    command: first.command,
    baseline: styles[0] ?? '',
    variants: styles.map((id) => ({ id, title: id, text: textOf(id), gives_up: {} })),
    loads: loadsOf(rounds),
    speeds: rounds.flatMap(({ record: { hashesPerMs } }, round) =>
      hashesPerMs === undefined ? [] : [{ round, hashesPerMs }],
    ),
    blocks: rounds.flatMap(({ scenarios: all }, round) => all.flatMap((judged) => blocksOf(judged, round))),
    invariants: invariantsOf(rounds),
    targets: [...targets],
  }
}
