import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { expect, vi } from 'vitest'
import { checkoutCalls, checkoutSaga } from '#generated/saga/checkout.ts'
import { systemClock } from '#platform/base/clock.ts'
import { sql } from '#platform/postgres/pool.ts'
import { type Call, startService, tokenOf } from '../testing.ts'
import { startWorld } from '../testing-world.ts'
import { createSagaOrchestratorServer, type Parts, type SagaOrchestratorServer } from './server.ts'

// Shared by the orchestrator's tests: one running on its own database, with the real participants behind a gateway.

/** Shorter times than in the definition, so that tests need not wait. */
const table = {
  ...checkoutSaga,
  deadlineMs: 3_000,
  undo: { backoffFirstMs: 10, backoffMaxMs: 50, parkAfterAttempts: 3 },
  steps: checkoutSaga.steps.map((step) => ({ ...step, timeoutMs: 500 })),
}

/** The call that creates the order. */
export const creation = '/api/commandes/enregistrer-vente/'

const readNewest = sql('test-newest-saga', 'select saga_id as id from saga order by saga_id desc limit 1')

type Lignes = { produit_id: number; quantite: number }[]

export const startOrchestrator = async (postgresUrl: string) => {
  const world = await startWorld(postgresUrl, 'service-saga-orchestrator')
  let parts!: Parts
  let orchestrator!: SagaOrchestratorServer
  const service = await startService(postgresUrl, 'services/saga-orchestrator/infrastructure/migrations', (given) => {
    const calls = checkoutCalls(world.transport)
    const closing = new AbortController().signal
    parts = { ...given, table, calls, closing, clock: systemClock, owner: 'one', leaseMs: 60_000 }
    orchestrator = createSagaOrchestratorServer(parts)
    return orchestrator.server
  })
  await orchestrator.resume()

  const client = randomUUID()
  const bodyOf = (lignes: Lignes) => ({ client_id: client, panier: { lignes } })
  const status = async (id: string, token?: string, caller = 'application-boutique') =>
    service.call('GET', `/api/saga/${id}/status/`, { caller, token: token ?? (await tokenOf('client', client)) })

  return {
    world,
    service,
    /** For tests that start other replicas on the same database. */
    parts,
    checkout: async (lignes: Lignes, call: Call = {}) =>
      service.call('POST', '/api/saga/checkout/', {
        key: randomUUID(),
        token: await tokenOf('client', client),
        caller: 'application-boutique',
        body: bodyOf(lignes),
        ...call,
      }),
    /** A checkout at another replica. */
    checkoutAt: async (server: FastifyInstance, lignes: Lignes) =>
      server.inject({
        method: 'POST',
        url: '/api/saga/checkout/',
        headers: {
          'x-gateway-secret': parts.gatewaySecret,
          'x-consumer-username': 'application-boutique',
          authorization: `Bearer ${await tokenOf('client', client)}`,
          'idempotency-key': randomUUID(),
        },
        payload: bodyOf(lignes),
      }),
    status,
    /** The states of a saga in order; while it is undone, the undo actions instead. */
    statesOf: async (id: string): Promise<string[]> =>
      (await status(id)).body.transitions.map(({ etat, action }: { etat: string; action: string | null }) =>
        action && etat === table.states.undoing ? action : etat,
      ),
    list: (query: string) => service.call('GET', `/api/saga/list/${query}`, { caller: 'application-administration' }),
    newest: async (): Promise<string> => String((await service.pool.query<{ id: string }>(readNewest, []))[0]?.id),
    untilEnded: (id: string) =>
      vi.waitFor(async () => expect((await status(id)).body.terminale).toBe(true), { timeout: 10_000 }),
    stop: async (): Promise<void> => {
      await orchestrator.stop(1_000)
      await service.stop()
      await world.stop()
    },
  }
}
