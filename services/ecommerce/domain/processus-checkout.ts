type Identite = { readonly checkout_id: string; readonly client_id: string }

/** A choreographed checkout as its customer sees it: accepted, then ended once and permanently. */
export type ProcessusCheckout =
  | (Identite & { readonly etat: 'EN_COURS' })
  | (Identite & { readonly etat: 'REUSSI'; readonly commande_id: string })
  | (Identite & { readonly etat: 'ECHOUE'; readonly motif: string })

/** How a checkout ended, according to its terminal event. */
export type Outcome =
  | { readonly etat: 'REUSSI'; readonly commande_id: string }
  | { readonly etat: 'ECHOUE'; readonly motif: string }

export type CheckoutInconnu = { readonly kind: 'checkout-inconnu' }

export const estTermine = (processus: ProcessusCheckout): boolean => processus.etat !== 'EN_COURS'

export const accepter = (identite: Identite): ProcessusCheckout => ({ ...identite, etat: 'EN_COURS' })

/** The first outcome is final; the same or another one reported later changes nothing. */
export const terminer = (processus: ProcessusCheckout, outcome: Outcome): ProcessusCheckout => {
  switch (processus.etat) {
    case 'EN_COURS':
      return { checkout_id: processus.checkout_id, client_id: processus.client_id, ...outcome }
    case 'REUSSI':
    case 'ECHOUE':
      return processus
    default:
      return processus satisfies never
  }
}
