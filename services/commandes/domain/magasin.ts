export type Magasin = { readonly magasinId: number; readonly nom: string }

/** The shop to which online sales belong. */
export const boutiqueEnLigne: Magasin = { magasinId: 1, nom: 'Boutique en ligne' }
