import type { Handlers } from '#generated/inventaire/server.ts'
import { problems } from '#generated/problems.ts'
import { pageOf, pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { StockFilter, StockLists } from '../application/ports.ts'
import * as bodies from './bodies.ts'

const filterOf = (query: { produit_id?: number[]; disponible_max?: number }): StockFilter => ({
  products: query.produit_id,
  availableMax: query.disponible_max,
})

/** The lists of stocks and transfers, and their sums. */
export const stockListHandlers = (lists: StockLists) =>
  ({
    consulterStocksCentral: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return refuseCursor()
      const stocks = await lists.central(filterOf(query), page)
      const { elements, cursor } = pageOf(stocks, page.limit, ({ produitId }) => produitId)
      return { status: 200, body: { elements: elements.map(bodies.stockBody), curseur_suivant: cursor } }
    },

    consulterStocksLocaux: async ({ path, query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return refuseCursor()
      const stocks = await lists.local(path.magasin_id, filterOf(query), page)
      if (stocks === undefined) return problem(problems, 'magasin-inconnu')
      const { elements, cursor } = pageOf(stocks, page.limit, ({ produitId }) => produitId)
      return { status: 200, body: { elements: elements.map(bodies.localStockBody), curseur_suivant: cursor } }
    },

    listerTransferts: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return refuseCursor()
      const transfers = await lists.transfers({ shop: query.magasin_id, product: query.produit_id }, page)
      const { elements, cursor } = pageOf(transfers, page.limit, ({ position }) => position)
      return { status: 200, body: { elements: elements.map(bodies.datedTransferBody), curseur_suivant: cursor } }
    },

    resumerStocks: async ({ query }) => {
      const { central, shops, chosen } = await lists.summary(query.magasin_id ?? [])
      const perShop = chosen.map(({ magasinId, ...sums }) => ({ magasin_id: magasinId, ...sums }))
      return { status: 200, body: { central, magasins_ensemble: shops, magasins: perShop } }
    },
  }) satisfies Partial<Handlers>
