import type { FastifyInstance } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { validationSaga } from '#generated/saga/validation.ts'
import { registerSupplyChain } from '#generated/supply-chain/server.ts'
import type { Clock } from '#platform/base/clock.ts'
import { readOperationsIn } from '#platform/delivery/operation-log.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Calls, SagaTable } from '#saga/definition.ts'
import { createCoordinator } from '#saga/durable/coordinator.ts'
import { startSaga } from '#saga/durable/start-saga.ts'
import { interventions } from './application/interventions.ts'
import type { Requests, ValidationLog } from './application/ports.ts'
import { validateRequest } from './application/validate-request.ts'
import { validationMetrics } from './infrastructure/metrics.ts'
import { postgresValidationLog } from './infrastructure/validation-log-postgres.ts'
import { supplyChainHandlers } from './interface/handlers.ts'

const alive = sql('alive', 'select 1')

export type Parts = Omit<ServerOptions, 'name' | 'ready'> & {
  pool: Pool
  requests: Requests
  calls: Calls
  clock: Clock
  /** Aborts when callers must not wait any longer: they get the location of the outcome instead. */
  closing: AbortSignal
  /** Name of this replica; the same after a restart. */
  owner: string
  /** Tests shorten the times, and break the log. */
  table?: SagaTable
  leaseMs?: number
  validationsMax?: number
  breakLog?: (log: ValidationLog) => ValidationLog
}

export type SupplyChain = {
  server: FastifyInstance
  /** Resumes the validations that this replica left behind, then those that others abandon. Call before the first request. */
  resume: () => Promise<void>
  /** Lets running validations finish for a while, then leaves the rest to be resumed. */
  stop: (graceMs: number) => Promise<void>
}

/** The service without its process: main.ts listens with it, tests inject into it. */
export const createSupplyChainServer = (parts: Parts): SupplyChain => {
  const { pool, requests, calls, clock, closing, owner, log, metrics, breakLog = (one) => one, ...rest } = parts
  const { table = validationSaga, leaseMs = 3_000, validationsMax = 200, ...options } = rest
  const validationLog = breakLog(postgresValidationLog({ pool, table, owner, leaseMs }))
  const observer = validationMetrics(metrics, log, clock.now)
  const onError = (err: unknown): void => log.warn({ err }, 'resuming validations failed, retrying')
  const { reach } = options
  const random = Math.random
  const coordinator = createCoordinator({
    table,
    calls,
    sagaLog: validationLog,
    clock,
    random,
    observer,
    leaseMs,
    reach,
    onError,
  })
  const { sagas, resume } = coordinator
  const answerMs = table.deadlineMs
  const start = startSaga({
    table,
    accept: validationLog.accept,
    sagas,
    onAccepted: observer.started,
    clock,
    answerMs,
    closing,
    sagasMax: validationsMax,
  })
  const ready = async (): Promise<void> => void (await pool.query(alive))
  const server = createHttpServer({ ...options, log, metrics, name: 'supply-chain', ready })
  registerSupplyChain(
    server,
    supplyChainHandlers({
      requests,
      validationLog,
      readOperations: readOperationsIn(pool),
      interventions: interventions({ table, requests, validationLog, sagas, resume, clock }),
      validateRequest: validateRequest({ requests, validationLog, start, newId: uuidv7, clock, answerMs }),
    }),
  )
  return { server, resume: coordinator.start, stop: coordinator.stop }
}
