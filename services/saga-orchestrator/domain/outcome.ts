/** A product in the cart and its quantity. */
export type Ligne = { readonly produit_id: number; readonly quantite: number }

/** A product may occur in one line only. */
export const produitEnDouble = (lignes: readonly Ligne[]): number | undefined => {
  const vus = new Set<number>()
  for (const { produit_id } of lignes) {
    if (vus.has(produit_id)) return produit_id
    vus.add(produit_id)
  }
  return undefined
}

/**
 * The outcome of a checkout for its client. `refuse`: a business rule refused it; `annule`: something failed, and
 * everything is undone.
 */
export type Outcome =
  | { readonly kind: 'en-cours'; readonly etat: string }
  | { readonly kind: 'reussi'; readonly etat: string; readonly commande_id: string }
  | { readonly kind: 'refuse' | 'annule'; readonly etat: string; readonly motif: string }

/** A saga according to its row. */
export type SagaConnue = {
  readonly checkout_id: string
  readonly client_id: string
  readonly etat: string
  readonly terminal: boolean
  readonly motif: string | null
  readonly failure_kind: string | null
  readonly commande_id: string | null
  /** An undo failed more often than the limit and is still being retried. */
  readonly parquee: boolean
}

/** The outcome reported to the client of a saga. */
export const outcomeOf = (saga: Omit<SagaConnue, 'checkout_id' | 'client_id' | 'parquee'>): Outcome => {
  const { etat, terminal, commande_id, motif, failure_kind } = saga
  if (!terminal) return { kind: 'en-cours', etat }
  if (commande_id !== null) return { kind: 'reussi', etat, commande_id }
  return { kind: failure_kind === 'refused' ? 'refuse' : 'annule', etat, motif: motif ?? 'INCONNU' }
}
