import type { FastifyInstance } from 'fastify'
import { registerCatalogue } from '#generated/catalogue/server.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { findProductsIn, readProductsIn, runOnceIn } from './infrastructure/products-postgres.ts'
import { catalogueHandlers } from './interface/handlers.ts'

const alive = sql('alive', 'select 1')

type Parts = Omit<ServerOptions, 'name' | 'ready'> & { pool: Pool }

/** The service without its process: main.ts listens with it, tests inject into it. */
export const createCatalogueServer = ({ pool, ...options }: Parts): FastifyInstance => {
  const ready = async (): Promise<void> => void (await pool.query(alive))
  const server = createHttpServer({ ...options, name: 'catalogue', ready })
  registerCatalogue(
    server,
    catalogueHandlers({
      read: readProductsIn(pool),
      find: findProductsIn(pool),
      runOnce: runOnceIn(pool),
    }),
  )
  return server
}
