declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

export type Quantite = Branded<number, 'Quantite'>
/** A unit price or a sum, in integer cents. */
export type PrixMonetaire = Branded<number, 'PrixMonetaire'>

const quantiteMax = 10_000
const prixMaxCents = 100_000_000

const estEntier = (n: number, max: number): boolean => Number.isSafeInteger(n) && n >= 1 && n <= max

export const quantite = (pieces: number): Quantite | undefined =>
  estEntier(pieces, quantiteMax) ? (pieces as Quantite) : undefined

export const prixMonetaire = (cents: number): PrixMonetaire | undefined =>
  estEntier(cents, prixMaxCents) ? (cents as PrixMonetaire) : undefined

export type LigneVendue = {
  readonly produitId: number
  readonly quantite: Quantite
  readonly prixUnitaire: PrixMonetaire
}

/** The sale of a checkout: the customer, and the lines in the order of the cart, each product once. */
export type CommandeVente = {
  readonly checkoutId: string
  readonly clientId: string
  readonly lignes: readonly LigneVendue[]
}

export type Vente = CommandeVente & {
  readonly commandeId: string
  readonly etat: 'enregistree' | 'annulee'
  readonly totalCents: number
}

/**
 * What commandes knows about a checkout. A tombstone means that the cancellation came first; a late sale is refused.
 */
export type VenteConnue = Vente | { readonly etat: 'tombstone' }

/** Refusal: the sale was cancelled, possibly before it was recorded. */
export type VenteAnnulee = { readonly kind: 'vente-annulee' }

/** Refusal: the checkout has a different sale. */
export type AutreVente = { readonly kind: 'autre-vente' }

/** The sum of all lines in integer cents; exact, since 50 lines of the largest values stay below 2^53. */
export const calculerTotal = (lignes: readonly LigneVendue[]): number =>
  lignes.reduce((total, ligne) => total + ligne.quantite * ligne.prixUnitaire, 0)

/** A recorded sale can be cancelled once; a cancelled one stays cancelled. */
export const peutEtreAnnulee = (vente: VenteConnue): vente is Vente => vente.etat === 'enregistree'

const memeVente = (vente: Vente, commande: CommandeVente): boolean =>
  vente.clientId === commande.clientId &&
  vente.lignes.length === commande.lignes.length &&
  vente.lignes.every((ligne, i) => {
    const autre = commande.lignes[i]
    return (
      ligne.produitId === autre?.produitId &&
      ligne.quantite === autre.quantite &&
      ligne.prixUnitaire === autre.prixUnitaire
    )
  })

/**
 * Records the sale of a checkout, once; a repetition returns the known sale. `enregistrer_vente` in the migrations
 * implements this rule in one statement.
 */
export const enregistrer = (
  connue: VenteConnue | undefined,
  commande: CommandeVente,
  commandeId: string,
): Vente | VenteAnnulee | AutreVente => {
  if (connue === undefined)
    return { ...commande, commandeId, etat: 'enregistree', totalCents: calculerTotal(commande.lignes) }
  if (!peutEtreAnnulee(connue)) return { kind: 'vente-annulee' }
  return memeVente(connue, commande) ? connue : { kind: 'autre-vente' }
}

/** Cancels the sale of a checkout; an unknown checkout gets a tombstone. `annuler_vente` implements this rule. */
export const annuler = (connue: VenteConnue | undefined): VenteConnue => {
  if (connue === undefined) return { etat: 'tombstone' }
  return peutEtreAnnulee(connue) ? { ...connue, etat: 'annulee' } : connue
}

/**
 * Decides whether a checkout has a sale: a recorded sale becomes final, and a checkout without one gets a tombstone.
 * `trancher_vente` implements this rule.
 */
export const trancher = (connue: VenteConnue | undefined): VenteConnue => connue ?? { etat: 'tombstone' }
