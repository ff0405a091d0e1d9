import { expect, it } from 'vitest'
import { type EnRetard, type Fin, terminerEnRetard } from './terminer-en-retard.ts'

const fin: Fin<never> = { outcome: { etat: 'ECHOUE', motif: 'X' }, messages: [] }

/** `count` overdue checkouts, handed out as the database does: each once, until it is postponed to now. */
const overdue = (count: number, conclure: (nth: number) => Promise<Fin<never> | undefined>) => {
  const due: EnRetard[] = Array.from({ length: count }, (_, nth) => ({
    checkout_id: String(nth),
    client_id: 'c',
    tentatives: 5,
  }))
  const stopping = new AbortController()
  const seen = { ended: new Set<number>(), postponed: [] as number[], reported: new Set<number>(), parked: 0 }
  const terminer = terminerEnRetard<never>({
    prendre: async (max) => due.splice(0, max),
    conclure: ({ checkout_id }) => conclure(Number(checkout_id)),
    terminer: async ({ checkout_id }) => {
      seen.ended.add(Number(checkout_id))
      return true
    },
    reporter: async (_checkout, apresMs) => void seen.postponed.push(apresMs),
    garer: () => {
      seen.parked += 1
    },
    signaler: ({ checkout_id }) => void seen.reported.add(Number(checkout_id)),
    signal: stopping.signal,
  })
  return { terminer, seen, due, stop: () => stopping.abort() }
}

it('checkouts that can not be ended block no other, are reported and are retried later', async () => {
  const { terminer, seen } = overdue(100, async (nth) => {
    if (nth < 20) throw new Error('an unexpected answer')
    return fin
  })
  expect(await terminer()).toEqual({ reussis: 0, echoues: 80, reportes: 20 })
  expect(seen.ended.size).toBe(80)
  expect([...seen.reported].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, nth) => nth))
  expect(new Set(seen.postponed)).toEqual(new Set([16_000]))
})

it('a stopping process takes no more checkouts and releases its own to the others at once', async () => {
  const { terminer, seen, due, stop } = overdue(100, async (nth) => {
    if (nth === 10) stop()
    return nth < 10 ? fin : undefined
  })
  const { echoues, reportes } = await terminer()
  expect(echoues).toBe(10)
  expect(reportes).toBeGreaterThan(0)
  expect(reportes).toBeLessThanOrEqual(30)
  expect(due).toHaveLength(100 - echoues - reportes)
  expect(new Set(seen.postponed)).toEqual(new Set([0]))
  expect(seen.parked).toBe(0)
})

it('takes a checkout only when it can process it, since its lease would expire while it waits', async () => {
  const total = 50
  let started = 0
  const waitingForTheirTurn = new Set<number>()
  const { terminer, seen, due } = overdue(total, async () => {
    started += 1
    await new Promise(setImmediate)
    waitingForTheirTurn.add(total - due.length - started)
    return fin
  })
  await terminer()
  expect(seen.ended.size).toBe(total)
  expect(waitingForTheirTurn).toEqual(new Set([0]))
})
