import { consulterStocksCentral, resumerStocks } from '#generated/inventaire/client.ts'
import type { Log } from '#platform/base/log.ts'
import { CallFailure, type CallOptions, type Transport } from '#platform/http/client.ts'
import type { ReadStock } from '../application/ports.ts'

/** A report must not wait for a slow inventaire until its own caller gives up. */
const timeoutMs = 2_000
const pageMax = 100

const summaryOf = async (transport: Transport, shops: readonly number[], options: CallOptions) => {
  const query = shops.length === 0 ? {} : { magasin_id: [...shops] }
  const { status, body } = await resumerStocks(transport, { query }, options)
  return status === 200 ? body : undefined
}

const availableOf = async (transport: Transport, products: readonly number[], options: CallOptions) => {
  if (products.length === 0) return new Map<number, number>()
  const query = { produit_id: [...products], limite: pageMax }
  const { status, body } = await consulterStocksCentral(transport, { query }, options)
  return status === 200 ? new Map(body.elements.map((stock) => [stock.produit_id, stock.disponible])) : undefined
}

/** Reads the stock from inventaire through the gateway; at most 100 shops and 100 products. Logs why the stock is unknown. */
export const stockOverHttp =
  (transport: Transport, log: Log): ReadStock =>
  async ({ shops, products }, context) => {
    const options = { ...context, timeoutMs, retries: 0 }
    try {
      const [summary, ofProduct] = await Promise.all([
        summaryOf(transport, shops, options),
        availableOf(transport, products, options),
      ])
      if (summary === undefined || ofProduct === undefined) throw new Error('inventaire rejected the request')
      const ofShop = new Map(summary.magasins.map(({ magasin_id, ...sums }) => [magasin_id, sums]))
      return { central: summary.central, allShops: summary.magasins_ensemble, ofShop, ofProduct }
    } catch (err) {
      if (err instanceof CallFailure) log.warn({ err }, 'inventaire does not answer: the stock is unknown')
      else log.error({ err }, 'reading the stock from inventaire failed: the stock is unknown')
      return undefined
    }
  }
