import { expect, it } from 'vitest'
import { openSlots } from './slots.ts'

it('a slot is free again once its work has settled, even if the work fails', async () => {
  const slots = openSlots(2)
  const { promise, resolve } = Promise.withResolvers<void>()
  const failing = Promise.reject(new Error('failed'))
  slots.occupy('1-0', promise)
  expect([slots.free(), [...slots.ids]]).toEqual([1, ['1-0']])
  const freed = slots.freed()
  resolve()
  await freed
  expect([slots.free(), [...slots.ids]]).toEqual([2, []])
  slots.occupy('2-0', failing)
  await expect(slots.emptied()).rejects.toThrow('failed')
  expect(slots.free()).toBe(2)
})

it('the end of all work is awaited', async () => {
  const slots = openSlots(2)
  const order: string[] = []
  const work = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  work.forEach(({ promise }, index) => {
    slots.occupy(`${index}-0`, promise)
  })
  const emptied = slots.emptied().then(() => order.push('emptied'))
  work[0]?.resolve()
  await slots.freed()
  order.push('one freed')
  work[1]?.resolve()
  await emptied
  expect(order).toEqual(['one freed', 'emptied'])
})
