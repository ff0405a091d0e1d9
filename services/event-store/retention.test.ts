import { describe, expect, it } from 'vitest'
import { readAnchor } from './infrastructure/anchor.ts'
import { storeEvents } from './infrastructure/events.ts'
import { refuseEarlyRemoval, removeDays } from './infrastructure/removals.ts'
import { terminalTypes } from './infrastructure/states.ts'
import { verifySnapshot } from './infrastructure/verification.ts'
import {
  anchor,
  bothAtOnce,
  dayOf,
  daysAgo,
  owner,
  partitions,
  pool,
  sealAll,
  storeOld,
  violations,
} from './integrity-testing.ts'
import { checkoutAt, success } from './testing.ts'

describe('retention', () => {
  const today = () => dayOf(Date.now())
  const remove = (retentionDays = 30) =>
    removeDays(pool, { anchor: anchor, first: today(), retentionDays, nowMs: Date.now() })

  it('a retention of less than 30 days is rejected', async () => {
    await storeOld(success(checkoutAt(daysAgo(40))))
    await expect(remove(29)).rejects.toThrow('kept for 30 days or more')
  })

  it('a day is removed once it is old enough and sealed and all its checkouts have ended; its seals stay', async () => {
    const open = success(checkoutAt(daysAgo(50)))
    await storeOld([...success(checkoutAt(daysAgo(40))), ...open.slice(0, 3), ...success(checkoutAt(daysAgo(5)))])
    const removed = async () => (await remove()).map(({ kept }) => kept)
    expect(await removed()).toEqual(['it is not sealed', 'it is not sealed', 'it is not older than the retention'])
    await sealAll()
    expect(await removed()).toEqual(['1 of its checkouts have not ended', null, 'it is not older than the retention'])
    expect(await partitions()).toHaveLength(2)
    expect(await verifySnapshot(pool, await readAnchor(anchor))).toMatchObject({
      events: 7,
      seals: 3,
      violations: [],
    })
    await storeEvents(pool, open.slice(3))
    expect((await removed())[0]).toBe('it is not sealed')
    await sealAll()
    expect((await removed())[0]).toBeNull()
    expect(await violations()).toEqual([])
  })

  it('a day that two instances remove at once is removed once, and neither fails', async () => {
    await storeOld(success(checkoutAt(daysAgo(40))))
    await sealAll()
    const removals = await bothAtOnce(7243101, () => remove())
    expect(new Set(removals.flat().map(({ kept }) => kept))).toEqual(new Set(['there is no such day', null]))
  })

  it('an event of a day that was removed is rejected with the reason, not stored as a new version 1', async () => {
    const checkoutId = checkoutAt(daysAgo(40))
    await storeOld(success(checkoutId))
    await sealAll()
    await remove()
    await expect(storeEvents(pool, success(checkoutId))).rejects.toThrow('was removed after its retention')
  })

  it('a removal is announced in the anchor, once, before the day is removed', async () => {
    await storeOld(success(checkoutAt(daysAgo(40))))
    await remove()
    expect((await readAnchor(anchor)).removals).toEqual([])
    await sealAll()
    await Promise.all([remove(), remove()])
    const [line, ...more] = (await readAnchor(anchor)).removals
    expect([line?.retrait, more]).toEqual([dayOf(daysAgo(40)), []])
  })

  const forgeries: [what: string, change: string, finding: RegExp][] = [
    [
      'was removed by the service past its anchor',
      `select remove_event_day('DAY', 30)`,
      /is not announced in the anchor/,
    ],
    [
      'was removed too early',
      `drop table event_PART; update event_day set removed_at = 'DAY'::date + 10, events = 4, checkouts = 1 where day = 'DAY'`,
      /was removed before its retention ended/,
    ],
    [
      'held more than its removal records',
      `drop table event_PART; update event_day set removed_at = now(), events = 1, checkouts = 1 where day = 'DAY'`,
      /was removed with 1 events of 1 checkouts; its last seal covers 4 of 1/,
    ],
    [
      'lies in the future',
      `insert into event_day (day, removed_at, events, checkouts) values (current_date + 400, now(), 0, 0)`,
      /can't have been removed: it is not over/,
    ],
    [
      'is no date',
      `insert into event_day (day, removed_at, events, checkouts) values ('-infinity', now(), 0, 0)`,
      /the day -infinity can't have been removed/,
    ],
  ]
  it.each(forgeries)('verify reports a removed day that %s', async (_what, change, finding) => {
    await storeOld(success(checkoutAt(daysAgo(40))))
    await sealAll()
    expect(await violations()).toEqual([])
    const day = dayOf(daysAgo(40))
    await owner.raw.query(change.replaceAll('DAY', day).replaceAll('PART', day.replaceAll('-', '')))
    expect(await violations()).toContainEqual(expect.stringMatching(finding))
  })

  it('a service whose store lacks a day that was removed too early is not ready, and names the day', async () => {
    await storeEvents(pool, success())
    await expect(refuseEarlyRemoval(pool)).resolves.toBeUndefined()
    await owner.raw.query('update event_day set removed_at = now()')
    await expect(refuseEarlyRemoval(pool)).rejects.toThrow(`the day ${today()} was removed before its retention ended`)
  })

  it('the database and the process definition name the same terminal event types', async () => {
    const { rows } = await owner.raw.query<{ prosrc: string }>(
      `select prosrc from pg_proc where proname = 'event_day_kept'`,
    )
    const listed = /type in \(([^)]*)\)/.exec(rows[0]?.prosrc ?? '')?.[1]?.split(', ')
    expect(listed?.map((type) => type.replaceAll("'", '')).sort()).toEqual([...terminalTypes].sort())
  })
})
