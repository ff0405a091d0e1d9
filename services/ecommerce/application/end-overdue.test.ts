import { expect, it } from 'vitest'
import { type End, endOverdue, type Overdue } from './end-overdue.ts'

const end: End<never> = { outcome: { etat: 'ECHOUE', motif: 'X' }, messages: [] }

/** `count` overdue checkouts, handed out as the database does: each once, until it is postponed to now. */
const overdue = (count: number, conclude: (nth: number) => Promise<End<never> | undefined>) => {
  const due: Overdue[] = Array.from({ length: count }, (_, nth) => ({
    checkout_id: String(nth),
    client_id: 'c',
    tentatives: 5,
  }))
  const stopping = new AbortController()
  const seen = { ended: new Set<number>(), postponed: [] as number[], reported: new Set<number>(), parked: 0 }
  const end = endOverdue<never>({
    take: async (max) => due.splice(0, max),
    conclude: ({ checkout_id }) => conclude(Number(checkout_id)),
    end: async ({ checkout_id }) => {
      seen.ended.add(Number(checkout_id))
      return true
    },
    postpone: async (_checkout, afterMs) => void seen.postponed.push(afterMs),
    park: () => {
      seen.parked += 1
    },
    report: ({ checkout_id }) => void seen.reported.add(Number(checkout_id)),
    signal: stopping.signal,
  })
  return { endAll: end, seen, due, stop: () => stopping.abort() }
}

it('checkouts that can not be ended block no other, are reported and are retried later', async () => {
  const { endAll, seen } = overdue(100, async (nth) => {
    if (nth < 20) throw new Error('an unexpected answer')
    return end
  })
  expect(await endAll()).toEqual({ succeeded: 0, failed: 80, postponed: 20 })
  expect(seen.ended.size).toBe(80)
  expect([...seen.reported].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, nth) => nth))
  expect(new Set(seen.postponed)).toEqual(new Set([16_000]))
})

it('a stopping process takes no more checkouts and releases its own to the others at once', async () => {
  const { endAll, seen, due, stop } = overdue(100, async (nth) => {
    if (nth === 10) stop()
    return nth < 10 ? end : undefined
  })
  const { failed, postponed } = await endAll()
  expect(failed).toBe(10)
  expect(postponed).toBeGreaterThan(0)
  expect(postponed).toBeLessThanOrEqual(30)
  expect(due).toHaveLength(100 - failed - postponed)
  expect(new Set(seen.postponed)).toEqual(new Set([0]))
  expect(seen.parked).toBe(0)
})

it('takes a checkout only when it can process it, since its lease would expire while it waits', async () => {
  const total = 50
  let started = 0
  const waitingForTheirTurn = new Set<number>()
  const { endAll, seen, due } = overdue(total, async () => {
    started += 1
    await new Promise(setImmediate)
    waitingForTheirTurn.add(total - due.length - started)
    return end
  })
  await endAll()
  expect(seen.ended.size).toBe(total)
  expect(waitingForTheirTurn).toEqual(new Set([0]))
})
