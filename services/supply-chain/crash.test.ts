import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest'
import { validationSaga } from '#generated/saga/validation.ts'
import type { CrashPhase } from '#platform/base/crash-points.ts'
import { tokenOf } from '../testing.ts'
import type { Weather } from '../testing-world.ts'
import type { ValidationLog } from './application/ports.ts'
import { createSupplyChainServer, type Parts } from './server.ts'
import { openSupplyChain } from './testing.ts'

// A replica dies at each boundary of a validation: before and after each write to the log, and around each call. It starts
// again on the same log, and the validation must end as if nothing had happened.

const { world, request, parts, validation, pieces, statusOf, untilEnded, stop } = await openSupplyChain(
  inject('postgresUrl'),
)
afterEach(() => world.setWeather(() => 'fine'))
afterAll(stop)

class Died extends Error {}

/** What the last step meets, and whether the validation then succeeds. */
const endings: readonly { ending: string; weather: Weather; succeeds: boolean }[] = [
  { ending: 'it succeeds', weather: 'fine', succeeds: true },
  { ending: 'its last step is refused', weather: 'refused', succeeds: false },
  { ending: 'the answer of its last step is lost', weather: 'answer-dropped', succeeds: false },
]
const meet = (weather: Weather): void =>
  world.setWeather(({ path }) => (path.includes('approuver-demande') ? weather : 'fine'))

/** A log that counts its writes and dies before or after one of them. */
const dyingLog = (at: number, when: 'before' | 'after') => {
  const seen = { writes: 0, died: false }
  const breakLog = (log: ValidationLog): ValidationLog => ({
    ...log,
    append: async (id, entries) => {
      if (seen.died) throw new Died()
      seen.writes += 1
      seen.died = seen.writes === at
      if (seen.died && when === 'before') throw new Died()
      await log.append(id, entries)
      if (seen.died) throw new Died()
    },
  })
  return { seen, breakLog }
}

/** A replica that dies at a point of the code. */
const dyingAt = (step: string, phase: CrashPhase) => {
  const seen = { died: false }
  const reach: NonNullable<Parts['reach']> = (place, at) => {
    if (seen.died || place !== step || at !== phase) return
    seen.died = true
    throw new Died()
  }
  return { seen, reach }
}

const validateAt = async (id: string, more: Partial<Parts>) => {
  const replica = createSupplyChainServer({ ...parts, ...more })
  await replica.resume()
  const token = await tokenOf('gerant', randomUUID())
  const answer = replica.server.inject({
    method: 'POST',
    url: `/api/supply-chain/demandes/${id}/valider/`,
    headers: {
      'x-gateway-secret': parts.gatewaySecret,
      'x-consumer-username': 'application-administration',
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
    },
  })
  await answer
  await replica.stop(0)
}

/** Runs a validation on a replica that dies, then on its successor, and checks how it ended. */
const endsWell = async (dying: Partial<Parts>, seen: { died: boolean }, succeeds: boolean): Promise<void> => {
  const { id, produit } = await request(100, 30)
  const owner = randomUUID()
  await validateAt(id, { ...dying, owner })
  expect(seen.died).toBe(true)
  const successor = createSupplyChainServer({ ...parts, owner })
  await successor.resume()
  await untilEnded(id)
  await successor.stop(1_000)
  const { etat, motif } = await validation(id)
  expect([etat, motif === null]).toEqual([succeeds ? 'VALIDATION_TERMINEE' : 'VALIDATION_ANNULEE', succeeds])
  expect(await pieces(produit)).toEqual(succeeds ? { central: 70, local: 30 } : { central: 100, local: 0 })
  expect(await statusOf(id)).toBe(succeeds ? 'approuvee' : 'en_attente')
}

/** The number of writes of a validation whose replica survives. */
const writesOf = async (weather: Weather): Promise<number> => {
  meet(weather)
  const { seen, breakLog } = dyingLog(-1, 'before')
  const { id } = await request(100, 30)
  await validateAt(id, { breakLog, owner: randomUUID() })
  return seen.writes
}

const counted = await Promise.all(endings.map(async (one) => ({ ...one, writes: 0 })))
for (const one of counted) one.writes = await writesOf(one.weather)

describe.each(counted)(
  'a validation ends well although its replica dies, when $ending',
  ({ weather, succeeds, writes }) => {
    const nth = Array.from({ length: writes }, (_, index) => index + 1)
    it('has at least one write for each of its three steps', () => expect(writes).toBeGreaterThan(3))

    it.each(nth.flatMap((at) => [[at, 'before'] as const, [at, 'after'] as const]))(
      'at write %i, %s it',
      async (at, when) => {
        meet(weather)
        const { seen, breakLog } = dyingLog(at, when)
        await endsWell({ breakLog }, seen, succeeds)
      },
    )

    const steps = validationSaga.steps.map(({ id }) => id)
    const undone = succeeds ? [] : steps.slice(0, weather === 'answer-dropped' ? 3 : 2)
    const points = [
      ...steps.flatMap((step) => [[step, 'before-effect'] as const, [step, 'after-effect'] as const]),
      ...steps.slice(0, succeeds ? 3 : 2).map((step) => [step, 'before-ack'] as const),
      ...undone.map((step) => [step, 'during-undo'] as const),
    ]
    it.each(points)('at %s, %s', async (step, phase) => {
      meet(weather)
      const { seen, reach } = dyingAt(step, phase)
      await endsWell({ reach }, seen, succeeds)
    })
  },
)
