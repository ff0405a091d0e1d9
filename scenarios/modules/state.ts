import { Redis } from 'ioredis'
import type { Observed, ScenarioSystem, State } from '#harness/scenario/plugin.ts'
import { sql } from '#platform/postgres/pool.ts'
import { hasEntry } from '#platform/stream/upkeep.ts'
import { invariants } from '../invariants/all.ts'
import { isWhole } from '../invariants/causes.ts'
import { stream } from '../invariants/delivery.ts'
import { runInvariant } from '../invariants/invariant.ts'
import { replaySome } from '../invariants/replays.ts'
import { sampleRunning } from '../invariants/sample.ts'
import { readSnapshot, type Snapshot } from '../invariants/snapshot.ts'
import { readCounters } from '../shop/counters.ts'
import { type Databases, openDatabases } from '../shop/databases.ts'

const runningSagas = sql('scenario-running-sagas', 'select count(*) as n from saga where not terminal')
const runningValidations = sql(
  'scenario-running-validations',
  'select count(*) as n from validation where not terminal',
)
const checkouts = sql(
  'scenario-open-checkouts',
  `select count(*) filter (where etat = 'EN_COURS') as open, count(*) filter (where etat <> 'EN_COURS') as ended from checkout`,
)
const unsent = sql('scenario-unsent', 'select count(*) as n from outbox where published_at is null')
const storedEnds = sql(
  'scenario-stored-ends',
  `select count(*) as n from event where type in ('CheckoutSucceeded', 'CheckoutFailed')`,
)

// A lost stream has another epoch than the last seen one, or none, or lacks the last entry seen.
const watched = sql(
  'scenario-watched',
  'select epoch, last_entry from stream_checkpoint where stream = $1 and epoch is not null',
)

/** Whether Redis lost the stream and the event store has not noticed yet. */
const isLossUnnoticed = async ({ evenements }: Databases, redis: Redis): Promise<boolean> => {
  const [row] = await evenements.query<{ epoch: string; last_entry: string | null }>(watched, [stream])
  if (row === undefined) return false
  if (row.epoch !== (await redis.get(`${stream}.epoch`))) return true
  return row.last_entry !== null && !(await hasEntry(redis, stream, row.last_entry))
}

// After a loss the event store looks for holes and requests missing events again.
const looksForHoles = sql(
  'scenario-looks-for-holes',
  'select count(*) as n from stream_checkpoint where look_for_holes_at_ms is not null',
)
const histories = sql(
  'scenario-histories',
  `select types, count(*) as n from (
     select string_agg(distinct type, ' ') as types from event group by checkout_id) as history group by types`,
)

const holes = async ({ evenements }: Databases): Promise<number> => {
  if ((await evenements.query<{ n: number }>(looksForHoles))[0]?.n === 0) return 0
  const all = await evenements.query<{ types: string; n: number }>(histories)
  return all.reduce((sum, { types, n }) => sum + (isWhole(new Set(types.split(' '))) ? 0 : n), 0)
}

/** Entries that a consumer group has not read or not acknowledged. */
const groupBacklog = async (redis: Redis): Promise<string[]> => {
  const groups = (await redis.call('XINFO', 'GROUPS', stream).catch(() => [])) as unknown[][]
  return groups.flatMap((fields) => {
    const of = (name: string): unknown => fields[fields.indexOf(name) + 1]
    const behind = Number(of('pending') ?? 0) + Number(of('lag') ?? 0)
    return behind > 0 ? [`${of('name')} is ${behind} entries behind`] : []
  })
}

/** Whether Redis lost the projection's keys and they are not rewritten yet. */
const areKeysLost = async (redis: Redis): Promise<boolean> => (await redis.get('cqrs:filled')) !== 'whole'

const unrest = async (databases: Databases, redis: Redis): Promise<string | null> => {
  const one = async (
    source: 'saga' | 'approvisionnement' | 'ecommerce' | 'evenements',
    statement: typeof unsent,
  ): Promise<Record<string, number>> => (await databases[source].query<Record<string, number>>(statement))[0] ?? {}
  const [sagas, validations, accepted, outbox, stored, incomplete, unnoticed, keysLost, behind] = await Promise.all([
    one('saga', runningSagas),
    one('approvisionnement', runningValidations),
    one('ecommerce', checkouts),
    one('ecommerce', unsent),
    one('evenements', storedEnds),
    holes(databases),
    isLossUnnoticed(databases, redis),
    areKeysLost(redis),
    groupBacklog(redis),
  ])
  const missing = (accepted.ended ?? 0) - (stored.n ?? 0)
  const moving = [
    ...((sagas.n ?? 0) > 0 ? [`${sagas.n} sagas are running`] : []),
    ...((validations.n ?? 0) > 0 ? [`${validations.n} validations are running`] : []),
    ...((accepted.open ?? 0) > 0 ? [`${accepted.open} checkouts are running`] : []),
    ...((outbox.n ?? 0) > 0 ? [`${outbox.n} messages wait in the outbox`] : []),
    ...(missing > 0 ? [`the event store lacks ${missing} ends`] : []),
    ...(unnoticed ? ['the stream was lost, and the event store has not noticed yet'] : []),
    ...(keysLost ? ['the read model is not completely in Redis yet'] : []),
    ...(incomplete > 0 ? [`${incomplete} checkouts lack events`] : []),
    ...behind,
  ]
  return moving.length === 0 ? null : moving.join(', ')
}

/** Connects as the administrator: the processes' users only see their own keys. */
export const redisUrl = (system: ScenarioSystem): string => {
  const given = system.env('event-store').REDIS_URL
  if (given === undefined) throw new Error('event-store was started without REDIS_URL')
  const url = new URL(given)
  url.username = 'admin'
  url.password = system.secrets.REDIS_ADMIN_PASSWORD ?? ''
  return url.href
}

/** The text of each invariant that `check` runs, by the id that scenario documents name. */
export const invariantTexts: Readonly<Record<string, string>> = Object.fromEntries(
  invariants.map(({ id, text }) => [id, text]),
)

/** The harness's interface, plus the snapshot for callers that need the details. */
export type Checks = State & { snapshot: (observed: Observed) => Promise<Snapshot> }

/** The state of the shop: whether it is at rest, and the invariants over everything in its databases. */
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
