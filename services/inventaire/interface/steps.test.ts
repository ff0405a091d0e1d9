import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { type Call, startService, type TestService, tokenOf } from '../../testing.ts'
import { seedInventaire } from '../infrastructure/seed.ts'
import { createInventaireServer } from '../server.ts'

let service: TestService
const [product, shop, stock, pieces] = [1, 2, 100, 30] as const
let before: { central: number; local: number }

beforeAll(async () => {
  service = await startService(inject('postgresUrl'), 'services/inventaire/infrastructure/migrations', (parts) =>
    createInventaireServer({ ...parts, clock: systemClock }),
  )
  await seedInventaire(service.pool, { seed: 1, products: 3, shops: 3, stock })
  before = await stocks()
})
afterAll(() => service.stop())

const caller = 'service-supply-chain'
const post = (url: string, body: unknown, call: Call = {}) =>
  service.call('POST', url, { key: randomUUID(), caller, body, ...call })
const get = async (url: string) => (await service.call('GET', url, { caller })).body

const stocks = async () => ({
  central: (await get(`/api/inventaire/stocks-centraux/${product}/`)).disponible,
  local: (await get(`/api/inventaire/stocks-locaux/${shop}/?limite=1`)).elements[0].disponible,
})
const moved = async () => {
  const { central, local } = await stocks()
  return { central: central - before.central, local: local - before.local }
}
const nothing = { central: 0, local: 0 }

const requestRestock = async (quantite: number = pieces): Promise<string> => {
  const token = await tokenOf('gerant', randomUUID())
  const body = { magasin_id: shop, produit_id: product, quantite }
  return (
    await post('/api/inventaire/demandes-reapprovisionnement/', body, { caller: 'application-administration', token })
  ).body.demande_id
}
const requestOf = (id: string) => get(`/api/inventaire/demandes-reapprovisionnement/${id}/`)

const steps = ['prelever-stock-central', 'livrer-stock-local', 'approuver-demande'] as const
const undos = ['rouvrir-demande', 'reprendre-stock-local', 'rendre-stock-central'] as const

/** One validation of a request: calls a step or an undo under its key, as the saga does. */
const validationOf = (demande_id: string) => {
  const validation_id = randomUUID()
  return (path: string, call: Call = {}) =>
    post(
      `/api/inventaire/validations/${path}/`,
      { validation_id, demande_id },
      { key: `${validation_id}:${path}`, ...call },
    )
}
const problemOf = ({ body }: { body: { type?: string } }) => body.type?.split(':').at(-1)

