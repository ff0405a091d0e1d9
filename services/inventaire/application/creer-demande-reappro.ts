import { creerDemande, type DemandeReapprovisionnement } from '../domain/demande-reapprovisionnement.ts'
import type { MagasinInconnu, ProduitInconnu, Stocks } from './ports.ts'

type Outcome = { kind: 'creee'; demande: DemandeReapprovisionnement } | ProduitInconnu | MagasinInconnu

/** A shop requests items of a product; the request waits for a decision. */
export const creerDemandeReappro =
  (stocks: Pick<Stocks, 'existeMagasin' | 'lireStockCentral' | 'ajouterDemande'>) =>
  async (nouvelle: Parameters<typeof creerDemande>[0]): Promise<Outcome> => {
    if (!(await stocks.existeMagasin(nouvelle.magasinId))) return { kind: 'magasin-inconnu' }
    if ((await stocks.lireStockCentral(nouvelle.produitId)) === undefined) return { kind: 'produit-inconnu' }
    const demande = creerDemande(nouvelle)
    await stocks.ajouterDemande(demande)
    return { kind: 'creee', demande }
  }
