import { fork, spawn } from 'node:child_process'
import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import * as events from '#generated/events/events.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { projectRoot } from '#harness/commands/with-system.ts'
import { findRedis } from '#harness/system/redis.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { say } from '#platform/base/say.ts'
import { type Bus, openBus, type StreamMessage } from '#platform/stream/bus.ts'
import { typeOf } from '#platform/stream/entry.ts'
import { createSeal, type Seal } from '#platform/stream/event-authenticity.ts'
import type { Bench } from './bench.ts'
import type { Report, Task } from './bus-readers.ts'
import { readOptions, wholeNumber } from './options.ts'
import { busTargets, targetLines, verdictOfTargets } from './targets.ts'

const help = `Publishes events and reads them as every consumer group, on a dedicated Redis with an append-only file.

  npm run bench -- bus                     60,000 events
  npm run bench -- bus --events 200000     this many events

One process publishes signed batches like the relay; another reads as all groups of specs/asyncapi, checks signature and
payload of each event, acknowledges it and discards it. Exit code 1 below 5,000 events a second, or if a group has unread events.`

const leastPerSecond = 5_000
const batchSize = 400

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

const startRedis = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-bus-'))
  const port = await freePort()
  const flags = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '', '--dir', folder]
  const server = spawn(findRedis(projectRoot), ['--port', String(port), '--bind', '127.0.0.1', ...flags], {
    stdio: 'ignore',
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async (): Promise<void> => {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The events of a successful checkout. */
const checkout = (): StreamMessage[] => {
  const ids = { checkout_id: uuidv7(), client_id: randomUUID() }
  const lignes = [
    { produit_id: 42, quantite: 2, prix_unitaire_cents: 1_250 },
    { produit_id: 7, quantite: 1, prix_unitaire_cents: 990 },
  ]
  const commande_id = uuidv7()
  return [
    events.checkoutInitiated({
      ...ids,
      panier: { lignes: lignes.map(({ produit_id, quantite }) => ({ produit_id, quantite })) },
    }),
    events.stockReserved({ ...ids, panier: { lignes } }),
    events.orderCreated({ ...ids, commande_id }),
    events.checkoutSucceeded({ ...ids, commande_id }),
  ]
}

const startReaders = async (task: Task) => {
  const child = fork(join(import.meta.dirname, 'bus-readers.ts'))
  const reports: ((report: Report) => void)[] = []
  child.on('message', (report) => reports.shift()?.(report as Report))
  const next = (): Promise<Report> => new Promise((resolve) => reports.push(resolve))
  const [ready, done] = [next(), next()]
  child.send(task)
  await ready
  return { done, stop: () => child.kill('SIGKILL') }
}

const cpuOfRedisMs = async (bus: Bus): Promise<number> => {
  const info = await bus.redis.info('cpu')
  const read = (name: string): number => Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1] ?? 0)
  return 1_000 * (read('used_cpu_sys') + read('used_cpu_user'))
}

/** A key pair for every publisher; the benchmark publishes as each of them. */
const makeKeys = () => {
  const names = [...new Set<string>(Object.values(events.publishers).flat())]
  const pairs = new Map(names.map((name) => [name, generateKeyPairSync('ed25519')]))
  const trusted = names.map((name) => {
    const pem = pairs.get(name)?.publicKey.export({ type: 'spki', format: 'pem' }) ?? ''
    return `${name}=${Buffer.from(pem).toString('base64')}`
  })
  const seals = new Map(
    [...pairs].map(([name, { privateKey }]) => [
      name,
      createSeal(name, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
    ]),
  )
  return { trusted: trusted.join(','), seal: sealByType(seals) }
}

const sealByType =
  (seals: ReadonlyMap<string, Seal>): Seal =>
  (entries) => {
    const sealed = new Map<object, string[]>()
    const publisherOf = (fields: readonly string[]): string =>
      events.publishers[typeOf(fields) as keyof typeof events.publishers][0]
    for (const [publisher, own] of Map.groupBy(entries, ({ fields }) => publisherOf(fields))) {
      const all = seals.get(publisher)?.(own) ?? []
      for (const [index, entry] of own.entries()) sealed.set(entry, all[index] ?? [])
    }
    return entries.map((entry) => sealed.get(entry) ?? [])
  }

const measure = async (bus: Bus, redisUrl: string, trusted: string, total: number) => {
  const checkouts = Math.ceil(total / 4)
  const expected = Object.fromEntries(checkout().map(({ type }) => [type, checkouts]))
  const readers = await startReaders({ redisUrl, expected, trusted })
  try {
    const cpuBefore = await cpuOfRedisMs(bus)
    const ownBefore = process.cpuUsage()
    const startedMs = performance.now()
    for (let sent = 0; sent < checkouts; sent += batchSize / 4) {
      const batch = Array.from({ length: Math.min(batchSize / 4, checkouts - sent) }, checkout)
      await bus.publish(batch.flat())
    }
    const publishedMs = performance.now() - startedMs
    const own = process.cpuUsage(ownBefore)
    const done = await readers.done
    const consumedMs = performance.now() - startedMs
    if (done.kind !== 'done') throw new Error('the reader process ended too early')
    const redisMs = (await cpuOfRedisMs(bus)) - cpuBefore
    const bytes = Number(await bus.redis.call('MEMORY', 'USAGE', events.stream, 'SAMPLES', 0)) / (4 * checkouts)
    const groups = await bus.groups(events.stream)
    return {
      published: 4 * checkouts,
      publishedMs,
      consumedMs,
      done,
      ownMs: (own.user + own.system) / 1_000,
      redisMs,
      bytes,
      groups,
    }
  } finally {
    readers.stop()
  }
}

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** Prints the throughput of the bus; fails below 5,000 events a second published and read by every group. */
export const bench: Bench = async (args) => {
  const options = readOptions('bus', args)
  if (options.help) {
    say(help)
    return exitCodes.pass
  }
  const total = wholeNumber('events', options.events, 1_000, 9_999_999)
  const redis = await startRedis()
  const log = createLog({ name: 'bench-bus', level: 'silent' })
  const { trusted, seal } = makeKeys()
  const bus = openBus({
    redisUrl: redis.url,
    metrics: createMetrics({ name: 'bench-bus' }),
    log,
    name: 'bench-publisher',
    authenticity: { seal },
  })
  try {
    const { published, publishedMs, consumedMs, done, ownMs, redisMs, bytes, groups } = await measure(
      bus,
      redis.url,
      trusted,
      total,
    )
    const perSecond = (published / consumedMs) * 1_000
    const handled = Object.values(done.handled).reduce((sum, count) => sum + count, 0)
    const perEvent = (ms: number): string => `${number((ms * 1_000) / published)} µs of CPU per event`
    say(
      `${number(published)} events, ${groups.length} groups, append-only file on, one Redis, one publisher, one reader process`,
    )
    say(`  published            ${number((published / publishedMs) * 1_000)} events/s   ${perEvent(ownMs)}`)
    say(`  read by every group  ${number(perSecond)} events/s   ${perEvent(done.cpuMs)}, all groups together`)
    say(
      `  handled              ${number(handled)} events of the types that the groups accept, validated and acknowledged`,
    )
    say(`  Redis                ${perEvent(redisMs)}, ${number(bytes)} bytes of memory per event`)
    const targets = busTargets(groups, perSecond, leastPerSecond)
    for (const line of targetLines(targets)) say(line)
    return exitCodes[verdictOfTargets(targets)]
  } finally {
    await bus.close()
    await redis.stop()
  }
}
