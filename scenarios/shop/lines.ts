/** Lines of a cart and of a sale, in the wire format. */
export type Ligne = { produit_id: number; quantite: number }
export type LigneVendue = Ligne & { prix_unitaire_cents: number }
