import { type StockInsuffisant, transferer } from '../domain/stock-central.ts'
import { recevoir, type Transfert } from '../domain/stock-local.ts'
import type { MagasinInconnu, ProduitInconnu, Stocks } from './ports.ts'

type Outcome = { kind: 'transfere'; transfert: Transfert } | StockInsuffisant | ProduitInconnu | MagasinInconnu

/** Moves items from the central stock to a shop. */
export const transfererStock =
  (stocks: Omit<Stocks, 'ajouterDemande'>) =>
  async (transfert: Transfert): Promise<Outcome> => {
    const { produitId, magasinId, quantite } = transfert
    if (!(await stocks.existeMagasin(magasinId))) return { kind: 'magasin-inconnu' }
    const central = await stocks.lireStockCentral(produitId)
    if (central === undefined) return { kind: 'produit-inconnu' }
    const reste = transferer(central, quantite)
    if ('kind' in reste) return reste
    const local = (await stocks.lireStockLocal(magasinId, produitId)) ?? { magasinId, produitId, disponible: 0 }
    await stocks.ecrireStockCentral(reste)
    await stocks.ecrireStockLocal(recevoir(local, quantite))
    await stocks.ajouterTransfert(transfert)
    return { kind: 'transfere', transfert }
  }
