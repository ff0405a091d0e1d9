import { Redis } from 'ioredis'
import { lireEvenements, rejouerCheckout } from '#generated/event-store/client.ts'
import { stream } from '#generated/events/events.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { type Attended, withSystem } from '#harness/commands/with-system.ts'
import { histogramOf, percentile } from '#harness/judge/statistics.ts'
import { cpuTimes, describeMachine } from '#harness/scenario/running.ts'
import type { System } from '#harness/system/system.ts'
import { systemClock } from '#platform/base/clock.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { say } from '#platform/base/say.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import { openPool } from '#platform/postgres/pool.ts'
import { databaseUrl } from '#platform/postgres/provision.ts'
import { storeEvents } from '#services/event-store/infrastructure/events.ts'
import { verifySnapshot } from '#services/event-store/infrastructure/verification.ts'
import { rebuild } from '#workers/orders/rebuild-orders-by-client.ts'
import type { Bench } from './bench.ts'
import { checkoutEvents } from './history.ts'
import { readOptions, wholeNumber } from './options.ts'
import { type Replayed, replayTargets, targetLines, verdictOfTargets } from './targets.ts'

const help = `Measures the event store when full: it is filled with a history of 30 days through its own function.

  npm run bench -- replay                     1,000,000 events; about four minutes, mostly storing and verifying
  npm run bench -- replay --events 100000     fewer events
  npm run bench -- replay --offset 10000      use another offset for all ports

Exit code 1 if a target is missed: P95 of a replay < 20 ms, rebuild ≥ 50,000 events/s, everything verified without a finding.`

const days = 30
const dayMs = 86_400_000
const batchSize = 4_000
const perCheckout = 4.125 // seven of eight succeed with four events, one is undone with five
const replays = 2_000
const pages = 200

/** Maintenance that Postgres would otherwise do by itself during the measurement. */
const tidy = async (adminUrl: string): Promise<void> => {
  const pool = openPool({ url: adminUrl, name: 'bench', max: 1 })
  try {
    await pool.raw.query('vacuum (analyze) event')
    await pool.raw.query('checkpoint')
  } finally {
    await pool.close()
  }
}

type Filled = { events: number; seconds: number; checkoutIds: string[]; from: number }

/** Stores a history in batches as the consumer would; keeps the ids of some checkouts for queries. */
const fill = async (databaseUrl: string, wanted: number, { progress, signal }: Attended): Promise<Filled> => {
  const pool = openPool({ url: databaseUrl, name: 'bench', max: 1 })
  const checkouts = Math.ceil(wanted / perCheckout)
  const from = Date.now() - (days - 0.5) * dayMs
  const every = Math.max(1, Math.floor(checkouts / replays))
  const checkoutIds: string[] = []
  let [events, n, inStoreMs] = [0, 0, 0]
  try {
    while (n < checkouts) {
      signal.throwIfAborted()
      const batch = []
      for (; n < checkouts && batch.length < batchSize; n++) {
        const made = checkoutEvents(n, from + (n * (days - 0.6) * dayMs) / checkouts)
        batch.push(...made)
        if (n % every === 0) checkoutIds.push(made[0]?.payload.checkout_id ?? '')
      }
      const began = performance.now()
      events += await storeEvents(pool, batch)
      inStoreMs += performance.now() - began
      progress.status(`storing: ${events.toLocaleString('en-US')} of ${wanted.toLocaleString('en-US')} events`)
    }
    return { events, seconds: inStoreMs / 1_000, checkoutIds, from }
  } finally {
    await pool.close()
  }
}

