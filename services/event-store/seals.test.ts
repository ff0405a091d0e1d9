import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readAnchor } from './infrastructure/anchor.ts'
import { storeEvents } from './infrastructure/events.ts'
import { sealDays } from './infrastructure/seals.ts'
import { verifySnapshot } from './infrastructure/verification.ts'
import { anchor, bothAtOnce, dayOf, daysAgo, folder, owner, pool, sealAll, violations } from './integrity-testing.ts'
import { checkoutAt, failure, success } from './testing.ts'

describe('seals', () => {
  it('every seal is in the anchor, and sealing the same events again makes none', async () => {
    await storeEvents(pool, [...success(checkoutAt(daysAgo(1))), ...success(), ...failure()])
    const made = await sealAll()
    expect(made.map(({ day, events: count, checkouts }) => [day, count, checkouts])).toEqual([
      [dayOf(daysAgo(1)), 4, 1],
      [dayOf(Date.now()), 9, 2],
    ])
    expect((await readAnchor(anchor)).seals).toEqual(made)
    expect(await sealAll()).toEqual([])
    expect(await verifySnapshot(pool, await readAnchor(anchor))).toMatchObject({
      seals: 2,
      unsealed: 0,
      violations: [],
    })
  })

  it('a late event is kept, and a further seal of its day covers it', async () => {
    const late = success(checkoutAt(daysAgo(2)))
    await storeEvents(pool, late.slice(0, 3))
    await sealAll()
    await storeEvents(pool, late.slice(3))
    expect(await verifySnapshot(pool, await readAnchor(anchor))).toMatchObject({ unsealed: 1, violations: [] })
    const [first] = (await readAnchor(anchor)).seals
    const { rows } = await pool.raw.query(`select events, encode(root, 'hex') as root from event_root($1, $2)`, [
      first?.day,
      first?.up_to_position,
    ])
    expect(rows).toEqual([{ events: 3, root: first?.root }])
    expect(await sealAll()).toMatchObject([{ number: 2, day: dayOf(daysAgo(2)), events: 4 }])
    expect(await verifySnapshot(pool, await readAnchor(anchor))).toMatchObject({ unsealed: 0, violations: [] })
  })

  it('a seal is in the anchor once even if two instances seal at the same time', async () => {
    await storeEvents(pool, success(checkoutAt(daysAgo(2))))
    const made = await bothAtOnce(7243103, sealAll)
    expect(made.flat()).toHaveLength(1)
    expect((await readAnchor(anchor)).seals).toHaveLength(1)
    expect(await violations()).toEqual([])
  })

  it('a seal that a crash kept out of the anchor is appended next time', async () => {
    await storeEvents(pool, success())
    await sealAll()
    await rm(anchor)
    expect(await violations()).toEqual([`seal 1 (${dayOf(Date.now())}) is missing from the anchor`])
    await sealAll()
    expect(await violations()).toEqual([])
  })

  it('the anchor reveals a consistent rewrite of history, chain and seals in the database', async () => {
    await storeEvents(pool, success())
    await sealAll()
    await owner.raw.query('truncate event, event_seal')
    await storeEvents(pool, success())
    await sealDays(pool, join(folder, 'other'), dayOf(Date.now()))
    expect(await verifySnapshot(pool, undefined)).toMatchObject({ violations: [] })
    expect(await violations()).toEqual([`seal 1 (${dayOf(Date.now())}) differs from the anchor`])
    await expect(sealAll()).rejects.toThrow('which the database does not have')
  })

  it("the seal's counts reveal the removal of a checkout's last event, and of a whole checkout", async () => {
    await storeEvents(pool, [...success(), ...success()])
    await sealAll()
    await owner.raw.query(
      'delete from event where version = 4 and checkout_id = (select checkout_id from event order by 1 limit 1)',
    )
    expect(await violations()).toEqual([expect.stringContaining('covers 8 events of 2 checkouts, there are 7 of 2')])
    await owner.raw.query('delete from event where checkout_id = (select checkout_id from event order by 1 limit 1)')
    expect(await violations()).toEqual([expect.stringContaining('there are 4 of 1')])
  })

  it('an anchor that ends in the middle of a line is reported with its line', async () => {
    await storeEvents(pool, success())
    await sealAll()
    await writeFile(anchor, `${await readFile(anchor, 'utf8')}{"number":2`)
    await expect(readAnchor(anchor)).rejects.toThrow('line 2 is not a seal')
  })
})
