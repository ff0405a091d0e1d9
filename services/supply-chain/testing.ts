import { randomUUID } from 'node:crypto'
import { expect, vi } from 'vitest'
import { validationCalls, validationSaga } from '#generated/saga/validation.ts'
import { systemClock } from '#platform/base/clock.ts'
import { openPool, sql } from '#platform/postgres/pool.ts'
import { type Call, startService, tokenOf } from '../testing.ts'
import { type Forecast, startWorld } from '../testing-world.ts'
import { requestsVia } from './infrastructure/requests.ts'
import { createSupplyChainServer, type Parts, type SupplyChain } from './server.ts'

// Shared by supply-chain's tests: one running on its own database, with the real inventaire behind a gateway.

/** Shorter times than in the definition, so that tests need not wait. */
const table = {
  ...validationSaga,
  deadlineMs: 3_000,
  undo: { backoffFirstMs: 10, backoffMaxMs: 50, parkAfterAttempts: 3 },
  steps: validationSaga.steps.map((step) => ({ ...step, timeoutMs: 500 })),
}

const insertShop = sql('test-shop', 'insert into magasin (magasin_id) values ($1) on conflict do nothing')
const readLocal = sql('test-local', 'select quantite from stock_local where magasin_id = $1 and produit_id = $2')

/** Lets the last step fail, and every undo as well. */
export const undosFail: Forecast = ({ path }) => (/rendre|reprendre|rouvrir|approuver/.test(path) ? 'refused' : 'fine')

const losses = [
  sql('test-lose-steps', 'delete from etape_validation where demande_id = $1'),
  sql('test-lose-request', 'delete from demande_reapprovisionnement where demande_id = $1'),
]
const stockLosses = [
  sql('test-lose-central', 'update stock_central set disponible = initial, transfere = 0 where produit_id = $1'),
  sql('test-lose-local', 'delete from stock_local where produit_id = $1'),
]

/** The shop of every request in the tests. */
export const magasin = 2

export const openSupplyChain = async (postgresUrl: string) => {
  const world = await startWorld(postgresUrl, 'service-supply-chain')
  await world.inventaire.pool.query(insertShop, [magasin])
  let parts!: Parts
  let supplyChain!: SupplyChain
  const service = await startService(postgresUrl, 'services/supply-chain/infrastructure/migrations', (given) => {
    parts = {
      ...given,
      table,
      requests: requestsVia(world.transport),
      calls: validationCalls(world.transport),
      closing: new AbortController().signal,
      clock: systemClock,
      owner: 'one',
      leaseMs: 60_000,
    }
    supplyChain = createSupplyChainServer(parts)
    return supplyChain.server
  })
  await supplyChain.resume()
  const token = await tokenOf('gerant', randomUUID())
  const administratorId = randomUUID()
  const administrator: Call = {
    caller: 'application-administration',
    token: await tokenOf('administrateur', administratorId),
  }
  const staff: Call = { caller: 'application-administration', token }

  const validation = async (id: string) =>
    (await service.call('GET', `/api/supply-chain/demandes/${id}/validation/`, staff)).body
  const validate = (id: string, call: Call = {}) =>
    service.call('POST', `/api/supply-chain/demandes/${id}/valider/`, { ...staff, key: randomUUID(), ...call })
  /** A product with central stock, and a waiting request for it. */
  const request = async (stock: number, quantite: number): Promise<{ id: string; produit: number }> => {
    const produit = await world.product(100, stock)
    const body = { magasin_id: magasin, produit_id: produit, quantite }
    const call = { ...staff, key: randomUUID(), body }
    const answer = await world.inventaire.call('POST', '/api/inventaire/demandes-reapprovisionnement/', call)
    expect(answer.status).toBe(201)
    return { id: answer.body.demande_id, produit }
  }
  return {
    world,
    service,
    /** For tests that start other replicas on the same database. */
    parts,
    request,
    validate,
    /** A request whose validation is undone, in vain: every undo fails until the weather changes. */
    parked: async (): Promise<{ id: string; produit: number; validationId: string }> => {
      const { id, produit } = await request(100, 30)
      world.setWeather(undosFail)
      await validate(id)
      await vi.waitFor(async () => expect((await validation(id)).parquee).toBe(true), { timeout: 5_000 })
      return { id, produit, validationId: (await validation(id)).validation_id }
    },
    /** Makes inventaire's database like an older backup: without the request and the steps of its validations. */
    loseRequest: async ({ id, produit }: { id: string; produit: number }): Promise<void> => {
      const owner = openPool({ url: world.inventaire.adminUrl, name: 'test-loss', max: 1 })
      for (const one of losses) await owner.query(one, [id])
      for (const one of stockLosses) await owner.query(one, [produit])
      await owner.close()
    },
    list: (query = '') => service.call('GET', `/api/supply-chain/demandes/${query}`, staff),
    reject: (id: string, motif: string, call: Call = {}) =>
      service.call('POST', `/api/supply-chain/demandes/${id}/rejeter/`, {
        ...staff,
        key: randomUUID(),
        body: { motif },
        ...call,
      }),
    validation,
    /** The steps of the latest validation with their states, and the states of their undos. */
    stepsOf: async (id: string): Promise<string[]> =>
      (await validation(id)).etapes.map(({ etape, etat }: { etape: string; etat: string }) => `${etape} ${etat}`),
    /** An intervention of an administrator in a validation. */
    intervene: (validationId: string, operation: string, body: object, call: Call = {}) =>
      service.call('POST', `/api/supply-chain/validations/${validationId}/${operation}/`, {
        ...administrator,
        key: randomUUID(),
        body,
        ...call,
      }),
    listValidations: (query = '') => service.call('GET', `/api/supply-chain/validations/${query}`, staff),
    readValidation: (validationId: string) =>
      service.call('GET', `/api/supply-chain/validations/${validationId}/`, administrator),
    administratorId,
    /** The states of the latest validation in order; while it is undone, the undo actions instead. */
    statesOf: async (id: string): Promise<string[]> =>
      (await validation(id)).transitions.map(({ etat, action }: { etat: string; action: string | null }) =>
        action && etat === table.states.undoing ? action : etat,
      ),
    untilEnded: (id: string) =>
      vi.waitFor(async () => expect((await validation(id)).terminale).toBe(true), { timeout: 10_000 }),
    /** Where the pieces of a product are. */
    pieces: async (produit: number) => {
      const [local] = await world.inventaire.pool.query<{ quantite: number }>(readLocal, [magasin, produit])
      return { central: (await world.stockOf(produit)).disponible, local: local?.quantite ?? 0 }
    },
    statusOf: async (id: string) =>
      (await world.inventaire.call('GET', `/api/inventaire/demandes-reapprovisionnement/${id}/`, staff)).body.statut,
    stop: async (): Promise<void> => {
      await supplyChain.stop(1_000)
      await service.stop()
      await world.stop()
    },
  }
}