/** Percentiles of sequential calls, in milliseconds. */
const timed = async (
  count: number,
  call: (i: number) => Promise<void>,
): Promise<{ p50: number; p95: number; p99: number }> => {
  const timesMs: number[] = []
  for (let i = 0; i < count; i++) {
    const began = performance.now()
    await call(i)
    timesMs.push(performance.now() - began)
  }
  const histogram = histogramOf(timesMs)
  const at = (quantile: number): number => percentile(histogram, quantile, 0.95)?.value ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** CPU time per event of the processes involved, in µs: a busy machine affects it little. */
const withCpu = async <T>(
  system: System,
  work: () => Promise<T>,
): Promise<{ result: T; cpu: (events: number) => string }> => {
  const names = { Postgres: 'saga-db', 'event store': 'event-store', gateway: 'kong' }
  const pids = new Map(Object.entries(names).map(([name, service]) => [name, system.pid(service) ?? 0]))
  const before = cpuTimes(pids)
  const own = process.cpuUsage()
  const result = await work()
  const { user, system: kernel } = process.cpuUsage(own)
  const used = [...cpuTimes(pids)].map(([name, time]): [string, number] => [name, time - (before.get(name) ?? 0)])
  used.push(['this process', (user + kernel) / 1_000])
  const cpu = (events: number): string =>
    used.map(([name, time]) => `${name} ${((time * 1_000) / events).toFixed(1)} µs`).join(', ')
  return { result, cpu }
}

const ms = (value: number): string => `${value.toFixed(1)} ms`
const line = (what: string, ...figures: string[]): void => say(`  ${what.padEnd(36)}${figures.join(', ')}`)
const perSecond = (events: number, seconds: number): string =>
  `${Math.round(events / seconds).toLocaleString('en-US')} events/s`

const replayed = async (transport: Transport, ids: readonly string[]): Promise<number> => {
  const call = async (i: number): Promise<void> => {
    const answer = await rejouerCheckout(transport, { path: { id: ids[i % ids.length] ?? '' } })
    if (answer.status !== 200) throw new Error(`a checkout could not be replayed: ${answer.status}`)
  }
  await timed(100, call) // every connection prepares its statement once
  const { p50, p95, p99 } = await timed(replays, call)
  line('replay of a checkout, one by one', `P50 ${ms(p50)}`, `P95 ${ms(p95)}`, `P99 ${ms(p99)}`)
  return p95
}

const queried = async (transport: Transport, { checkoutIds, from }: Filled): Promise<void> => {
  const first = await rejouerCheckout(transport, { path: { id: checkoutIds[0] ?? '' } })
  const payload = first.status === 200 ? first.body.evenements[0]?.payload : undefined
  const client_id = String(payload?.client_id)
  const middle = Math.floor((from + (days / 2) * dayMs) / 1_000)
  const queries = {
    'of a customer': () => ({ client_id }),
    'of a type': () => ({ type: 'StockReleased' as const }),
    'of ten minutes': (i: number) => ({ depuis: middle + i * 600, avant: middle + (i + 1) * 600 }),
    'of a customer in a week': () => ({ client_id, depuis: middle, avant: middle + 604_800 }),
  }
  for (const [name, query] of Object.entries(queries)) {
    const { p50, p95 } = await timed(pages, async (i) => {
      const page = await lireEvenements(transport, { path: { stream }, query: query(i) }, { timeoutMs: 20_000 })
      if (page.status !== 200) throw new Error(`the query failed: ${page.status}`)
    })
    line(`100 events ${name}`, `P50 ${ms(p50)}`, `P95 ${ms(p95)}`)
  }
}

const rebuilt = async ({ system, progress }: Attended, events: number): Promise<number> => {
  const env = system.env('worker-cqrs-projection')
  const transport = transportOf(env.GATEWAY_URL ?? '', env.GATEWAY_API_KEY ?? '')
  const pool = openPool({ url: env.DATABASE_URL ?? '', name: 'bench', max: 2 })
  const redis = new Redis(env.REDIS_URL ?? '')
  const began = performance.now()
  try {
    const onProgress = (read: number): void =>
      progress.status(`rebuilding: ${read.toLocaleString('en-US')} events read`)
    const { result, cpu } = await withCpu(system, () =>
      rebuild({ pool, redis, transport, clock: systemClock, onProgress }),
    )
    const seconds = (performance.now() - began) / 1_000
    const reads = `${result.events.toLocaleString('en-US')} events folded, out of ${events.toLocaleString('en-US')}, in ${seconds.toFixed(1)} s: ${perSecond(events, seconds)} of history`
    line('rebuild of the read model', perSecond(result.events, seconds))
    line('', reads)
    line('  CPU time for each event', cpu(result.events))
    return result.events / seconds
  } finally {
    redis.disconnect()
    await Promise.all([pool.close(), transport.close()])
  }
}

const transportOf = (baseUrl: string, apiKey: string): Transport =>
  createTransport({
    baseUrl,
    apiKey,
    metrics: createMetrics({ name: 'bench' }),
    log: createLog({ name: 'bench', level: 'silent' }),
    breaker: false,
  })

const verified = async (databaseUrl: string): Promise<Pick<Replayed, 'verified' | 'violations'>> => {
  const pool = openPool({ url: databaseUrl, name: 'bench', max: 1 })
  const began = performance.now()
  try {
    const { events, violations } = await verifySnapshot(pool, undefined)
    line(
      'verify of the whole chain',
      perSecond(events, (performance.now() - began) / 1_000),
      `${violations.length} findings`,
    )
    return { verified: events, violations: violations.length }
  } finally {
    await pool.close()
  }
}

/** Prints the figures; fails if the store is wrong or misses a target. */
export const bench: Bench = async (args) => {
  const options = readOptions('replay', args)
  if (options.help) {
    say(help)
    return exitCodes.pass
  }
  const wanted = wholeNumber('events', options.events, 1, 10_000_000)
  const offset = wholeNumber('offset', options.offset, 0, 50_000)
  return withSystem({ offset, environment: { seed: { SEED_PRODUCTS: '10', SEED_CLIENTS: '1' } } }, async (attended) => {
    const { system } = attended
    const { DATABASE_URL = '', GATEWAY_URL = '', GATEWAY_API_KEY = '' } = system.env('event-store')
    const { result: filled, cpu } = await withCpu(system, () => fill(DATABASE_URL, wanted, attended))
    await tidy(databaseUrl(system.env('provision').DATABASE_ADMIN_URL ?? '', new URL(DATABASE_URL).pathname.slice(1)))
    const machine = describeMachine()
    say(
      `\n  ${filled.events.toLocaleString('en-US')} events of ${days} days stored (${machine.cores} × ${machine.cpu})\n`,
    )
    line('ingestion, batches of 4,000', perSecond(filled.events, filled.seconds))
    line('  CPU time for each event', cpu(filled.events))
    const transport = transportOf(GATEWAY_URL, GATEWAY_API_KEY)
    let p95Ms = Number.NaN
    try {
      p95Ms = await replayed(transport, filled.checkoutIds)
      await queried(transport, filled)
    } finally {
      await transport.close()
    }
    const rebuiltPerSecond = await rebuilt(attended, filled.events)
    const found = await verified(DATABASE_URL)
    const targets = replayTargets({ p95Ms, rebuiltPerSecond, stored: filled.events, ...found })
    say(['', ...targetLines(targets), ''].join('\n'))
    return exitCodes[verdictOfTargets(targets)]
  })
}
