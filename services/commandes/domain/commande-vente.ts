import { type CommandeVente, type LigneVendue, prixMonetaire, quantite } from './vente.ts'

export type LigneRefusee = { readonly kind: 'ligne-refusee'; readonly position: number; readonly regle: string }

type LigneDemandee = { readonly produitId: number; readonly quantite: number; readonly prixCents: number }
type Demande = Pick<CommandeVente, 'checkoutId' | 'clientId'> & { readonly lignes: readonly LigneDemandee[] }

/** Parses the sale to record; the `position` of a rejected line counts from 0. */
export const commandeVente = ({ checkoutId, clientId, lignes }: Demande): CommandeVente | LigneRefusee => {
  const parProduit = new Map<number, LigneVendue>()
  for (const [position, ligne] of lignes.entries()) {
    const pieces = quantite(ligne.quantite)
    const prixUnitaire = prixMonetaire(ligne.prixCents)
    if (pieces === undefined) return { kind: 'ligne-refusee', position, regle: 'quantite' }
    if (prixUnitaire === undefined) return { kind: 'ligne-refusee', position, regle: 'prix' }
    if (parProduit.has(ligne.produitId)) return { kind: 'ligne-refusee', position, regle: 'produit-unique' }
    parProduit.set(ligne.produitId, { produitId: ligne.produitId, quantite: pieces, prixUnitaire })
  }
  return { checkoutId, clientId, lignes: [...parProduit.values()] }
}
