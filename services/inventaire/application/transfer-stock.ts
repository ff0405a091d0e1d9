import { type StockInsuffisant, transferer } from '../domain/stock-central.ts'
import { recevoir, type Transfert } from '../domain/stock-local.ts'
import type { Stocks, UnknownProduct, UnknownShop } from './ports.ts'

type Outcome = { kind: 'transferred'; transfer: Transfert } | StockInsuffisant | UnknownProduct | UnknownShop

/** Moves items from the central stock to a shop. */
export const transferStock =
  (stocks: Omit<Stocks, 'addRequest'>) =>
  async (transfer: Transfert): Promise<Outcome> => {
    const { produitId, magasinId, quantite } = transfer
    if (!(await stocks.shopExists(magasinId))) return { kind: 'magasin-inconnu' }
    const central = await stocks.readCentralStock(produitId)
    if (central === undefined) return { kind: 'produit-inconnu' }
    const rest = transferer(central, quantite)
    if ('kind' in rest) return rest
    const local = (await stocks.readLocalStock(magasinId, produitId)) ?? { magasinId, produitId, disponible: 0 }
    await stocks.writeCentralStock(rest)
    await stocks.writeLocalStock(recevoir(local, quantite))
    await stocks.addTransfer(transfer)
    return { kind: 'transferred', transfer }
  }
