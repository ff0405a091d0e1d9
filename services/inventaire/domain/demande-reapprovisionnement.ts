import type { Quantite } from './quantite.ts'

export type Statut = DemandeReapprovisionnement['statut']

/** A shop's request for items of a product from the central stock; it is approved or rejected once. */
export type DemandeReapprovisionnement = {
  readonly demandeId: string
  readonly magasinId: number
  readonly produitId: number
  readonly quantite: Quantite
  /** Milliseconds since the epoch. */
  readonly creeeA: number
} & (
  | { readonly statut: 'en_attente' }
  /** With the validation that approved it. */
  | { readonly statut: 'approuvee'; readonly approuveePar: string }
  | { readonly statut: 'rejetee'; readonly motifRejet: string }
)

type NouvelleDemande = Pick<DemandeReapprovisionnement, 'demandeId' | 'magasinId' | 'produitId' | 'quantite' | 'creeeA'>

const fond = ({ demandeId, magasinId, produitId, quantite, creeeA }: NouvelleDemande): NouvelleDemande => ({
  demandeId,
  magasinId,
  produitId,
  quantite,
  creeeA,
})

export const creerDemande = (demande: NouvelleDemande): DemandeReapprovisionnement => ({
  ...fond(demande),
  statut: 'en_attente',
})

/** Refusal: the request was approved or rejected before. */
export type DemandeDejaTraitee = { readonly kind: 'demande-deja-traitee' }

/** Rejects a waiting request, with the reason for the shop. */
export const rejeter = (
  demande: DemandeReapprovisionnement,
  motifRejet: string,
): DemandeReapprovisionnement | DemandeDejaTraitee =>
  demande.statut === 'en_attente'
    ? { ...fond(demande), statut: 'rejetee', motifRejet }
    : { kind: 'demande-deja-traitee' }

/** Approves a waiting request, in the name of one validation. */
export const approuver = (
  demande: DemandeReapprovisionnement,
  approuveePar: string,
): DemandeReapprovisionnement | DemandeDejaTraitee =>
  demande.statut === 'en_attente'
    ? { ...fond(demande), statut: 'approuvee', approuveePar }
    : { kind: 'demande-deja-traitee' }

/** Lets a request wait again, if this validation approved it; any other decision stays. */
export const rouvrir = (demande: DemandeReapprovisionnement, validationId: string): DemandeReapprovisionnement =>
  demande.statut === 'approuvee' && demande.approuveePar === validationId ? creerDemande(demande) : demande
