import type { CheckoutText } from './text.ts'

/** Why a checkout failed, in words for its customer. */
export const reasonText = (reason: string, text: CheckoutText): string => {
  if (reason === 'STOCK_INSUFFISANT') return text.noStock
  if (reason === 'PRODUIT_INDISPONIBLE') return text.notOnSale
  return reason === 'DELAI_DEPASSE' ? text.tooSlow : text.technical(reason)
}
