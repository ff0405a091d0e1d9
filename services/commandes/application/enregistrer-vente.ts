import { mapOnce, type Once } from '#platform/delivery/idempotency.ts'
import { boutiqueEnLigne } from '../domain/magasin.ts'
import { type CommandeVente, calculerTotal, type Vente, type VenteAnnulee } from '../domain/vente.ts'
import type { Demande, EcrireVente, EpochSuperseded } from './ports.ts'

type Outcome = { kind: 'vente'; vente: Vente } | VenteAnnulee | EpochSuperseded

/** Records the sale of a checkout in the online shop, once; computes its total here. */
export const enregistrerVente =
  (ecrire: EcrireVente, newId: () => string) =>
  async (demande: Demande, commande: CommandeVente): Promise<Once<Outcome>> => {
    const totalCents = calculerTotal(commande.lignes)
    const { magasinId } = boutiqueEnLigne
    const once = await ecrire(demande, { ...commande, commandeId: newId(), magasinId, totalCents })
    return mapOnce(once, (outcome) =>
      outcome.kind === 'enregistree'
        ? { kind: 'vente', vente: { ...commande, commandeId: outcome.commandeId, etat: 'enregistree', totalCents } }
        : outcome,
    )
  }
