import type { DemandeReapprovisionnement } from './demande-reapprovisionnement.ts'

/** The validation of a request according to its row: three steps that all take effect, or none. */
export type WorkflowValidation = {
  readonly validation_id: string
  readonly etat: string
  readonly terminal: boolean
  readonly motif: string | null
  readonly failure_kind: string | null
  /** An undo failed more often than the limit and is still being retried. */
  readonly parquee: boolean
}

/** The part of a request that its validation keeps, to answer repeated calls. */
export type DemandeValidee = Omit<DemandeReapprovisionnement, 'statut' | 'motif_rejet'>

export const demandeValidee = (demande: DemandeReapprovisionnement): DemandeValidee => ({
  demande_id: demande.demande_id,
  magasin_id: demande.magasin_id,
  produit_id: demande.produit_id,
  quantite: demande.quantite,
  creee_a: demande.creee_a,
})

/** `refusee`: a business rule refused a step; `annulee`: something failed. In both cases everything is undone. */
export type Outcome =
  | { readonly kind: 'en-cours'; readonly etat: string }
  | { readonly kind: 'approuvee' }
  | { readonly kind: 'refusee' | 'annulee'; readonly etat: string; readonly motif: string }

/** The outcome of a validation for the person who asked for it. A validation that failed always has a reason. */
export const outcomeDe = (workflow: Omit<WorkflowValidation, 'validation_id' | 'parquee'>): Outcome => {
  const { etat, terminal, motif, failure_kind } = workflow
  if (!terminal) return { kind: 'en-cours', etat }
  if (motif === null) return { kind: 'approuvee' }
  return { kind: failure_kind === 'refused' ? 'refusee' : 'annulee', etat, motif }
}

/** The request after its validation has succeeded. */
export const approuvee = ({ creee_a, ...demande }: DemandeValidee): DemandeReapprovisionnement => ({
  demande_id: demande.demande_id,
  magasin_id: demande.magasin_id,
  produit_id: demande.produit_id,
  quantite: demande.quantite,
  statut: 'approuvee',
  motif_rejet: null,
  creee_a,
})
