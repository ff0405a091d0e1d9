/** A shop's restocking request, as inventaire stores it. */
export type DemandeReapprovisionnement = {
  readonly demande_id: string
  readonly magasin_id: number
  readonly produit_id: number
  readonly quantite: number
  readonly statut: 'en_attente' | 'approuvee' | 'rejetee'
  readonly motif_rejet: string | null
  readonly creee_a: string
}

/** Refusal: the request was approved or rejected before. */
export type DemandeDejaTraitee = { readonly kind: 'demande-deja-traitee' }

/** Only a waiting request can be validated. */
export const peutEtreValidee = ({ statut }: DemandeReapprovisionnement): boolean => statut === 'en_attente'
