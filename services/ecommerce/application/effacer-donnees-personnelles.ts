import type { ClientInconnu } from './ajouter-produit-panier.ts'
import type { CleReutilisee, Demande, DemandeEnVol } from './demande.ts'

/** `demandePar`: the pseudonym of the customer or the id of the member of staff who asked. */
export type EffacerDonneesPersonnelles = {
  readonly client_id: string
  readonly demandePar: string
  readonly application: string
}
/** `efface_le`: ISO 8601. */
export type Effacement = { readonly client_id: string; readonly efface_le: string }

/** Removes what the database holds of the person and records that it did, in one transaction. */
export type EcrireEffacement = (
  effacement: EffacerDonneesPersonnelles,
  demande: Demande,
) => Promise<Effacement | ClientInconnu | CleReutilisee | DemandeEnVol>

type Ports = {
  ecrireEffacement: EcrireEffacement
  detruireCle: (client_id: string) => Promise<void>
  /** Has Redis write its log anew, without what was deleted since. */
  reecrireJournal: () => Promise<void>
  /** Tells the orchestrator, which knows customers by their tokens only, to accept nothing more of this one. */
  prevenirOrchestrateur: (client_id: string) => Promise<void>
}

/**
 * Erases a person. The customer stays as a pseudonym, with orders, totals and events; nothing leads from it to a person
 * any more. What follows the transaction is repeated with every request, so one that was cut off can be finished.
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
