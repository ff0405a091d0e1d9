import type { EtatVente } from '#generated/commandes/types.ts'
import { defined, textIn } from '../../shell/search.ts'

/** The filter, the page and the opened order, as the address has them. */
export type OrdersSearch = { etat?: EtatVente; curseur?: string; commande?: string }

export const states: readonly EtatVente[] = ['enregistree', 'annulee']

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readOrdersSearch = (raw: Record<string, unknown>): OrdersSearch =>
  defined({
    etat: states.find((state) => state === raw.etat),
    curseur: textIn(raw.curseur),
    commande: textIn(raw.commande),
  })
