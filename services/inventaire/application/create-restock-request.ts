import { creerDemande, type DemandeReapprovisionnement } from '../domain/demande-reapprovisionnement.ts'
import type { Stocks, UnknownProduct, UnknownShop } from './ports.ts'

type Outcome = { kind: 'created'; restockRequest: DemandeReapprovisionnement } | UnknownProduct | UnknownShop

/** A shop requests items of a product; the request waits for a decision. */
export const createRestockRequest =
  (stocks: Pick<Stocks, 'shopExists' | 'readCentralStock' | 'addRequest'>) =>
  async (newRequest: Parameters<typeof creerDemande>[0]): Promise<Outcome> => {
    if (!(await stocks.shopExists(newRequest.magasinId))) return { kind: 'magasin-inconnu' }
    if ((await stocks.readCentralStock(newRequest.produitId)) === undefined) return { kind: 'produit-inconnu' }
    const restockRequest = creerDemande(newRequest)
    await stocks.addRequest(restockRequest)
    return { kind: 'created', restockRequest }
  }
