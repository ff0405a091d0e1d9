import { expect, it } from 'vitest'
import { fairQueue, Overloaded } from './fair-queue.ts'

const limits = { atOnce: 1, waitingMax: 100, perSourceMax: 100, perAccountMax: 100, waitMaxMs: 60_000 }

/** A queue whose work ends on command; `done` lists what ran, in order. */
const stage = (given: Partial<typeof limits> = {}) => {
  const queue = fairQueue({ ...limits, ...given })
  const done: string[] = []
  const gates: (() => void)[] = []
  let most = 0
  let running = 0
  const ask = (source: string, account: string, signal?: AbortSignal) => {
    const work = async (): Promise<void> => {
      most = Math.max(most, ++running)
      done.push(`${source}/${account}`)
      await new Promise<void>((resolve) => gates.push(resolve))
      running -= 1
    }
    const asked = queue({ source, account }, work, signal)
    asked.catch(() => {})
    return asked
  }
  const finishAll = async (asked: Promise<void>[]): Promise<void> => {
    const settled = Promise.allSettled(asked)
    let over = false
    void settled.then(() => {
      over = true
    })
    while (!over) {
      gates.shift()?.()
      await new Promise(setImmediate)
    }
  }
  return { ask, done, finishAll, most: () => most }
}

it('runs no more work at once than allowed', async () => {
  const { ask, finishAll, most, done } = stage({ atOnce: 2 })
  await finishAll(Array.from({ length: 9 }, (_, n) => ask('a', `${n}`)))
  expect([most(), done.length]).toEqual([2, 9])
})

it('serves sources in turn, however many requests one of them makes', async () => {
  const { ask, finishAll, done } = stage()
  const asked = [...Array.from({ length: 5 }, (_, n) => ask('many', `${n}`)), ask('one', 'x'), ask('other', 'y')]
  await finishAll(asked)
  expect(done).toEqual(['many/0', 'many/1', 'one/x', 'other/y', 'many/2', 'many/3', 'many/4'])
})

it('serves the accounts of a source in turn', async () => {
  const { ask, finishAll, done } = stage()
  await finishAll([ask('a', '0'), ask('a', 'x'), ask('a', 'x'), ask('a', 'x'), ask('a', 'y')])
  expect(done).toEqual(['a/0', 'a/x', 'a/y', 'a/x', 'a/x'])
})

it('rejects requests above the limit of one source, or of one of its accounts', async () => {
  const { ask, finishAll } = stage({ perSourceMax: 3, perAccountMax: 2 })
  const asked = [ask('a', '0'), ask('a', 'x'), ask('a', 'x'), ask('a', 'y')]
  await expect(ask('a', 'z')).rejects.toBeInstanceOf(Overloaded)
  const other = [ask('c', 'x'), ask('c', 'x')]
  await expect(ask('c', 'x')).rejects.toBeInstanceOf(Overloaded)
  await finishAll([...asked, ...other])
})

it('makes room in a full queue at the expense of the source with the most waiting requests', async () => {
  const { ask, finishAll, done } = stage({ waitingMax: 4 })
  const flood = Array.from({ length: 5 }, (_, n) => ask('many', `${n}`))
  const newcomers = [ask('one', 'x'), ask('other', 'y')]
  await expect(flood[4]).rejects.toBeInstanceOf(Overloaded)
  await expect(flood[3]).rejects.toBeInstanceOf(Overloaded)
  await finishAll([...flood, ...newcomers])
  expect(done).toEqual(['many/0', 'many/1', 'one/x', 'other/y', 'many/2'])
})

it('does not make room for a source that would then have as many requests as the one that loses one', async () => {
  const { ask, finishAll } = stage({ waitingMax: 2 })
  const asked = [ask('a', '0'), ask('a', '1'), ask('b', '1')]
  await expect(ask('c', '1')).rejects.toBeInstanceOf(Overloaded)
  await finishAll(asked)
})

it('runs nothing for a caller that waited too long or has disconnected', async () => {
  const { ask, finishAll, done } = stage({ waitMaxMs: 20 })
  const gone = new AbortController()
  const first = ask('a', '0')
  const left = ask('b', '1', gone.signal)
  const slow = ask('c', '2')
  gone.abort()
  await expect(left).rejects.toThrow('disconnected')
  await expect(slow).rejects.toThrow('too long')
  await finishAll([first])
  await finishAll([ask('d', '3')])
  expect(done).toEqual(['a/0', 'd/3'])
})
