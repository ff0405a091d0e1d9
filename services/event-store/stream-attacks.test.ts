import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as events from '#generated/events/events.ts'
import { systemClock } from '#platform/base/clock.ts'
import { openBus } from '#platform/stream/bus.ts'
import { deadLetterStream } from '#platform/stream/upkeep.ts'
import { watchStream } from './infrastructure/watch-stream.ts'
import { checkout, idsOf, startStreamWorld } from './stream-testing.ts'

// What publishers and consumers can do to the stream with the commands that their own work needs.

const lastPossibleId = '18446744073709551615-18446744073709551615'
const dayMs = 86_400_000
let world: Awaited<ReturnType<typeof startStreamWorld>>

beforeEach(async () => {
  world = await startStreamWorld()
  await world.look()
})
afterEach(() => world.close())

const add = (id: string) => world.bus.redis.xadd(events.stream, id, 'a', 'b')
const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].sort()

it('a stream that has reached its last id is replaced, and loses neither stored nor unstored events', async () => {
  const { bus, look, ingest, readAs, gaps, losses } = world
  const open = checkout(2)
  await bus.publish(open)
  await ingest(2)
  await readAs('choreo-order')
  await look()
  const unstored = checkout(1)
  await bus.publish(unstored)
  await add(lastPossibleId)
  await expect(bus.publish(checkout(1))).rejects.toThrow('exhausted')
  await look()
  expect(await gaps()).toEqual(['ahead'])
  expect(await losses()).toEqual(['ahead'])
  const after = checkout(1)
  await bus.publish(after)
  expect(distinct(await readAs('choreo-audit'))).toEqual(
    expect.arrayContaining(idsOf([...open, ...unstored, ...after])),
  )
  expect(await readAs('choreo-order')).toEqual(expect.arrayContaining(idsOf([...open.slice(1), ...unstored])))
  await ingest(4)
})

it('a stream that is lost again right after its refill is refilled again', async () => {
  const { bus, look, ingest, readAs, losses } = world
  const open = checkout(2)
  await bus.publish(open)
  await ingest(2)
  await look()
  await bus.redis.del(events.stream)
  await look()
  await bus.redis.del(events.stream)
  const after = checkout(1)
  await bus.publish(after)
  await look()
  expect(await losses()).toEqual(['rewound', 'rewound'])
  expect(distinct(await readAs('choreo-audit'))).toEqual(expect.arrayContaining(idsOf([...open, ...after])))
})

it('a stream that was deleted between two looks and has more entries than before is refilled', async () => {
  const { bus, look, ingest, readAs, losses } = world
  const open = checkout(2)
  await bus.publish(open)
  await ingest(2)
  await look()
  await bus.redis.del(events.stream)
  const after = checkout(4)
  await bus.publish(after)
  await look()
  expect(await losses()).toEqual(['rewound'])
  expect(distinct(await readAs('choreo-audit'))).toEqual(expect.arrayContaining(idsOf([...open, ...after])))
})

it('a stream that was empty at the last look, and was deleted since, is refilled', async () => {
  const { bus, look, ingest, readAs, losses } = world
  const open = checkout(2)
  await bus.publish(open)
  await ingest(2)
  await bus.redis.del(events.stream)
  const after = checkout(4)
  await bus.publish(after)
  await look()
  expect(await losses()).toEqual(['rewound'])
  expect(distinct(await readAs('choreo-audit'))).toEqual(expect.arrayContaining(idsOf([...open, ...after])))
  await look()
  expect(await losses()).toEqual(['rewound'])
})

it('a loss whose refill fails is noticed again at the next look', async () => {
  const { bus, look, ingest, readAs, losses, metrics, log, redisUrl } = world
  const open = checkout(2)
  await bus.publish(open)
  await ingest(2)
  await bus.redis.del(events.stream)
  const after = checkout(4)
  await bus.publish(after)
  const user = `u${randomUUID()}`
  await bus.redis.call('ACL', 'SETUSER', user, 'on', '>secret', '~*', '+@all', '-xadd')
  const limited = openBus({ redisUrl: redisUrl.replace('//', `//${user}:secret@`), metrics, log, name: 'limited' })
  await expect(look({ bus: limited })).rejects.toThrow('NOPERM')
  await limited.close()
  await bus.redis.call('ACL', 'DELUSER', user)
  await look()
  expect(await losses()).toEqual(['rewound'])
  expect(distinct(await readAs('choreo-audit'))).toEqual(expect.arrayContaining(idsOf([...open, ...after])))
})

it('an older copy of a stream that has grown beyond the lost entries is refilled', async () => {
  const { bus, look, ingest, readAs, losses } = world
  await bus.publish(checkout(2))
  const copy = await bus.redis.dumpBuffer(events.stream)
  const lost = checkout(2)
  await bus.publish(lost)
  await ingest(4)
  await look()
  await bus.redis.restore(events.stream, 0, copy, 'REPLACE')
  const after = checkout(4)
  await bus.publish(after)
  await look()
  expect(await losses()).toEqual(['rewound'])
  expect(distinct(await readAs('choreo-audit'))).toEqual(expect.arrayContaining(idsOf([...lost, ...after])))
})

it('a stream whose ids are a year ahead is replaced, with the events that followed', async () => {
  const { bus, look, ingest, readAs, gaps } = world
  await add(`${Date.now() + 365 * dayMs}-0`)
  const followed = checkout(2)
  await bus.publish(followed)
  await look()
  expect(await gaps()).toEqual(['ahead'])
  const after = checkout(1)
  await bus.publish(after)
  const [last] = await bus.redis.xrevrange(events.stream, '+', '-', 'COUNT', 1)
  expect(Number(last?.[0].split('-')[0])).toBeLessThanOrEqual(Date.now())
  expect(distinct(await readAs('choreo-audit'))).toEqual(expect.arrayContaining(idsOf([...followed, ...after])))
  await ingest(3)
  await look()
  expect(await gaps()).toEqual(['ahead'])
})

