import { randomUUID } from 'node:crypto'
import { definitions, publishers } from '#generated/events/events.ts'
import { systemClock } from '#platform/base/clock.ts'
import {
  type Environment,
  integer,
  positive,
  privateKey,
  publicKeys,
  readConfig,
  storeUrl,
  text,
} from '#platform/base/config.ts'
import { exitCodes } from '#platform/base/exit-codes.ts'
import { createHttpServer, listen } from '#platform/http/server.ts'
import { runProcess, type Scope } from '#platform/process/process.ts'
import { inVersion, openBus, publishedVersions } from '#platform/stream/bus.ts'
import { type Authenticity, openAuthenticity } from '#platform/stream/event-authenticity.ts'
import type { Worker, WorkerScope } from './worker.ts'

/** Every worker by its name; a process loads only its own. */
const workers: Readonly<Record<string, () => Promise<{ worker: Worker }>>> = {
  notification: () => import('./notification.ts'),
  audit: () => import('./audit.ts'),
  stock_reservation: () => import('./checkout/stock-reservation.ts'),
  order_creation: () => import('./checkout/order-creation.ts'),
  stock_compensation: () => import('./checkout/stock-compensation.ts'),
  cqrs_projection: () => import('./orders/cqrs-projection.ts'),
}

/** Every worker verifies who published an event; one that publishes signs as the application of its name. */
const authenticityOf = (env: Environment, name: string): Authenticity => {
  const { trusted } = readConfig(env, { trusted: publicKeys('EVENT_PUBLIC_KEYS') })
  const application = name.replaceAll('_', '-')
  const publishes = Object.values(publishers).some((some: readonly string[]) => some.includes(application))
  if (!publishes) return openAuthenticity({ publishers, trusted })
  const { privateKeyPem } = readConfig(env, { privateKeyPem: privateKey('EVENT_PRIVATE_KEY') })
  return openAuthenticity({ publishers, trusted, signing: { publisher: application, privateKeyPem } })
}

const openScope = (scope: Scope, name: string): WorkerScope => {
  const { redisUrl, consumer, partitions, versions } = readConfig(scope.env, {
    redisUrl: storeUrl('REDIS_URL'),
    consumer: text('INSTANCE', name),
    partitions: positive('STREAM_PARTITIONS', 1),
    versions: publishedVersions('PUBLISH_EVENT_VERSIONS', definitions),
  })
  const outgoing = inVersion(definitions, versions)
  const { metrics, log, reach, fail } = scope
  const bus = openBus({
    redisUrl,
    metrics,
    log,
    reach,
    fail,
    name: consumer,
    partitions,
    outgoing,
    authenticity: authenticityOf(scope.env, name),
  })
  scope.onStop('bus', bus.close)
  return { ...scope, bus, clock: systemClock, consumer }
}

/** Health and metrics only: the gateway doesn't route here, so the secret is a random value that no one knows. */
const serveHealth = async (scope: WorkerScope, worker: Worker, ready: () => Promise<void>): Promise<void> => {
  const { host, port } = readConfig(scope.env, { host: text('HOST', '127.0.0.1'), port: integer('PORT', worker.port) })
  const { name, log, metrics } = scope
  const server = createHttpServer({
    name,
    log,
    metrics,
    gatewaySecret: randomUUID(),
    ready: async () => {
      await scope.bus.ping()
      await ready()
    },
  })
  await listen(server, { host, port }, scope)
  log.info({ port }, 'worker started')
}

const usage = (): void => {
  process.stderr.write(`usage: node workers/main.ts <${Object.keys(workers).join('|')}> [command]\n`)
  process.exitCode = exitCodes.usage
}

const run = async (name: string, load: () => Promise<{ worker: Worker }>, command?: string): Promise<void> => {
  const { worker } = await load()
  if (command === undefined) {
    return runProcess(name, async (scope) => {
      const opened = openScope(scope, name)
      const { ready } = await worker.start(opened)
      await serveHealth(opened, worker, ready)
    })
  }
  const job = worker.commands?.[command]
  if (!job) {
    process.stderr.write(`commands of ${name}: ${Object.keys(worker.commands ?? {}).join(', ') || 'none'}\n`)
    process.exitCode = exitCodes.usage
    return
  }
  await runProcess(name, async (scope) => {
    await job(openScope(scope, name))
    process.kill(process.pid, 'SIGTERM') // done: closes what the job opened, then exits with 0
  })
}

const [name = '', command] = process.argv.slice(2)
const load = Object.hasOwn(workers, name) ? workers[name] : undefined
if (load) await run(name, load, command)
else usage()
