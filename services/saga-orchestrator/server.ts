import type { FastifyInstance } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { checkoutSaga } from '#generated/saga/checkout.ts'
import { registerSagaOrchestrator } from '#generated/saga-orchestrator/server.ts'
import type { Clock } from '#platform/base/clock.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { Calls, SagaTable } from '#saga/definition.ts'
import { forceCompensation } from './application/force-compensation.ts'
import { recoverSagas } from './application/recover-sagas.ts'
import { restartSaga } from './application/restart-saga.ts'
import { resumeSaga } from './application/resume-saga.ts'
import { runningSagas, type SagaObserver } from './application/running-sagas.ts'
import { startCheckout } from './application/start-checkout.ts'
import { sagaMetrics } from './infrastructure/metrics.ts'
import { postgresSagaLog } from './infrastructure/saga-log-postgres.ts'
import { sagaHandlers } from './interface/handlers.ts'

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

export type Orchestrator = {
  server: FastifyInstance
  /** Resumes the sagas that this replica left behind, then those that others abandon. Call before the first request. */
  resume: () => Promise<void>
  /** Lets running sagas finish for a while, then leaves the rest to be resumed. */
  stop: (graceMs: number) => Promise<void>
}

/** The service without its process: main.ts listens with it, tests inject into it. */
export const createOrchestrator = (parts: Parts): Orchestrator => {
  const { pool, calls, clock, closing, owner, log, metrics, random = Math.random, ...rest } = parts
  const { table = checkoutSaga, leaseMs = 3_000, sagasMax = 1_000, ...options } = rest
  const ending = new AbortController()
  const stopping = new AbortController()
  const sagaLog = postgresSagaLog({ pool, table, owner, leaseMs })
  const observer: SagaObserver & { started: () => void } = sagaMetrics(metrics, log, clock.now, () => sagas.count())
  const sagas = runningSagas({
    table,
    calls,
    append: sagaLog.append,
    clock,
    random,
    signal: ending.signal,
    observer,
    ...(options.reach ? { reach: options.reach } : {}),
  })
  const onError = (err: unknown): void => log.warn({ err }, 'resuming sagas failed, retrying')
  const resume = resumeSaga({ table, sagaLog, sagas, clock })
  const recovery = recoverSagas({ sagaLog, sagas, resume, clock, everyMs: leaseMs / 4, batch: 50, onError })
  let recovering: Promise<void> | undefined

  const ready = async (): Promise<void> => void (await pool.query(alive))
  const server = createHttpServer({ ...options, log, metrics, name: 'saga-orchestrator', ready })
  registerSagaOrchestrator(
    server,
    sagaHandlers({
      sagaLog,
      forceCompensation: forceCompensation(sagaLog, sagas),
      restartSaga: restartSaga({ table, sagaLog, sagas, resume }),
      startCheckout: startCheckout({
        table,
        accept: sagaLog.accept,
        sagas,
        onAccepted: observer.started,
        newId: uuidv7,
        clock,
        answerMs: table.deadlineMs,
        closing,
        sagasMax,
      }),
    }),
  )

  return {
    server,
    resume: async () => {
      await recovery.atStart()
      recovering = recovery.loop(stopping.signal)
    },
    stop: async (graceMs) => {
      stopping.abort()
      const grace = new AbortController()
      await Promise.race([sagas.allEnded(), clock.sleep(graceMs, grace.signal)])
      grace.abort()
      ending.abort()
      await Promise.all([sagas.allEnded(), recovering])
    },
  }
}
