// Generated from specs/common/problems.yaml by generators/openapi/problems.ts. Do not edit.

/** Every problem that a service may return, by the slug at the end of its type. */
export const problems = {
  /** A field, parameter or header is missing, unknown or outside its limits; `errors` names each one and the rule it breaks. */
  validation: { status: 400, title: 'The request does not match its specification' },
  /** The gateway knows no such API key, or the bearer token is missing, expired or not signed by us. */
  unauthenticated: { status: 401, title: 'Credentials are missing, expired or not valid' },
  /** The request did not carry the gateway's secret. */
  'gateway-required': { status: 401, title: 'This service answers only through the gateway' },
  /** No customer account matches. The response doesn't reveal which of the two is wrong. */
  'identifiants-invalides': { status: 401, title: 'E-mail address or password is wrong' },
  /** The calling application is not among the operation's callers, or the token's role does not allow it. */
  forbidden: { status: 403, title: 'The caller may not use this operation' },
  /** No operation of this service has this path. */
  'not-found': { status: 404, title: 'There is no such address' },
  /** The path exists; the `Allow` header lists its methods. */
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  /** Headers or body were not complete within the server's limit. */
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  /** The outcome is not known yet; repeat the same request after a short wait. */
  'idempotency-in-flight': { status: 409, title: 'A request with this Idempotency-Key is still being processed' },
  /** A key belongs to one request body; use a new key for a new request. */
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for another request' },
  /** The body is longer than the operation accepts. */
  'payload-too-large': { status: 413, title: 'The request body is too large' },
  /** The path or the query is longer than the server accepts. */
  'uri-too-long': { status: 414, title: 'The address is too long' },
  /** Bodies are application/json in UTF-8. */
  'unsupported-media-type': { status: 415, title: "The body's media type is not supported" },
  /** The headers together are longer than the server accepts. */
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  /** The caller exceeded its rate limit. Retry after `Retry-After`. */
  'too-many-requests': { status: 429, title: 'Too many requests' },
  /** A bug or a failing dependency; whether the request had an effect is unknown. */
  internal: { status: 500, title: 'The service failed' },
  /** The service is starting, stopping or overloaded; nothing was processed. Retry after `Retry-After`. */
  unavailable: { status: 503, title: 'The service cannot take the request now' },
  /** A store or a connection failed during the request; whether it had an effect is unknown. Repeat it with the same Idempotency-Key. */
  interrupted: { status: 503, title: 'The request was interrupted' },
  /** Another replica has taken over the saga with a newer epoch; requests with the older one are refused. */
  'epoch-superseded': { status: 409, title: "The caller's lease was taken over" },
  /** No product of the catalogue, or no stock record, has this id. */
  'produit-inconnu': { status: 404, title: 'There is no such product' },
  /** Another product already carries this SKU. */
  'sku-existant': { status: 409, title: 'The SKU is taken' },
  /** An archived product can't be changed any more. */
  'produit-archive': { status: 409, title: 'The product is archived' },
  /** At least one product doesn't exist or is archived; `produit_ids` lists them. */
  'produit-indisponible': { status: 409, title: 'A product is not available' },
  /** At least one line asks for more than is available; `lignes` lists those lines. */
  'stock-insuffisant': { status: 409, title: 'There is too little stock' },
  /** The reservation was released, possibly before it was made (tombstone); this checkout can't reserve any more. */
  'reservation-annulee': { status: 409, title: 'The reservation of this checkout was released before' },
  /** No shop has this id. */
  'magasin-inconnu': { status: 404, title: 'There is no such shop' },
  /** This service has received neither a reservation nor a release for this checkout. */
  'reservation-inconnue': { status: 404, title: 'Nothing was reserved or released under this checkout' },
  /** No restocking request has this id. */
  'demande-inconnue': { status: 404, title: 'There is no such restocking request' },
  /** Only a waiting request can be approved or rejected. */
  'demande-deja-traitee': { status: 409, title: 'The restocking request was decided before' },
  /** The step was undone, possibly before it ran (tombstone), or the step before it has no effect; this validation can't run the step any more. */
  'etape-annulee': { status: 409, title: 'This step of the validation was undone before' },
  /** Another replica has taken over the validation with a newer epoch; requests with the older one are refused. */
  'validation-reprise': { status: 409, title: "The caller's lease on this validation was taken over" },
  /** No validation has this id, or no validation of this restocking request has begun. */
  'validation-inconnue': { status: 404, title: 'There is no such validation' },
  /** A business rule refused the validation, and all its effects were undone. `motif` is the reason, `etat` is VALIDATION_ANNULEE. */
  'validation-refusee': { status: 409, title: 'The validation of the restocking request was refused' },
  /** A service failed or did not respond in time; every step that may have had an effect was undone. A new validation needs a new Idempotency-Key. */
  'validation-annulee': { status: 503, title: 'The validation of the restocking request failed and was undone' },
  /** A validation in a terminal state can't be undone, restarted or closed. */
  'validation-terminee': { status: 409, title: 'The validation has ended' },
  /** The step has not begun, or has nothing to undo, or the validation has no such step. */
  'relance-impossible': { status: 409, title: "The validation can't be restarted from this step" },
  /** The validation is not being undone, or inventaire knows its request, so that the undo can succeed; it is retried until it does. */
  'cloture-impossible': { status: 409, title: 'The validation can still be undone' },
  /** No sale has this id, or it belongs to another customer. */
  'vente-inconnue': { status: 404, title: 'There is no such sale' },
  /** The sale was cancelled, possibly before it was recorded (tombstone); this checkout can't create an order any more. */
  'vente-annulee': { status: 409, title: 'The sale of this checkout was cancelled before' },
  /** No customer has this id, or it doesn't match the token. */
  'client-inconnu': { status: 404, title: 'There is no such customer' },
  /** The services in `parties` did not answer in time, or hold more rows than one document may have. Nothing was exported; repeat the request later. */
  'export-incomplet': { status: 503, title: 'The export would not be complete' },
  /** No registration or reset waits for this code. Register or request a reset again to get a new one. */
  'code-invalide': { status: 404, title: 'The code is wrong, used or expired' },
  /** The refresh token is unknown, expired or used, its session was ended, or another application opened it. Log in again. */
  'session-invalide': { status: 401, title: 'The session is over' },
  /** The password was not changed. Wrong passwords count as wrong log-ins. */
  'mot-de-passe-errone': { status: 409, title: 'The current password is wrong' },
  /** An administrator set it. Log in again with it and a new password in `nouveau_mot_de_passe`. */
  'mot-de-passe-provisoire': { status: 409, title: 'The password is temporary' },
  /** Change your own password with the current one. */
  'propre-mot-de-passe': { status: 409, title: 'The account is your own' },
  'courriel-pris': { status: 409, title: 'A member of staff has an account with this address' },
  'employe-inconnu': { status: 404, title: 'There is no such member of staff' },
  /** Give another active account the role administrateur first. */
  'dernier-administrateur': { status: 409, title: 'No active administrator would be left' },
  /** There is nothing to check out, neither in the body nor in the customer's active cart. */
  'panier-vide': { status: 409, title: 'The cart is empty' },
  /** A cart holds at most 50 products and a limited quantity of each. */
  'panier-plein': { status: 409, title: 'The cart is full' },
  /** Add the product to the cart first. */
  'ligne-inconnue': { status: 404, title: 'The product is not in the cart' },
  /** No checkout has this id, or it belongs to another customer. */
  'checkout-inconnu': { status: 404, title: 'There is no such checkout' },
  /** No saga has this id, or it belongs to another customer. */
  'saga-inconnue': { status: 404, title: 'There is no such saga' },
  /** A business rule refused the checkout, and all its effects were undone. `motif` is the reason, `etat` is SAGA_ANNULEE. */
  'checkout-refuse': { status: 409, title: 'The checkout was refused' },
  /** A service failed or did not respond in time; every step that may have had an effect was undone. A new checkout needs a new Idempotency-Key. */
  'checkout-annule': { status: 503, title: 'The checkout failed and was undone' },
  /** A saga in a terminal state can't be compensated or restarted. */
  'saga-terminee': { status: 409, title: 'The saga has ended' },
  /** The step has not started, or the saga has nothing to undo for it. */
  'etape-impossible': { status: 409, title: "The saga can't be restarted from this step" },
  /** No dead letter has this id. */
  'lettre-morte-inconnue': { status: 404, title: 'There is no such dead letter' },
  /** No batch of redrives has this id. */
  'lot-inconnu': { status: 404, title: 'There is no such batch' },
  /** Create a new batch for the dead letters that are still open. */
  'lot-clos': { status: 409, title: 'The batch was cancelled or is finished' },
  /** If its group fails to handle it again, it becomes a new dead letter with a new id. */
  'lettre-deja-relancee': { status: 409, title: 'The dead letter was sent again before' },
  /** Another request is redriving it right now. If that doesn't complete within a minute, repeat the request. */
  'relance-en-cours': { status: 409, title: 'A redrive of the dead letter is under way' },
  /** The event store has no stream of this name. */
  'stream-inconnu': { status: 404, title: 'There is no such event stream' },
  /** The read model contains no orders of this customer. */
  'commandes-inconnues': { status: 404, title: 'The customer has no orders' },
} as const

