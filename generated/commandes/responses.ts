// Generated from specs/openapi/commandes.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const commandeId: JsonSchema = { type: 'string', format: 'uuid' }

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const etatVente: JsonSchema = { type: 'string', enum: ['enregistree', 'annulee'] }

const totalCents: JsonSchema = { type: 'integer', minimum: 0, maximum: 9007199254740991 }

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantite: JsonSchema = { type: 'integer', minimum: 1, maximum: 10000 }

const prixCents: JsonSchema = { type: 'integer', minimum: 1, maximum: 100000000 }

const ligneVendue: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite', 'prix_unitaire_cents'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite, prix_unitaire_cents: prixCents },
}

const vente: JsonSchema = {
  type: 'object',
  required: ['commande_id', 'checkout_id', 'client_id', 'etat', 'total_cents', 'lignes'],
  properties: {
    commande_id: commandeId,
    checkout_id: checkoutId,
    client_id: clientId,
    etat: etatVente,
    total_cents: totalCents,
    lignes: { type: 'array', minItems: 1, maxItems: 50, items: ligneVendue },
  },
}

const problemField: JsonSchema = {
  type: 'object',
  required: ['field', 'rule', 'message'],
  additionalProperties: false,
  properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
}

const etatSaga: JsonSchema = {
  type: 'string',
  enum: [
    'EN_ATTENTE',
    'VERIFICATION_STOCK',
    'STOCK_VERIFIE',
    'RESERVATION_STOCK',
    'STOCK_RESERVE',
    'CREATION_COMMANDE',
    'COMMANDE_CREEE',
    'SAGA_TERMINEE',
    'ECHEC_STOCK_INSUFFISANT',
    'ECHEC_RESERVATION_STOCK',
    'ECHEC_CREATION_COMMANDE',
    'COMPENSATION_EN_COURS',
    'SAGA_ANNULEE',
  ],
}

const motif: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }

const quantiteMouvement: JsonSchema = { type: 'integer', minimum: 1, maximum: 1000000 }

const quantiteStock: JsonSchema = { type: 'integer', minimum: 0, maximum: 2147483647 }

const ligneInsuffisante: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite', 'disponible'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantiteMouvement, disponible: quantiteStock },
}

const problem: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', pattern: '^urn:sagabench:problem:[a-z0-9-]+$' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    errors: { type: 'array', maxItems: 100, items: problemField },
    checkout_id: checkoutId,
    etat: etatSaga,
    motif: motif,
    produit_ids: { type: 'array', maxItems: 50, items: produitId },
    lignes: { type: 'array', maxItems: 50, items: ligneInsuffisante },
  },
}

const etatAnnulation: JsonSchema = { type: 'string', enum: ['annulee'] }

const annulation: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'etat', 'commande_id'],
  properties: {
    checkout_id: checkoutId,
    etat: etatAnnulation,
    commande_id: { type: ['string', 'null'], format: 'uuid' },
  },
}

const magasinId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const magasin: JsonSchema = {
  type: 'object',
  required: ['magasin_id', 'nom'],
  properties: { magasin_id: magasinId, nom: { type: 'string', minLength: 1, maxLength: 100 } },
}

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const pageMagasins: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: magasin }, curseur_suivant: curseurSuivant },
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  enregistrerVente: {
    201: { 'application/json': vente },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    403: { 'application/problem+json': problem },
    409: { 'application/problem+json': problem },
    413: { 'application/problem+json': problem },
    415: { 'application/problem+json': problem },
    422: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  annulerVente: {
    200: { 'application/json': annulation },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    403: { 'application/problem+json': problem },
    409: { 'application/problem+json': problem },
    413: { 'application/problem+json': problem },
    415: { 'application/problem+json': problem },
    422: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  trancherVente: {
    200: { 'application/json': vente },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    403: { 'application/problem+json': problem },
    409: { 'application/problem+json': problem },
    413: { 'application/problem+json': problem },
    415: { 'application/problem+json': problem },
    422: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  lireVente: {
    200: { 'application/json': vente },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    403: { 'application/problem+json': problem },
    404: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  listerMagasins: {
    200: { 'application/json': pageMagasins },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },
}
