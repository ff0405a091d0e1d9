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
} & ({ readonly statut: 'en_attente' | 'approuvee' } | { readonly statut: 'rejetee'; readonly motifRejet: string })

type NouvelleDemande = Pick<DemandeReapprovisionnement, 'demandeId' | 'magasinId' | 'produitId' | 'quantite' | 'creeeA'>

export const creerDemande = (demande: NouvelleDemande): DemandeReapprovisionnement => ({
  ...demande,
  statut: 'en_attente',
})