describe('the steps of a validation', () => {
  it('move the items and approve the request once, however often they are repeated', async () => {
    const id = await requestRestock()
    const call = validationOf(id)
    for (const step of steps)
      for (const key of [{}, {}, { key: randomUUID() }])
        expect(await call(step, key)).toMatchObject({ status: 200, body: { demande_id: id, etat: 'faite' } })
    expect(await moved()).toEqual({ central: -pieces, local: pieces })
    expect(await requestOf(id)).toMatchObject({ statut: 'approuvee', motif_rejet: null })
    for (const undo of undos)
      for (const key of [{}, {}, { key: randomUUID() }])
        expect(await call(undo, key)).toMatchObject({ status: 200, body: { etat: 'defaite' } })
    expect([await moved(), (await requestOf(id)).statut]).toEqual([nothing, 'en_attente'])
  })

  it('are refused after their undo, whether they ran before it or not', async () => {
    const id = await requestRestock()
    const [ran, late] = [validationOf(id), validationOf(id)]
    await ran('prelever-stock-central')
    for (const call of [ran, late]) for (const undo of undos) expect((await call(undo)).status).toBe(200)
    for (const call of [ran, late])
      for (const step of steps)
        for (const key of [{}, { key: randomUUID() }])
          expect([step, (await call(step, key)).status, problemOf(await call(step, key))]).toEqual([
            step,
            409,
            'etape-annulee',
          ])
    expect([await moved(), (await requestOf(id)).statut]).toEqual([nothing, 'en_attente'])
  })

  it('leave everything as it was if the central stock is too small, and the answer stays the same', async () => {
    const call = validationOf(await requestRestock(stock + 1))
    const first = await call('prelever-stock-central')
    expect(first).toMatchObject({
      status: 409,
      body: { lignes: [{ produit_id: product, quantite: stock + 1, disponible: before.central }] },
    })
    expect((await call('prelever-stock-central')).body).toEqual(first.body)
    expect(problemOf(await call('livrer-stock-local'))).toBe('etape-annulee')
    expect(await moved()).toEqual(nothing)
  })

  it('of two validations let one approve, and the undo of the other leaves it alone', async () => {
    const id = await requestRestock()
    const calls = [validationOf(id), validationOf(id)]
    for (const step of steps.slice(0, 2)) await Promise.all(calls.map((call) => call(step)))
    expect(await moved()).toEqual({ central: -2 * pieces, local: 2 * pieces })
    const answers = await Promise.all(calls.map((call) => call('approuver-demande')))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const loser = calls[answers.findIndex(({ status }) => status === 409)]
    for (const undo of undos) await loser?.(undo)
    expect(await moved()).toEqual({ central: -pieces, local: pieces })
    expect((await requestOf(id)).statut).toBe('approuvee')
    const winner = calls[answers.findIndex(({ status }) => status === 200)]
    for (const undo of undos) await winner?.(undo)
    expect(await moved()).toEqual(nothing)
  })

  it('refuse an older epoch than the newest, also after a repeated call', async () => {
    const call = validationOf(await requestRestock())
    expect((await call('prelever-stock-central', { epoch: 1 })).status).toBe(200)
    expect((await call('prelever-stock-central', { epoch: 3 })).status).toBe(200)
    const old = await call('rendre-stock-central', { epoch: 2 })
    expect([old.status, problemOf(old)]).toEqual([409, 'validation-reprise'])
    expect((await call('rendre-stock-central', { epoch: 3 })).status).toBe(200)
    expect(await moved()).toEqual(nothing)
  })

  it('belong to supply-chain alone, and know only stored requests', async () => {
    const call = validationOf(await requestRestock())
    const unknown = validationOf(randomUUID())
    for (const path of [...steps, ...undos]) {
      expect((await call(path, { caller: 'service-saga-orchestrator' })).status).toBe(403)
      expect([(await unknown(path)).status, problemOf(await unknown(path))]).toEqual([404, 'demande-inconnue'])
    }
  })
})

describe('a rejection', () => {
  const auteur = { auteur: 'd.roy', role: 'gerant', application: 'application-administration' }
  const reject = (id: string, motif: string, call: Call = {}) =>
    post(`/api/inventaire/demandes-reapprovisionnement/${id}/rejeter/`, { motif, auteur }, call)

  it('stores its reason, once, and is repeated by its key', async () => {
    const id = await requestRestock()
    const key = randomUUID()
    const first = await reject(id, 'Fin de saison', { key })
    expect(first).toMatchObject({
      status: 200,
      body: { demande_id: id, statut: 'rejetee', motif_rejet: 'Fin de saison' },
    })
    expect(await reject(id, 'Fin de saison', { key })).toEqual(first)
    expect((await reject(id, 'Autre motif', { key })).status).toBe(422)
    expect(problemOf(await reject(id, 'Fin de saison'))).toBe('demande-deja-traitee')
    expect(await requestOf(id)).toEqual(first.body)
  })

  it('needs a reason with a visible character', async () => {
    const id = await requestRestock()
    for (const motif of ['', '  ', '\n']) expect((await reject(id, motif)).status).toBe(400)
    expect((await requestOf(id)).statut).toBe('en_attente')
    expect((await reject(randomUUID(), 'Fin de saison')).status).toBe(404)
  })

  it('during a validation makes its last step fail', async () => {
    const id = await requestRestock()
    const call = validationOf(id)
    await call('prelever-stock-central')
    await reject(id, 'Fin de saison')
    expect(problemOf(await call('livrer-stock-local'))).toBe('demande-deja-traitee')
    for (const undo of undos) await call(undo)
    expect([await moved(), (await requestOf(id)).statut]).toEqual([nothing, 'rejetee'])
  })
})
