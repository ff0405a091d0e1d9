import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import type { JudgedLoad } from '../judge/judged-load.ts'
import type { Usage } from '../scenario/usage.ts'
import { systemCpuMs } from '../scenario/usage.ts'
import { count, percent, stretch, time } from './format.ts'

/**
 * One reason to trust or distrust a run; `ok` is null for facts without a limit. summary.json stores `name` and `text`, and
 * `verify` compares them to the letter, so that their wording is frozen; `label` and `sentence` are what reports print instead.
 */
export type Trust = { name: string; ok: boolean | null; text: string; label?: string; sentence?: string }

/** The facts as summary.json stores them. */
export const storedTrust = (trust: readonly Trust[]): Pick<Trust, 'name' | 'ok' | 'text'>[] =>
  trust.map(({ name, ok, text }) => ({ name, ok, text }))

/** The facts as reports print them. */
export const readableTrust = (trust: readonly Trust[]): Pick<Trust, 'name' | 'ok' | 'text'>[] =>
  trust.map(({ name, ok, text, label = name, sentence = text }) => ({ name: label, ok, text: sentence }))

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
    name: 'Offered and achieved',
    label: 'Offered load',
    ok: wrong === undefined && seen > 0,
    ...(wrong === undefined
      ? {
          sentence: `${count(seen)} results for ${count(wanted)} scheduled requests; ${count(dropped)} requests never started`,
        }
      : {}),
    text:
      wrong === undefined
        ? `${count(seen)} recorded of ${count(wanted)} offered, ${count(dropped)} never started`
        : `${wrong.name}: ${wrong.load.invalid}`,
  }
}

const startLag = (ran: readonly Ran[]): Trust[] => {
  const worst = largest(ran, ({ load }) => load.startLagMs ?? 0)
  if (worst?.load.startLagMs == null) return []
  const limit = worst.judged.scenario.decision.generator
  return [
    {
      name: 'Late starts of the generator',
      label: 'Late starts of the load generator',
      sentence: `${100 * limit.start_lag_quantile} % of the starts were at most ${time(worst.load.startLagMs)} late in the worst load (${worst.name}; limit ${time(limit.start_lag_ms)})`,
      ok: ran.every(({ judged, load }) => (load.startLagMs ?? 0) <= judged.scenario.decision.generator.start_lag_ms),
      text: `P${100 * limit.start_lag_quantile} at most ${time(worst.load.startLagMs)} (${worst.name}; limit ${time(limit.start_lag_ms)})`,
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
    name: 'Steadiness',
    label: 'Steady state',
    ...(not.length === 0
      ? {
          sentence:
            cut === undefined
              ? 'no measure depends on it'
              : `in every load whose latency or rate is judged, latency is steady after the warm-up (at most ${stretch(cut.load.steadiness.cutMs)}, not counted)`,
        }
      : {}),
    ok: ran.length === 0 ? null : not.length === 0,
    text:
      not.length === 0
        ? cut === undefined
          ? 'nothing here depends on it'
          : `no load whose latency or rate is judged still rises; warm-up cut: ${stretch(cut.load.steadiness.cutMs)} at most`
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
          name: 'CPU of the generator',
          label: 'CPU of the load generator',
          sentence: `at most ${coresOf(worst).toFixed(2)} cores (${worst.name}); it runs on the same machine as the system`,
          ok: null,
          text: `${coresOf(worst).toFixed(2)} cores at most (${worst.name}), on the same machine`,
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
      name: 'The machine',
      label: 'Machine',
      sentence: `at most ${percent(share(busiest, 'busyMs'), 0)} busy (${busiest.name}); other programs used at most ${percent(others, 0)} of it${others > 0 ? ` (${disturbed.name})` : ''}, other virtual machines on the host ${percent(share(stolen, 'stolenMs'), 0)}; limit for each ${percent(othersMost, 0)}`,
      ok: others <= othersMost && share(stolen, 'stolenMs') <= othersMost,
      text: `busy ${percent(share(busiest, 'busyMs'), 0)} at most (${busiest.name}); other programs took ${percent(others, 0)} of it at most${others > 0 ? ` (${disturbed.name})` : ''}, other guests of the host ${percent(share(stolen, 'stolenMs'), 0)}`,
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
          name: 'Lag of event loops',
          label: 'Event loop lag',
          sentence: `P99 at most ${time(worst.lagP99Ms)} in the processes of the system under a judged load (${worst.process}, ${worst.name}), ${time(own)} in the harness`,
          ok: null,
          text: `P99 ${time(worst.lagP99Ms)} at most among the processes under a judged load (${worst.process}, ${worst.name}); ${time(own)} in the harness`,
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
      name: 'Difference between equals (A/A)',
      label: 'Differences between identical runs (A/A)',
      sentence:
        'not measured: each style ran once, so this report doesn’t call either faster; npm run bench repeats them in turns and measures the noise',
      ok: null,
      text: 'not measured: each style ran once, so none is called faster; npm run bench runs them in turns and measures it',
    },
    {
      name: 'What was measured',
      label: 'Measured version',
      sentence: versionSentence(record),
      ok: !record.dirty,
      text: record.dirty
        ? 'the working tree held changes that the commit doesn’t hold'
        : `commit ${record.commit}, nothing beside it`,
    },
    ...(record.quick ? [{ name: 'Length', ok: false, text: 'a quick run: short loads, few samples' }] : []),
  ]
}
