declare const brand: unique symbol
type Branded<T, Name extends string> = T & { readonly [brand]: Name }

export type Quantite = Branded<number, 'Quantite'>
/** Price of one piece, or a sum, in integer cents. */
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

/** What a checkout sells: to whom, and which lines in the order of the cart, each product once. */
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

/** What commandes knows of a checkout. A tombstone: the cancellation came first, and a late sale is refused. */
export type VenteConnue = Vente | { readonly etat: 'tombstone' }

/** Refusal: the sale was cancelled, or its cancellation came first. */
export type VenteAnnulee = { readonly kind: 'vente-annulee' }

/** Refusal: the checkout has another sale. */
export type AutreVente = { readonly kind: 'autre-vente' }

/** Sum over all lines in integer cents; exact, since 50 lines of the largest values stay below 2^53. */
export const calculerTotal = (lignes: readonly LigneVendue[]): number =>
  lignes.reduce((total, ligne) => total + ligne.quantite * ligne.prixUnitaire, 0)

/** A recorded sale can be cancelled once; a cancelled one stays so. */
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
 * Records the sale of a checkout, once; a repetition gives the sale that is known. This is the rule that
 * `enregistrer_vente` in the migrations carries out in one statement.
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

/** Cancels the sale of a checkout; an unknown checkout gets a tombstone. The rule of `annuler_vente`. */
export const annuler = (connue: VenteConnue | undefined): VenteConnue => {
  if (connue === undefined) return { etat: 'tombstone' }
  return peutEtreAnnulee(connue) ? { ...connue, etat: 'annulee' } : connue
}

/**
 * Decides whether a checkout has a sale: one that stands does for good, and one without a sale gets a tombstone. The rule of
 * `trancher_vente`.
 */
export const trancher = (connue: VenteConnue | undefined): VenteConnue => connue ?? { etat: 'tombstone' }
