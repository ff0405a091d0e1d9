import type { FastifyInstance } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { registerCommandes } from '#generated/commandes/server.ts'
import type { Clock } from '#platform/base/clock.ts'
import type { Transport } from '#platform/http/client.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { showRows } from '#services/checkout-rows.ts'
import { listHeld } from '#services/personal-data.ts'
import { checkoutTables } from './infrastructure/checkout-rows.ts'
import { figuresIn } from './infrastructure/figures-postgres.ts'
import { held } from './infrastructure/held.ts'
import { listClientSalesIn, listSalesIn } from './infrastructure/sales-list-postgres.ts'
import { cancelSaleIn, decideSaleIn, readSaleIn, readShopsIn, writeSaleIn } from './infrastructure/sales-postgres.ts'
import { stockOverHttp } from './infrastructure/stock-http.ts'
import { commandesHandlers } from './interface/handlers.ts'

const alive = sql('alive', 'select 1')

type Parts = Omit<ServerOptions, 'name' | 'ready'> & {
  pool: Pool
  /** To inventaire, for reports only. */
  transport: Transport
  clock: Clock
}

/** The service without its process: main.ts listens with it, tests inject into it. */
export const createCommandesServer = ({ pool, transport, clock, ...options }: Parts): FastifyInstance => {
  const ready = async (): Promise<void> => void (await pool.query(alive))
  const server = createHttpServer({ ...options, name: 'commandes', ready })
  registerCommandes(server, {
    lireLignesVentes: showRows('commandes', pool, checkoutTables),
    lireDonneesClientCommandes: listHeld(pool, held),
    ...commandesHandlers({
      write: writeSaleIn(pool),
      cancel: cancelSaleIn(pool),
      decide: decideSaleIn(pool),
      readSale: readSaleIn(pool),
      readShops: readShopsIn(pool),
      newId: uuidv7,
      listSales: listSalesIn(pool),
      listClientSales: listClientSalesIn(pool),
      figures: figuresIn(pool),
      readStock: stockOverHttp(transport, options.log),
      now: clock.now,
    }),
  })
  return server
}
