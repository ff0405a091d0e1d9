import type { ClientInconnu } from './ajouter-produit-panier.ts'
import type { CleReutilisee, Demande, DemandeEnVol } from './demande.ts'

/** `demandePar`: the customer's pseudonym or the id of the member of staff who requested it. */
export type EffacerDonneesPersonnelles = {
  readonly client_id: string
  readonly demandePar: string
  readonly application: string
}
/** `efface_le`: ISO 8601. */
export type Effacement = { readonly client_id: string; readonly efface_le: string }

/** Removes the person's data from the database and records the erasure, in one transaction. */
export type EcrireEffacement = (
  effacement: EffacerDonneesPersonnelles,
  demande: Demande,
) => Promise<Effacement | ClientInconnu | CleReutilisee | DemandeEnVol>

type Ports = {
  ecrireEffacement: EcrireEffacement
  detruireCle: (client_id: string) => Promise<void>
  /** Makes Redis rewrite its log without the data deleted since. */
  reecrireJournal: () => Promise<void>
  /** Tells the orchestrator, which knows customers only by their tokens, to accept no more requests of this one. */
  prevenirOrchestrateur: (client_id: string) => Promise<void>
}

/**
 * Erases a person. The customer remains as a pseudonym with orders, totals and events; nothing links it to a person any
 * more. The steps after the transaction are repeated with every request, so an interrupted erasure can be completed.
 */
export const effacerDonneesPersonnelles =
  ({ ecrireEffacement, detruireCle, reecrireJournal, prevenirOrchestrateur }: Ports) =>
  async (
    commande: EffacerDonneesPersonnelles,
    demande: Demande,
  ): Promise<Effacement | ClientInconnu | CleReutilisee | DemandeEnVol> => {
    const effacement = await ecrireEffacement(commande, demande)
    if ('refus' in effacement) return effacement
    await detruireCle(commande.client_id)
    await reecrireJournal()
    await prevenirOrchestrateur(commande.client_id)
    return effacement
  }