it('ids only as far ahead as a wrong clock would cause are left alone', async () => {
  await add(`${Date.now() + 29 * dayMs}-18446744073709551615`)
  await world.look()
  await world.look()
  expect([await world.gaps(), await world.jumps()]).toEqual([[], []])
})

it('ids ahead of a slow clock, but not of the clock of Redis, are left alone', async () => {
  await world.bus.publish(checkout(1))
  await world.look({ aheadMs: -365 * dayMs })
  expect(await world.gaps()).toEqual([])
})

it('the event store is not ready, and says why, as long as a stream can not be replaced', async () => {
  const { bus, look, health, log, metrics, redisUrl } = world
  await add(lastPossibleId)
  const user = `u${randomUUID()}`
  await bus.redis.call('ACL', 'SETUSER', user, 'on', '>secret', '~*', '+@all', '-unlink')
  const limited = openBus({ redisUrl: redisUrl.replace('//', `//${user}:secret@`), metrics, log, name: 'limited' })
  await expect(look({ bus: limited })).rejects.toThrow('NOPERM')
  await expect(health.ready()).rejects.toThrow(`${events.stream} ends with the id ${lastPossibleId}`)
  await limited.close()
  await bus.redis.call('ACL', 'DELUSER', user)
  await look()
  await expect(health.ready()).resolves.toBeUndefined()
})

it('a stream of dead letters that has reached its last id is replaced, with its content', async () => {
  const { bus, metrics } = world
  const dead = deadLetterStream(events.stream)
  const watching = new AbortController()
  const clock = { ...systemClock, sleep: (ms: number, signal?: AbortSignal) => systemClock.sleep(ms / 50, signal) }
  const watched = watchStream({ ...world, clock, signal: watching.signal }, events.stream)
  const zero = new RegExp(`stream_gaps_total\\{topic="${dead}",cause="ahead"[^}]*\\} 0`)
  await vi.waitFor(async () => expect(await metrics.registry.metrics()).toMatch(zero), 10_000)
  await bus.redis.xadd(dead, '*', 'reason', 'bad')
  await bus.redis.xadd(dead, lastPossibleId, 'a', 'b')
  await vi.waitFor(() => bus.redis.xadd(dead, '*', 'reason', 'worse'), 10_000)
  watching.abort()
  await watched
  expect((await bus.redis.xrange(dead, '-', '+')).map(([, fields]) => fields[1])).toEqual(['bad', 'b', 'worse'])
  expect(await world.gaps()).toEqual(['ahead'])
})

it('a group that was moved past the end of the stream is set back, and receives the events it would have missed', async () => {
  const { bus, look, readAs, jumps, losses } = world
  const before = checkout(1)
  await bus.publish(before)
  await readAs('choreo-order')
  await look()
  await bus.redis.call('XCLAIM', events.stream, 'choreo-order', 'test', 0, '0-1', 'LASTID', '9999999999999-0')
  const after = checkout(2)
  await bus.publish(after)
  await look()
  expect(await jumps()).toEqual(['choreo-order'])
  expect(await losses()).toEqual(['skipped'])
  expect((await readAs('choreo-order')).sort()).toEqual(idsOf(after))
  await look()
  expect(await jumps()).toEqual(['choreo-order'])
})

it.each(['choreo-order', 'choreo-audit'])(
  '%s is set back if it was moved past entries within the stream',
  async (group) => {
    const { bus, look, readAs, jumps } = world
    await bus.publish(checkout(1))
    await readAs(group)
    await look()
    const missed = checkout(2)
    await bus.publish(missed)
    const [last] = await bus.redis.xrevrange(events.stream, '+', '-', 'COUNT', 1)
    await bus.redis.call('XCLAIM', events.stream, group, 'test', 0, '0-1', 'LASTID', String(last?.[0]))
    await look()
    expect(await jumps()).toEqual([group])
    expect((await readAs(group)).sort()).toEqual(idsOf(missed))
  },
)

it('a group that was set to the end of the stream is set back', async () => {
  const { bus, look, readAs, jumps } = world
  await bus.publish(checkout(1))
  await readAs('choreo-notification')
  await look()
  const missed = checkout(2)
  await bus.publish(missed)
  await bus.redis.xgroup('SETID', events.stream, 'choreo-notification', '$')
  await look()
  expect(await jumps()).toEqual(['choreo-notification'])
  expect((await readAs('choreo-notification')).sort()).toEqual(idsOf(missed))
})

it('groups that read at their own pace, start over or lose entries to a trim are not moved', async () => {
  const { bus, look, ingest, readAs, jumps, strangers } = world
  for (let n = 1; n <= 3; n++) {
    await bus.publish(checkout(2))
    await look()
    await ingest(2 * n)
    await readAs('choreo-order')
    await look()
  }
  await bus.redis.xgroup('DESTROY', events.stream, 'choreo-order')
  await look()
  await readAs('choreo-order')
  await look()
  await bus.redis.xtrim(events.stream, 'MAXLEN', 1)
  await look()
  await readAs('choreo-audit')
  await look()
  await bus.redis.flushdb()
  await look()
  await bus.publish(checkout(1))
  await readAs('choreo-audit')
  await look()
  expect([await jumps(), await strangers()]).toEqual([[], []])
})
