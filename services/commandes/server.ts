import type { FastifyInstance } from 'fastify'
import { uuidv7 } from 'uuidv7'
import { registerCommandes } from '#generated/commandes/server.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { cancelSaleIn, decideSaleIn, readSaleIn, readShopsIn, writeSaleIn } from './infrastructure/sales-postgres.ts'
import { commandesHandlers } from './interface/handlers.ts'

const alive = sql('alive', 'select 1')

type Parts = Omit<ServerOptions, 'name' | 'ready'> & { pool: Pool }

/** The service without its process: main.ts listens with it, tests inject into it. */
export const createCommandesServer = ({ pool, ...options }: Parts): FastifyInstance => {
  const ready = async (): Promise<void> => void (await pool.query(alive))
  const server = createHttpServer({ ...options, name: 'commandes', ready })
  registerCommandes(
    server,
    commandesHandlers({
      write: writeSaleIn(pool),
      cancel: cancelSaleIn(pool),
      decide: decideSaleIn(pool),
      readSale: readSaleIn(pool),
      readShops: readShopsIn(pool),
      newId: uuidv7,
    }),
  )
  return server
}
