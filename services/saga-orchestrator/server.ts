import type { FastifyInstance } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { checkoutSaga } from '#generated/saga/checkout.ts'
import { registerSagaOrchestrator } from '#generated/saga-orchestrator/server.ts'
import type { Clock } from '#platform/base/clock.ts'
import { readOperationsIn } from '#platform/delivery/operation-log.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Calls, SagaTable } from '#saga/definition.ts'
import { createCoordinator } from '#saga/durable/coordinator.ts'
import { forceUndo } from '#saga/durable/force-undo.ts'
import { restartSaga } from '#saga/durable/restart-saga.ts'
import { startSaga } from '#saga/durable/start-saga.ts'
import { showRows } from '#services/checkout-rows.ts'
import { listHeld } from '#services/personal-data.ts'
import { startCheckout } from './application/start-checkout.ts'
import { countCheckouts, listCheckouts } from './infrastructure/checkout-lists-postgres.ts'
import { checkoutTables } from './infrastructure/checkout-rows.ts'
import { held } from './infrastructure/held.ts'
import { sagaMetrics } from './infrastructure/metrics.ts'
import { postgresSagaLog } from './infrastructure/saga-log-postgres.ts'
import { sagaHandlers } from './interface/handlers.ts'
import { timelineHandlers } from './interface/timelines.ts'

const alive = sql('alive', 'select 1')

export type Parts = Omit<ServerOptions, 'name' | 'ready'> & {
  pool: Pool
  calls: Calls
  clock: Clock
  random?: () => number
  /** Aborts when clients must not wait any longer: they get the location of the outcome instead. */
  closing: AbortSignal
  /** Name of this replica; the same after a restart. */
  owner: string
  /** Tests shorten the times. */
  table?: SagaTable
  leaseMs?: number
  sagasMax?: number
}

export type SagaOrchestratorServer = {
  server: FastifyInstance
  /** Resumes the sagas that this replica left behind, then those that others abandon. Call before the first request. */
  resume: () => Promise<void>
  /** Lets running sagas finish for a while, then leaves the rest to be resumed. */
  stop: (graceMs: number) => Promise<void>
}

/** The service without its process: main.ts listens with it, tests inject into it. */
export const createSagaOrchestratorServer = (parts: Parts): SagaOrchestratorServer => {
  const { pool, calls, clock, closing, owner, log, metrics, random = Math.random, ...rest } = parts
  const { table = checkoutSaga, leaseMs = 3_000, sagasMax = 1_000, ...options } = rest
  const sagaLog = postgresSagaLog({ pool, table, owner, leaseMs })
  const observer = sagaMetrics(metrics, log, clock.now, () => sagas.count())
  const onError = (err: unknown): void => log.warn({ err }, 'resuming sagas failed, retrying')
  const { reach } = options
  const coordinator = createCoordinator({ table, calls, sagaLog, clock, random, observer, leaseMs, reach, onError })
  const { sagas, resume } = coordinator
  const start = startSaga({
    table,
    accept: sagaLog.accept,
    sagas,
    onAccepted: observer.started,
    clock,
    answerMs: table.deadlineMs,
    closing,
    sagasMax,
  })

  const ready = async (): Promise<void> => void (await pool.query(alive))
  const server = createHttpServer({ ...options, log, metrics, name: 'saga-orchestrator', ready })
  registerSagaOrchestrator(server, {
    lireLignesSaga: showRows('saga-orchestrator', pool, checkoutTables),
    lireDonneesClientSagas: listHeld(pool, held),
    ...sagaHandlers({
      sagaLog,
      readOperations: readOperationsIn(pool),
      forceCompensation: forceUndo(sagaLog, sagas),
      restartSaga: restartSaga({ table, sagaLog, sagas, resume }),
      startCheckout: startCheckout({ start, newId: uuidv7, clock, answerMs: table.deadlineMs }),
    }),
    ...timelineHandlers({
      table,
      sagaLog,
      listCheckouts: listCheckouts(pool),
      countCheckouts: countCheckouts(pool),
      clock,
    }),
  })

  return { server, resume: coordinator.start, stop: coordinator.stop }
}
