import type { FastifyInstance } from 'fastify'
import { registerCatalogue } from '#generated/catalogue/server.ts'
import { readOperationsIn } from '#platform/delivery/operation-log.ts'
import { createHttpServer, type ServerOptions } from '#platform/http/server.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import { listOperations } from '#services/operation-log.ts'
import { readPricesIn, readProductsIn, runOnceIn } from './infrastructure/products-postgres.ts'
import { findProductsIn, listCategoriesIn } from './infrastructure/search-postgres.ts'
import { catalogueHandlers } from './interface/handlers.ts'

const alive = sql('alive', 'select 1')

type Parts = Omit<ServerOptions, 'name' | 'ready'> & { pool: Pool }

/** The service without its process: main.ts listens with it, tests inject into it. */
export const createCatalogueServer = ({ pool, ...options }: Parts): FastifyInstance => {
  const ready = async (): Promise<void> => void (await pool.query(alive))
  const server = createHttpServer({ ...options, name: 'catalogue', ready })
  registerCatalogue(server, {
    lireJournalCatalogue: listOperations(readOperationsIn(pool)),
    ...catalogueHandlers({
      read: readProductsIn(pool),
      find: findProductsIn(pool),
      listCategories: listCategoriesIn(pool),
      readPrices: readPricesIn(pool),
      runOnce: runOnceIn(pool),
    }),
  })
  return server
}
