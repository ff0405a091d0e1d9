import type { Redis } from 'ioredis'
import { checkoutChoreographyDeadlineMs } from '#generated/saga/checkout.ts'
import type { CellContext, FaultCell } from '#harness/faults/plan.ts'
import type { Sample } from '#harness/scenario/records.ts'
import { parseEntryId } from '#platform/stream/entry.ts'
import { readGroups, readStreamInfo } from '#platform/stream/upkeep.ts'
import { stream } from '../invariants/delivery.ts'
import { connect } from './databases.ts'
import { shopOf } from './shop.ts'
import { withRedis } from './with-redis.ts'

// Entries vanish from the stream without a trace, or nothing can be written or read: the event store repairs what it can
// detect, and the deadline of a checkout ends it in any case.

const count = 8
/** The watchdog runs every two seconds, and participants and machine need time. */
const slackMs = 10_000

const checkEnds = (context: CellContext, samples: readonly Sample[]): void => {
  const limitMs = checkoutChoreographyDeadlineMs + slackMs
  const late = samples.filter(({ started, ended }) => ended - started > limitMs)
  if (late.length > 0) context.violated(`${late.length} checkouts did not end within ${limitMs} ms`)
}

/** What the event store repairs must not have to wait for the deadline. */
const checkInTime: typeof checkEnds = (context, samples) => {
  const late = samples.filter(({ started, ended }) => ended - started > checkoutChoreographyDeadlineMs)
  if (late.length > 0) context.violated(`${late.length} checkouts ended only after their deadline`)
}

/** Starts a batch while a worker is paused, and harms the worker's group before it reads anything. */
const whilePaused = (
  worker: string,
  harm: (redis: Redis, context: CellContext) => Promise<void>,
  check: typeof checkEnds = checkEnds,
) => {
  return (context: CellContext) =>
    withRedis(context, async (redis) => {
      await context.victims.pause(worker)
      const batch = shopOf(context).checkOut(context, { count })
      await context.sleep(1_500)
      context.harmed()
      await harm(redis, context)
      await context.victims.unpause(worker)
      check(context, await batch)
    })
}

const readAndDeleted = (group: string) => async (redis: Redis, context: CellContext) => {
  await redis.xreadgroup('GROUP', group, 'somebody', 'COUNT', 1_000, 'STREAMS', stream, '>')
  const taken = Number(await redis.xgroup('DELCONSUMER', stream, group, 'somebody'))
  if (taken === 0) context.missed(`nothing of ${group} was pending`)
}
const setToEnd = (group: string) => async (redis: Redis) => void (await redis.xgroup('SETID', stream, group, '$'))
const destroyed = (group: string) => async (redis: Redis) => void (await redis.xgroup('DESTROY', stream, group))

const lastIdOf = async (redis: Redis): Promise<string> => (await readStreamInfo(redis, stream)).lastId

const addWithId = (id: string) => async (redis: Redis) => void (await redis.xadd(stream, id, 'any', 'thing'))

/** Afterwards the ids must follow the clock again. */
const yearAhead = async (redis: Redis, context: CellContext): Promise<void> => {
  const limitMs = 20_000
  const now = context.now()
  await addWithId(`${Date.now() + 365 * 86_400_000}-0`)(redis)
  const isAhead = async () => Number(parseEntryId(await lastIdOf(redis))[0]) > Date.now() + 60_000
  while ((await isAhead()) && context.now() < now + limitMs) await context.sleep(500)
  if (await isAhead()) context.violated(`the ids did not follow the clock again within ${limitMs} ms`)
}

/** Moves a group to an id, past entries that it has not received. */
const claimedPast = (group: string, idOf: (redis: Redis) => Promise<string>) => {
  return async (redis: Redis, context: CellContext): Promise<void> => {
    const found = readGroups(await redis.xinfo('GROUPS', stream)).find((one) => one.group === group)
    if (found?.lastDeliveredId === (await lastIdOf(redis))) context.missed(`${group} had read everything`)
    await redis.call('XCLAIM', stream, group, 'somebody', 0, '0-1', 'LASTID', await idOf(redis))
  }
}

const stolen = (group: string) => async (redis: Redis, context: CellContext) => {
  const read = await redis.call('XREADGROUP', 'GROUP', group, 'somebody', 'NOACK', 'STREAMS', stream, '>')
  if (read === null) context.missed(`${group} had read everything`)
}

/** A group without readers holds back entries that take memory. */
const abandoned = (context: CellContext) =>
  withRedis(context, async (redis) => {
    const group = 'choreo-order-of-old'
    const limitMs = 80_000
    const [, nodes = '100'] = (await redis.config('GET', 'stream-node-max-entries')) as string[]
    await redis.config('SET', 'stream-node-max-entries', '10')
    await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM')
    const batch = shopOf(context).checkOut(context, { count: 3 * count })
    context.harmed()
    checkEnds(context, await batch)
    const [first] = await redis.xrange(stream, '-', '+', 'COUNT', 1)
    const used = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1])
    await redis.config('SET', 'maxmemory', String(Math.round(used * 1.3)))
    const until = context.now() + limitMs
    const isTrimmed = async () => (await redis.xrange(stream, '-', '+', 'COUNT', 1))[0]?.[0] !== first?.[0]
    while (!(await isTrimmed()) && context.now() < until) await context.sleep(1_000)
    if (!(await isTrimmed())) context.violated(`nothing was trimmed for ${limitMs} ms: ${group} holds all entries back`)
    await redis.config('SET', 'maxmemory', '0')
    await redis.config('SET', 'stream-node-max-entries', nodes)
    await redis.xgroup('DESTROY', stream, group)
  })

