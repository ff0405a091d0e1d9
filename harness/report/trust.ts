import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import type { JudgedLoad } from '../judge/judged-load.ts'
import { systemCpuMs, type Usage } from '../scenario/records.ts'
import { count, percent, stretch, time } from './format.ts'

/**
 * One reason to trust or distrust a run; `ok` is null for facts without a limit. summary.json stores it and `verify` compares
 * it, so another wording needs a new schema of bundles (`harness/bundle/bundle.ts`).
 */
export type Trust = { name: string; ok: boolean | null; text: string }

/** What the marks of this section mean. */
export const trustLegend = '✓ meets its requirement, ! misses it, – information without a limit.'

/** Both kinds of report print the same sentence about the version that ran. */
export const versionSentence = ({ commit, dirty }: { commit: string; dirty: boolean }): string =>
  dirty
    ? `commit ${commit} with uncommitted changes, so the commit alone doesn’t reproduce the run`
    : `commit ${commit}, without uncommitted changes`

type Ran = { name: string; judged: JudgedScenario; load: JudgedLoad; usage: Usage | undefined }

/** Every load of every run, in the order in which they ran. */
const ranOf = ({ scenarios }: JudgedRun): Ran[] =>
  scenarios.flatMap((judged) =>
    judged.loads.map((load) => ({
      name: `${judged.scenario.id} ${judged.run.style}, ${load.load.id}`,
      judged,
      load,
      usage: judged.run.loads.find(({ id }) => id === load.load.id)?.usage,
    })),
  )

const largest = <T>(items: readonly T[], value: (item: T) => number): T | undefined =>
  items.reduce<T | undefined>(
    (best, item) => (best === undefined || value(item) > value(best) ? item : best),
    undefined,
  )

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const offered = (ran: readonly Ran[]): Trust => {
  const stated = ran.filter(({ load }) => load.generator.offered !== null)
  const wanted = sum(stated.map(({ load }) => load.generator.offered ?? 0))
  const seen = sum(stated.map(({ load }) => load.all.length))
  const dropped = sum(ran.map(({ load }) => load.generator.dropped))
  const wrong = ran.find(({ load }) => load.invalid !== null)
  return {
    name: 'Offered load',
    ok: wrong === undefined && seen > 0,
    text:
      wrong === undefined
        ? `${count(seen)} results for ${count(wanted)} scheduled requests; ${count(dropped)} requests never started`
        : `${wrong.name}: ${wrong.load.invalid}`,
  }
}

const startLag = (ran: readonly Ran[]): Trust[] => {
  const worst = largest(ran, ({ load }) => load.startLagMs ?? 0)
  if (worst?.load.startLagMs == null) return []
  const limit = worst.judged.scenario.decision.generator
  return [
    {
      name: 'Late starts of the load generator',
      text: `${100 * limit.start_lag_quantile} % of the starts were at most ${time(worst.load.startLagMs)} late in the worst load (${worst.name}; limit ${time(limit.start_lag_ms)})`,
      ok: ran.every(({ judged, load }) => (load.startLagMs ?? 0) <= judged.scenario.decision.generator.start_lag_ms),
    },
  ]
}

const steady = (ran: readonly Ran[]): Trust => {
  // A fault may raise latency; a rise counts against the run only where a measure judges that load.
  const measured = ran.filter(({ judged, load }) =>
    judged.scenario.measures.some(({ loads }) => load.load.judged && loads?.includes(load.load.id)),
  )
  const not = measured.filter(({ load }) => !load.steadiness.steady)
  const cut = largest(measured, ({ load }) => load.steadiness.cutMs)
  return {
    name: 'Steady state',
    ok: ran.length === 0 ? null : not.length === 0,
    text:
      not.length === 0
        ? cut === undefined
          ? 'no measure depends on it'
          : `in every load whose latency or rate is judged, latency is steady after the warm-up (at most ${stretch(cut.load.steadiness.cutMs)}, not counted)`
        : `${not[0]?.name}: ${not[0]?.load.steadiness.reason}`,
  }
}