/** The end of a problem's `type`: its name in the specifications. */
export type ProblemSlug = keyof typeof problems

/** The members of some problems beyond RFC 9457. */
type OwnMembers = {
  'produit-indisponible': { produit_ids: Array<number> }
  'stock-insuffisant': { lignes: Array<{ produit_id: number; quantite: number; disponible: number }> }
  'reservation-annulee': { checkout_id: string }
  'epoch-superseded': { checkout_id: string }
  'vente-annulee': { checkout_id: string; motif?: string }
  'checkout-refuse': {
    checkout_id: string
    etat:
      | 'EN_ATTENTE'
      | 'VERIFICATION_STOCK'
      | 'STOCK_VERIFIE'
      | 'RESERVATION_STOCK'
      | 'STOCK_RESERVE'
      | 'CREATION_COMMANDE'
      | 'COMMANDE_CREEE'
      | 'SAGA_TERMINEE'
      | 'ECHEC_STOCK_INSUFFISANT'
      | 'ECHEC_RESERVATION_STOCK'
      | 'ECHEC_CREATION_COMMANDE'
      | 'COMPENSATION_EN_COURS'
      | 'SAGA_ANNULEE'
    motif: string
  }
  'checkout-annule': {
    checkout_id: string
    etat:
      | 'EN_ATTENTE'
      | 'VERIFICATION_STOCK'
      | 'STOCK_VERIFIE'
      | 'RESERVATION_STOCK'
      | 'STOCK_RESERVE'
      | 'CREATION_COMMANDE'
      | 'COMMANDE_CREEE'
      | 'SAGA_TERMINEE'
      | 'ECHEC_STOCK_INSUFFISANT'
      | 'ECHEC_RESERVATION_STOCK'
      | 'ECHEC_CREATION_COMMANDE'
      | 'COMPENSATION_EN_COURS'
      | 'SAGA_ANNULEE'
    motif: string
  }
  'saga-terminee': {
    checkout_id: string
    etat:
      | 'EN_ATTENTE'
      | 'VERIFICATION_STOCK'
      | 'STOCK_VERIFIE'
      | 'RESERVATION_STOCK'
      | 'STOCK_RESERVE'
      | 'CREATION_COMMANDE'
      | 'COMMANDE_CREEE'
      | 'SAGA_TERMINEE'
      | 'ECHEC_STOCK_INSUFFISANT'
      | 'ECHEC_RESERVATION_STOCK'
      | 'ECHEC_CREATION_COMMANDE'
      | 'COMPENSATION_EN_COURS'
      | 'SAGA_ANNULEE'
  }
  'etape-impossible': { checkout_id: string }
  'validation-terminee': {
    validation_id: string
    etat:
      | 'EN_ATTENTE'
      | 'PRELEVEMENT_STOCK'
      | 'STOCK_PRELEVE'
      | 'LIVRAISON_MAGASIN'
      | 'MAGASIN_LIVRE'
      | 'APPROBATION_DEMANDE'
      | 'DEMANDE_APPROUVEE'
      | 'VALIDATION_TERMINEE'
      | 'ECHEC_PRELEVEMENT_STOCK'
      | 'ECHEC_LIVRAISON_MAGASIN'
      | 'ECHEC_APPROBATION_DEMANDE'
      | 'COMPENSATION_EN_COURS'
      | 'VALIDATION_ANNULEE'
  }
  'validation-refusee': {
    demande_id: string
    etat:
      | 'EN_ATTENTE'
      | 'PRELEVEMENT_STOCK'
      | 'STOCK_PRELEVE'
      | 'LIVRAISON_MAGASIN'
      | 'MAGASIN_LIVRE'
      | 'APPROBATION_DEMANDE'
      | 'DEMANDE_APPROUVEE'
      | 'VALIDATION_TERMINEE'
      | 'ECHEC_PRELEVEMENT_STOCK'
      | 'ECHEC_LIVRAISON_MAGASIN'
      | 'ECHEC_APPROBATION_DEMANDE'
      | 'COMPENSATION_EN_COURS'
      | 'VALIDATION_ANNULEE'
    motif: string
  }
  'validation-annulee': {
    demande_id: string
    etat:
      | 'EN_ATTENTE'
      | 'PRELEVEMENT_STOCK'
      | 'STOCK_PRELEVE'
      | 'LIVRAISON_MAGASIN'
      | 'MAGASIN_LIVRE'
      | 'APPROBATION_DEMANDE'
      | 'DEMANDE_APPROUVEE'
      | 'VALIDATION_TERMINEE'
      | 'ECHEC_PRELEVEMENT_STOCK'
      | 'ECHEC_LIVRAISON_MAGASIN'
      | 'ECHEC_APPROBATION_DEMANDE'
      | 'COMPENSATION_EN_COURS'
      | 'VALIDATION_ANNULEE'
    motif: string
  }
  'export-incomplet': { parties: Array<string> }
}

/** The members of all other problems beyond RFC 9457. */
type SharedMembers = { errors?: Array<{ field: string; rule: string; message: string }> }

/** The bodies of the problems with these slugs, a union by `type` (RFC 9457). */
export type ProblemOf<Slug extends ProblemSlug> = {
  [S in Slug]: {
    type: `urn:sagabench:problem:${S}`
    title: string
    status: (typeof problems)[S]['status']
    detail?: string
    instance?: string
  } & (S extends keyof OwnMembers ? OwnMembers[S] : SharedMembers)
}[Slug]
