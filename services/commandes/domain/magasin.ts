export type Magasin = { readonly magasinId: number; readonly nom: string }

/** The shop that online sales belong to. */
export const boutiqueEnLigne: Magasin = { magasinId: 1, nom: 'Boutique en ligne' }
