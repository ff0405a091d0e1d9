import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { inject, vi } from 'vitest'
import type { Role } from '#generated/roles.ts'
import type { ServerOperation } from '#platform/http/route.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { backOffice } from '#services/ecommerce/interface/staff-testing.ts'
import { startShop } from '#services/ecommerce/testing.ts'
import { startOrchestrator } from '#services/saga-orchestrator/testing.ts'
import { openSupplyChain } from '#services/supply-chain/testing.ts'
import { tokenOf } from '#services/testing.ts'
import { callerFor } from '../conformance/example-requests.ts'
import { startServer } from '../conformance/servers.ts'

// The real services of the shop, each on its own database, for the test of their logs of operations.

export const openSystems = async () => {
  const postgresUrl = inject('postgresUrl')
  const redisUrl = inject('redisUrl')
  const supplyChain = await openSupplyChain(postgresUrl)
  const orchestrator = await startOrchestrator(postgresUrl)
  const eventStore = await startServer('event-store', { postgresUrl, redisUrl })
  const routes = { '/api/commandes/': supplyChain.world.commandes.server, '/api/event-store/': eventStore.server }
  const shop = await startShop({ postgresUrl, redisUrl }, { routes })
  const staff = await backOffice(shop)
  const { world } = supplyChain
  const services: Record<string, { server: FastifyInstance; pool: Pool }> = {
    catalogue: world.catalogue,
    inventaire: world.inventaire,
    commandes: world.commandes,
    'supply-chain': supplyChain.service,
    'saga-orchestrator': orchestrator.service,
    ecommerce: { server: shop.ecommerce().server, pool: shop.pool },
    'event-store': eventStore,
  }
  return {
    services,
    world,
    supplyChain,
    orchestrator,
    shop,
    eventStore: eventStore.pool,
    staff,
    stop: async (): Promise<void> => {
      await supplyChain.stop()
      await orchestrator.stop()
      await shop.stop()
      await eventStore.stop()
    },
  }
}
export type Systems = Awaited<ReturnType<typeof openSystems>>

/** The parts of a request that the operation doesn't fix. */
export type Request = { path?: Record<string, string | number>; query?: Record<string, string>; body?: unknown }
export type By = { id: string; role: Role; key: string }

/** Sends a request to its service as the gateway would; returns the status. */
export const send = async (
  { services }: Systems,
  [service, operation]: readonly [string, ServerOperation],
  { path = {}, query, body }: Request,
  { id, role, key }: By,
): Promise<number> => {
  const running = services[service]
  if (running === undefined)
    throw new Error(`${service} does not run in this test; start it in ${import.meta.filename}`)
  const url = operation.url.replace(/:(\w+)/g, (_, name: string) => String(path[name]))
  const response = await running.server.inject({
    method: operation.method as 'POST',
    url: query === undefined ? url : `${url}?${new URLSearchParams(query)}`,
    headers: {
      'x-gateway-secret': 'secret-of-the-tests',
      'x-consumer-username': callerFor({ ...operation, roles: [role] }),
      'x-correlation-id': key,
      'idempotency-key': key,
      authorization: `Bearer ${await tokenOf(role, id)}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return response.statusCode
}

/** A saga that its orchestrator can't end: nothing answers its undo. */
export const parkedSaga = async ({ orchestrator }: Systems): Promise<string> => {
  const product = await orchestrator.world.product(100, 5)
  orchestrator.world.setWeather(({ path }) => (/enregistrer|augmenter/.test(path) ? 'refused' : 'fine'))
  const before = await orchestrator.newest()
  void orchestrator.checkout([{ produit_id: product, quantite: 1 }], { key: randomUUID() })
  await vi.waitFor(async () => {
    const newest = await orchestrator.newest()
    if (newest === before) throw new Error('not accepted yet')
    const states = await orchestrator.statesOf(newest)
    if (!states.includes('augmenterStock parked')) throw new Error(`not parked: ${states}`)
  }, 5_000)
  return orchestrator.newest()
}
