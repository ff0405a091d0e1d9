import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { shuffled } from '#harness/base/random.ts'
import type { CellContext, FaultCell } from '#harness/faults/plan.ts'
import { stream } from '../invariants/delivery.ts'
import { connect } from './databases.ts'
import { shopOf } from './shop.ts'
import { withRedis } from './with-redis.ts'

const count = 10

type Entry = [id: string, fields: string[]]

const lastId = (redis: Redis): Promise<string> =>
  redis.xrevrange(stream, '+', '-', 'COUNT', 1).then((entries) => (entries as Entry[])[0]?.[0] ?? '0')

/** Publishes every event of a batch again as new entries, in order or shuffled. */
const again = (inOrder: boolean) => (context: CellContext) =>
  withRedis(context, async (redis) => {
    const before = await lastId(redis)
    await shopOf(context).checkOut(context, { count })
    context.harmed()
    const entries = (await redis.xrange(stream, `(${before}`, '+')) as Entry[]
    if (entries.length === 0) context.missed('the batch left nothing in the stream')
    for (const [, fields] of inOrder ? entries : shuffled(entries, context.random))
      await redis.xadd(stream, '*', ...fields)
  })

/** Publishes the whole stream of the run again while new checkouts arrive. */
const wholeStreamTwice = (context: CellContext) =>
  withRedis(context, async (redis) => {
    const entries = (await redis.xrange(stream, '-', '+')) as Entry[]
    const batch = shopOf(context).checkOut(context, { count })
    context.harmed()
    for (const [, fields] of entries) await redis.xadd(stream, '*', ...fields)
    await batch
  })

/** Ordinary checkouts next to poison messages must end within this time. */
const neighbourMs = 10_000

const poison = (fields: () => string[]) => (context: CellContext) =>
  withRedis(context, async (redis) => {
    context.harmed()
    for (let n = 0; n < 3; n++) await redis.xadd(stream, '*', ...fields())
    const samples = await shopOf(context).checkOut(context, { count })
    const slow = samples.filter(({ started, ended }) => ended - started > neighbourMs)
    if (slow.length > 0) context.violated(`${slow.length} neighbours of the poison took more than ${neighbourMs} ms`)
  })

const notJson = () => ['type', 'CheckoutInitiated', 'payload', '{"half":', 'ts', String(Date.now() / 1000)]
const otherVersion = () => [
  ...['type', 'CheckoutInitiated', 'payload', JSON.stringify({ checkout_id: randomUUID() })],
  ...['ts', String(Date.now() / 1000), 'version', '99', 'event_id', `poison:${randomUUID()}`],
]

const full = (context: CellContext) =>
  withRedis(context, async (redis) => {
    await redis.config('SET', 'maxmemory', '1mb')
    context.harmed()
    const batch = shopOf(context).checkOut(context, { count })
    await context.sleep(2_500)
    await redis.config('SET', 'maxmemory', '0')
    await batch
  })

const emptied = (context: CellContext) =>
  withRedis(context, async (redis) => {
    const batch = shopOf(context).checkOut(context, { count })
    await context.sleep(context.random() * 300)
    context.harmed()
    await redis.flushall()
    await batch
  })

/**
 * Events that the event store has not read are published again after prices have changed; their orders must keep the
 * old prices.
 */
const emptiedAndRepriced = (context: CellContext) =>
  withRedis(context, async (redis) => {
    const { victims, system } = context
    const catalogue = await connect(system, 'catalogue')
    await victims.pause('event-store')
    await shopOf(context).checkOut(context, { count })
    context.harmed()
    await redis.flushall()
    await catalogue.query(`with changed as (update produit set prix_cents = prix_cents + 7 returning produit_id, prix_cents)
      insert into prix_historique (produit_id, version, prix_cents, par)
      select produit_id, (select coalesce(max(version), 0) + 1 from prix_historique h where h.produit_id = changed.produit_id),
             prix_cents, 'fault-cell'
      from changed`)
    await catalogue.end()
    await victims.unpause('event-store')
  })

const killed = async (context: CellContext): Promise<void> => {
  const batch = shopOf(context).checkOut(context, { count })
  await context.sleep(context.random() * 200)
  context.harmed()
  await context.victims.kill('redis')
  await context.sleep(500)
  await context.victims.start('redis')
  await batch
}

const frozen = async (context: CellContext): Promise<void> => {
  const batch = shopOf(context).checkOut(context, { count })
  context.harmed()
  await context.victims.pause('redis')
  await context.sleep(3_000)
  await context.victims.unpause('redis')
  await batch
}

/** A consumer is paused, the stream is trimmed past its position, and the consumer resumes. */
const trimmed = (context: CellContext) =>
  withRedis(context, async (redis) => {
    const slow = 'worker-order-creation'
    await context.victims.pause(slow)
    const batch = shopOf(context).checkOut(context, { count })
    await context.sleep(800)
    context.harmed()
    await redis.xtrim(stream, 'MAXLEN', 0)
    await context.victims.unpause(slow)
    await batch
  })

const cell = (phase: string, text: string, run: NonNullable<FaultCell['run']>, style = 'choreographed'): FaultCell => ({
  style,
  process: 'redis',
  step: 'any',
  phase,
  kind: 'fault',
  text,
  run,
})

/** Redis and its content. The orchestrated style does not use Redis and must not be affected. */
export const busFaults: readonly FaultCell[] = [
  cell('killed', 'Redis is killed, and started with its log', killed),
  cell('killed', 'Redis is killed, and started with its log', killed, 'orchestrated'),
  cell('flushed', 'Redis is emptied (FLUSHALL)', emptied),
  cell(
    'flushed-repriced',
    'Redis is emptied before the event store has read it, and all prices change',
    emptiedAndRepriced,
  ),
  cell('full', 'Redis is full (noeviction)', full),
  cell('frozen', 'Redis is frozen', frozen),
  cell('duplicates', 'Every event is delivered twice', again(true)),
  cell('reordered', 'Every event is delivered again, in another order', again(false)),
  cell('stream-twice', 'The whole stream is delivered twice', wholeStreamTwice),
  cell('poison', 'A message that is not JSON', poison(notJson)),
  cell('unknown-version', 'A message of an unknown version', poison(otherVersion)),
  cell('trimmed', 'The stream is trimmed under a slow consumer', trimmed),
]