/** Customers learn how their checkouts ended even while nothing can be published. */
const otherType = (context: CellContext) =>
  withRedis(context, async (redis) => {
    const batch = shopOf(context).checkOut(context, { count })
    await context.sleep(context.random() * 200)
    context.harmed()
    await redis.multi().del(stream).set(stream, 'somebody put this here').exec()
    const fromMs = context.now()
    checkEnds(context, await batch)
    context.outage(fromMs, context.now())
    await redis.del(stream)
  })

const idsAhead = (context: CellContext) =>
  withRedis(context, async (redis) => {
    const tenDaysMs = 864_000_000
    await redis.call('XSETID', stream, `${Date.now() + tenDaysMs}-0`)
    await whilePaused('worker-order-creation', async () => void (await redis.flushall()))(context)
  })

/** Redis loses the marks, every event is delivered again as if new, and no product can be sold any more. */
const marksEvicted = (context: CellContext) =>
  withRedis(context, async (redis) => {
    const [last] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1)
    checkEnds(context, await shopOf(context).checkOut(context, { count }))
    const entries = await redis.xrange(stream, `(${last?.[0] ?? '0'}`, '+')
    const catalogue = await connect(context.system, 'catalogue')
    await catalogue.query('update produit set actif = false')
    context.harmed()
    const marks = await redis.keys('outcome:*')
    if (marks.length === 0) context.missed('there were no marks')
    else await redis.del(...marks)
    for (const [, fields] of entries) await redis.xadd(stream, '*', ...fields)
    await context.sleep(3_000)
    await catalogue.query('update produit set actif = true')
    await catalogue.end()
  })

const cell = (phase: string, text: string, run: NonNullable<FaultCell['run']>): FaultCell => ({
  ...{ style: 'choreographed', process: 'redis', step: 'any', kind: 'fault' },
  phase,
  text,
  run,
})

/** What ends a checkout whatever happens to the stream (ADR-056). */
export const lostEntries: readonly FaultCell[] = [
  cell(
    'pending-deleted',
    'Entries of choreo-order are read by another consumer, which is deleted with them',
    whilePaused('worker-order-creation', readAndDeleted('choreo-order')),
  ),
  cell(
    'first-pending-deleted',
    'Entries of choreo-reservation are read by another consumer, which is deleted with them',
    whilePaused('worker-stock-reservation', readAndDeleted('choreo-reservation')),
  ),
  cell(
    'group-to-end',
    'choreo-order is set to the end of the stream',
    whilePaused('worker-order-creation', setToEnd('choreo-order')),
  ),
  cell('group-destroyed', 'choreo-order is destroyed', whilePaused('worker-order-creation', destroyed('choreo-order'))),
  cell(
    'store-to-end',
    'choreo-event-store is set to the end of the stream before the event store has read it',
    whilePaused('event-store', setToEnd('choreo-event-store')),
  ),
  cell('group-abandoned', 'A group without readers keeps its position while memory is short', abandoned),
  cell(
    'stream-deleted',
    'The key of the stream is deleted',
    whilePaused('worker-order-creation', async (redis) => void (await redis.del(stream))),
  ),
  cell('stream-other-type', 'The key of the stream holds another type', otherType),
  cell(
    'ids-used-up',
    'A publisher chooses the last possible id, after which nothing can be published',
    whilePaused('worker-order-creation', addWithId('18446744073709551615-18446744073709551615'), checkInTime),
  ),
  cell(
    'ids-year-ahead',
    'A publisher chooses an id a year ahead of the clock',
    whilePaused('worker-order-creation', yearAhead),
  ),
  cell(
    'group-past-end',
    'choreo-order is moved far past the end of the stream by XCLAIM',
    whilePaused(
      'worker-order-creation',
      claimedPast('choreo-order', async () => '9999999999999-0'),
      checkInTime,
    ),
  ),
  cell(
    'notes-skipped',
    'choreo-audit is moved past entries that it has not received',
    whilePaused('worker-audit', claimedPast('choreo-audit', lastIdOf)),
  ),
  cell(
    'entries-stolen',
    'A consumer that belongs to another group reads the entries of choreo-order',
    whilePaused('worker-order-creation', stolen('choreo-order'), checkInTime),
  ),
  cell('ids-ahead', 'Ids are ten days ahead of the clock, then Redis is emptied', idsAhead),
  cell(
    'marks-evicted',
    'Marks are evicted, every event is delivered again, and all products are withdrawn',
    marksEvicted,
  ),
]
