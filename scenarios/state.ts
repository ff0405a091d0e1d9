import { Redis } from 'ioredis'
import type { Observed, ScenarioSystem, State } from '#harness/scenario/plugin.ts'
import { sql } from '#platform/postgres.ts'
import { readCounters } from './counters.ts'
import { type Databases, openDatabases } from './databases.ts'
import { invariants } from './invariants/all.ts'
import { stream } from './invariants/delivery.ts'
import { runInvariant } from './invariants/invariant.ts'
import { replaySome } from './invariants/replays.ts'
import { sampleRunning } from './invariants/sample.ts'
import { readSnapshot, type Snapshot } from './invariants/snapshot.ts'

const runningSagas = sql('scenario-running-sagas', 'select count(*) as n from saga where not terminal')
const checkouts = sql(
  'scenario-open-checkouts',
  `select count(*) filter (where etat = 'EN_COURS') as open, count(*) filter (where etat <> 'EN_COURS') as ended from checkout`,
)
const unsent = sql('scenario-unsent', 'select count(*) as n from outbox where published_at is null')
const storedEnds = sql(
  'scenario-stored-ends',
  `select count(*) as n from event where type in ('CheckoutSucceeded', 'CheckoutFailed')`,
)

/** Entries that a consumer group has not read, or read and not acknowledged. */
const groupBacklog = async (redis: Redis): Promise<string[]> => {
  const groups = (await redis.call('XINFO', 'GROUPS', stream).catch(() => [])) as unknown[][]
  return groups.flatMap((fields) => {
    const of = (name: string): unknown => fields[fields.indexOf(name) + 1]
    const behind = Number(of('pending') ?? 0) + Number(of('lag') ?? 0)
    return behind > 0 ? [`${of('name')} is ${behind} entries behind`] : []
  })
}

const unrest = async (databases: Databases, redis: Redis): Promise<string | null> => {
  const one = async (
    source: 'saga' | 'ecommerce' | 'evenements',
    statement: typeof unsent,
  ): Promise<Record<string, number>> => (await databases[source].query<Record<string, number>>(statement))[0] ?? {}
  const [sagas, accepted, outbox, stored, behind] = await Promise.all([
    one('saga', runningSagas),
    one('ecommerce', checkouts),
    one('ecommerce', unsent),
    one('evenements', storedEnds),
    groupBacklog(redis),
  ])
  const missing = (accepted.ended ?? 0) - (stored.n ?? 0)
  const moving = [
    ...((sagas.n ?? 0) > 0 ? [`${sagas.n} sagas run`] : []),
    ...((accepted.open ?? 0) > 0 ? [`${accepted.open} checkouts run`] : []),
    ...((outbox.n ?? 0) > 0 ? [`${outbox.n} messages wait in the outbox`] : []),
    ...(missing > 0 ? [`the event store lacks ${missing} ends`] : []),
    ...behind,
  ]
  return moving.length === 0 ? null : moving.join(', ')
}

/** As the administrator: the users of the processes see only what is their own. */
export const redisUrl = (system: ScenarioSystem): string => {
  const given = system.env('event-store').REDIS_URL
  if (given === undefined) throw new Error('event-store was started without REDIS_URL')
  const url = new URL(given)
  url.username = 'admin'
  url.password = system.secrets.REDIS_ADMIN_PASSWORD ?? ''
  return url.href
}

/** As the harness needs it, and what was read, for who wants to look closer. */
export type Checks = State & { snapshot: (observed: Observed) => Promise<Snapshot> }

/** The state of the shop: at rest or not, and the invariants over everything in its databases. */
export const openState = async (system: ScenarioSystem): Promise<Checks> => {
  const databases = openDatabases(system)
  const redis = new Redis(redisUrl(system), { lazyConnect: true, maxRetriesPerRequest: 2 })
  redis.on('error', () => {})
  await redis.connect()
  const snapshot = async (observed: Observed): Promise<Snapshot> => {
    const replays = await replaySome(system, databases, observed)
    const anchorFile = system.env('event-store').ANCHOR_FILE
    const keysFolder = system.env('ecommerce').CLIENT_KEYS_FOLDER ?? ''
    const { folder } = system
    return await readSnapshot({
      databases,
      redis,
      observed,
      replays,
      folder,
      keysFolder,
      ...(anchorFile === undefined ? {} : { anchorFile }),
    })
  }
  return {
    snapshot,
    unrest: () => unrest(databases, redis),
    sample: () => sampleRunning(databases),
    counters: () => readCounters(system, databases, redis),
    check: async (observed) => {
      const read = await snapshot(observed)
      return invariants.map((invariant) => runInvariant(invariant, read))
    },
    close: async () => {
      redis.disconnect()
      await databases[Symbol.asyncDispose]()
    },
  }
}
