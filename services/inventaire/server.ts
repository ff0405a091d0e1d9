import type { FastifyInstance } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { registerInventaire } from '#generated/inventaire/server.ts'
import type { Clock } from '#platform/base/clock.ts'
import { readOperationsIn } from '#platform/delivery/operation-log.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { showRows } from '#services/checkout-rows.ts'
import { listOperations } from '#services/operation-log.ts'
import { rejectRequest } from './application/reject-request.ts'
import { runStep, undoStep } from './application/run-step.ts'
import { checkoutTables } from './infrastructure/checkout-rows.ts'
import { readsIn } from './infrastructure/reads-postgres.ts'
import { readReservationIn, releaseIn, reserveIn } from './infrastructure/reservations-postgres.ts'
import { noteEpochIn, stepOnceIn } from './infrastructure/steps-postgres.ts'
import { stockListsIn } from './infrastructure/stock-lists-postgres.ts'
import { runOnceIn } from './infrastructure/stocks-postgres.ts'
import { inventaireHandlers } from './interface/handlers.ts'

const alive = sql('alive', 'select 1')

type Parts = Omit<ServerOptions, 'name' | 'ready'> & { pool: Pool; clock: Clock }

/** The service without its process: main.ts listens with it, tests inject into it. */
export const createInventaireServer = ({ pool, clock, ...options }: Parts): FastifyInstance => {
  const ready = async (): Promise<void> => void (await pool.query(alive))
  const once = stepOnceIn(pool)
  const server = createHttpServer({ ...options, name: 'inventaire', ready })
  registerInventaire(server, {
    lireLignesInventaire: showRows('inventaire', pool, checkoutTables),
    lireJournalInventaire: listOperations(readOperationsIn(pool)),
    ...inventaireHandlers({
      reserve: reserveIn(pool),
      release: releaseIn(pool),
      readReservation: readReservationIn(pool),
      runOnce: runOnceIn(pool),
      reads: readsIn(pool),
      lists: stockListsIn(pool),
      steps: {
        runStep: runStep({ once, noteEpoch: noteEpochIn(pool) }),
        undoStep: undoStep({ once }),
        rejectRequest: rejectRequest(once),
      },
      newId: uuidv7,
      now: clock.now,
    }),
  })
  return server
}