const generatorCpu = (ran: readonly Ran[]): Trust[] => {
  const known = ran.filter(({ load: { generator } }) => generator.cpuMs != null && generator.durationMs > 0)
  const coresOf = ({ load: { generator } }: Ran): number => (generator.cpuMs ?? 0) / generator.durationMs
  const worst = largest(known, coresOf)
  return worst === undefined
    ? []
    : [
        {
          name: 'CPU of the load generator',
          ok: null,
          text: `at most ${coresOf(worst).toFixed(2)} cores (${worst.name}); it runs on the same machine as the system`,
        },
      ]
}

/** Above this share of the machine, other programs may have distorted the measurement. */
const othersMost = 0.1

/** CPU time of programs other than the system, the load generator and the harness, as a share of all processors. */
const othersShare = ({ load, usage }: Ran): number => {
  if (usage?.machine == null || usage.machine.totalMs <= 0) return 0
  const own = (systemCpuMs(usage) ?? 0) + (load.generator.cpuMs ?? 0) + usage.harness.cpuMs
  return Math.max(0, usage.machine.busyMs - own) / usage.machine.totalMs
}

const machine = (ran: readonly Ran[]): Trust[] => {
  const known = ran.filter(({ usage }) => usage?.machine != null && usage.machine.totalMs > 0)
  if (known.length === 0) return []
  const share = ({ usage }: Ran, what: 'busyMs' | 'stolenMs'): number =>
    usage?.machine == null ? 0 : usage.machine[what] / usage.machine.totalMs
  const [busiest, disturbed, stolen] = [
    largest(known, (one) => share(one, 'busyMs')),
    largest(known, othersShare),
    largest(known, (one) => share(one, 'stolenMs')),
  ]
  if (busiest === undefined || disturbed === undefined || stolen === undefined) return []
  const others = othersShare(disturbed)
  return [
    {
      name: 'Machine',
      ok: others <= othersMost && share(stolen, 'stolenMs') <= othersMost,
      text: `at most ${percent(share(busiest, 'busyMs'), 0)} busy (${busiest.name}); other programs used at most ${percent(others, 0)} of it${others > 0 ? ` (${disturbed.name})` : ''}, other virtual machines on the host ${percent(share(stolen, 'stolenMs'), 0)}; limit for each ${percent(othersMost, 0)}`,
    },
  ]
}

const eventLoops = (ran: readonly Ran[]): Trust[] => {
  const lags = ran
    .filter(({ load }) => load.load.judged)
    .flatMap(({ name, usage }) =>
      Object.entries(usage?.processes ?? {}).flatMap(([process, { lagP99Ms }]) =>
        lagP99Ms === null ? [] : [{ name, process, lagP99Ms }],
      ),
    )
  const worst = largest(lags, ({ lagP99Ms }) => lagP99Ms)
  const own = largest(ran, ({ usage }) => usage?.harness.lagP99Ms ?? 0)?.usage?.harness.lagP99Ms
  return worst === undefined || own === undefined
    ? []
    : [
        {
          name: 'Event loop lag',
          ok: null,
          text: `P99 at most ${time(worst.lagP99Ms)} in the processes of the system under a judged load (${worst.process}, ${worst.name}), ${time(own)} in the harness`,
        },
      ]
}

/** Reasons to trust or distrust the figures of a run, the most important first. */
export const trustOf = (run: JudgedRun): Trust[] => {
  const ran = ranOf(run)
  const { record } = run
  return [
    offered(ran),
    ...startLag(ran),
    steady(ran),
    ...machine(ran),
    ...generatorCpu(ran),
    ...eventLoops(ran),
    {
      name: 'Differences between identical runs (A/A)',
      ok: null,
      text: 'not measured: each style ran once, so this report doesn’t call either faster; npm run bench repeats them in turns and measures the noise',
    },
    {
      name: 'Measured version',
      ok: !record.dirty,
      text: versionSentence(record),
    },
    ...(record.quick ? [{ name: 'Duration', ok: false, text: 'a quick run: short loads and few samples' }] : []),
  ]
}
