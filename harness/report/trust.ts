import type { JudgedRun, JudgedScenario } from '../judge/judge.ts'
import type { JudgedLoad } from '../judge/judged-load.ts'
import type { Usage } from '../scenario/usage.ts'
import { systemCpuMs } from '../scenario/usage.ts'
import { count, percent, stretch, time } from './format.ts'

/** One reason to trust a run, or not to. `ok` is null for what is told without being judged. */
export type Trust = { name: string; ok: boolean | null; text: string }

type Ran = { name: string; judged: JudgedScenario; load: JudgedLoad; usage: Usage | undefined }

/** Judged loads first: what is said of capacity loads would say more of the load than of the run. */
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
    ok: wrong === undefined && seen > 0,
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
      ok: ran.every(({ judged, load }) => (load.startLagMs ?? 0) <= judged.scenario.decision.generator.start_lag_ms),
      text: `P${100 * limit.start_lag_quantile} at most ${time(worst.load.startLagMs)} (${worst.name}; limit ${time(limit.start_lag_ms)})`,
    },
  ]
}

const steady = (ran: readonly Ran[]): Trust => {
  // Under a fault latency may rise: only where the load itself is measured does that speak against the figures.
  const measured = ran.filter(({ judged, load }) =>
    judged.scenario.measures.some(({ loads }) => load.load.judged && loads?.includes(load.load.id)),
  )
  const not = measured.filter(({ load }) => !load.steadiness.steady)
  const cut = largest(measured, ({ load }) => load.steadiness.cutMs)
  return {
    name: 'Steadiness',
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
          ok: null,
          text: `${coresOf(worst).toFixed(2)} cores at most (${worst.name}), on the same machine`,
        },
      ]
}

/** Above this share of the machine, what others do on it may be what was measured. */
const othersMost = 0.1

/** What ran beside system, generator and harness, as a share of all processors. */
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
          ok: null,
          text: `P99 ${time(worst.lagP99Ms)} at most among the processes under a judged load (${worst.process}, ${worst.name}); ${time(own)} in the harness`,
        },
      ]
}

/** Everything that speaks for or against the figures of a run, the hardest facts first. */
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
      ok: null,
      text: 'not measured: each style ran once, so none is called faster; npm run bench runs them in turns and measures it',
    },
    {
      name: 'What was measured',
      ok: !record.dirty,
      text: record.dirty
        ? 'the working tree held changes that the commit doesn’t hold'
        : `commit ${record.commit}, nothing beside it`,
    },
    ...(record.quick ? [{ name: 'Length', ok: false, text: 'a quick run: short loads, few samples' }] : []),
  ]
}
