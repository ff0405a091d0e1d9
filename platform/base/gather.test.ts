import { expect, it } from 'vitest'
import { gather } from './gather.ts'

/** A writer that records its batches and ends each on command. */
const heldWriter = () => {
  const batches: string[][] = []
  const held: { resolve: (results: string[]) => void; reject: (error: Error) => void }[] = []
  return {
    batches,
    write: (items: readonly string[]) => {
      batches.push([...items])
      return new Promise<string[]>((resolve, reject) => held.push({ resolve, reject }))
    },
    end: () =>
      held.shift()?.resolve((batches[batches.length - held.length - 1] ?? []).map((item) => `${item} written`)),
    fail: (message: string) => held.shift()?.reject(new Error(message)),
  }
}
const settled = async (work: Promise<string>[]): Promise<string[]> =>
  (await Promise.allSettled(work)).map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))
const turns = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await Promise.resolve()
}
const isUndone = (error: unknown): boolean => (error as Error).message === 'undone'

it('an idle writer writes at once, and items that arrive meanwhile share the next write', async () => {
  const writer = heldWriter()
  const put = gather({ write: writer.write, itemsMax: 10, isUndone })
  const work = ['a', 'b', 'c'].map(put)
  expect(writer.batches).toEqual([['a']])
  writer.end()
  await turns()
  expect(writer.batches).toEqual([['a'], ['b', 'c']])
  writer.end()
  expect(await settled(work)).toEqual(['a written', 'b written', 'c written'])
  const later = put('d')
  expect(writer.batches.at(-1)).toEqual(['d'])
  writer.end()
  expect(await later).toBe('d written')
})

it('a write contains at most itemsMax items', async () => {
  const writer = heldWriter()
  const put = gather({ write: writer.write, itemsMax: 2, isUndone })
  const work = ['a', 'b', 'c', 'd'].map(put)
  for (let i = 0; i < 3; i++) {
    writer.end()
    await turns()
  }
  await settled(work)
  expect(writer.batches).toEqual([['a'], ['b', 'c'], ['d']])
})

it('if a failed write had no effect, each item is retried alone, and only the faulty one fails', async () => {
  const batches: string[][] = []
  const put = gather<string, string>({
    write: async (items) => {
      batches.push([...items])
      if (items.includes('bad')) throw new Error('undone')
      return items.map((item) => `${item} written`)
    },
    itemsMax: 10,
    isUndone,
  })
  expect(await settled(['first', 'good', 'bad', 'better'].map(put))).toEqual([
    'first written',
    'good written',
    'undone',
    'better written',
  ])
  expect(batches).toEqual([['first'], ['good', 'bad', 'better'], ['good'], ['bad'], ['better']])
})

it('a write with an unknown effect is not retried and fails for all its items, and the next write continues', async () => {
  const writer = heldWriter()
  const put = gather({ write: writer.write, itemsMax: 10, isUndone })
  const work = ['a', 'b', 'c'].map(put)
  writer.end()
  await turns()
  writer.fail('connection lost')
  expect(await settled(work)).toEqual(['a written', 'connection lost', 'connection lost'])
  expect(writer.batches).toHaveLength(2)
  const later = put('d')
  writer.end()
  expect(await later).toBe('d written')
})
