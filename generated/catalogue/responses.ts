// Generated from specs/openapi/catalogue.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const sku: JsonSchema = { type: 'string', minLength: 3, maxLength: 40, pattern: '^[A-Z0-9]+(-[A-Z0-9]+)*$' }

const nomProduit: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
}

const prixCents: JsonSchema = { type: 'integer', minimum: 1, maximum: 100000000 }

const produit: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'sku', 'nom', 'prix_cents', 'actif'],
  properties: { produit_id: produitId, sku: sku, nom: nomProduit, prix_cents: prixCents, actif: { type: 'boolean' } },
}

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const pageProduits: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: produit }, curseur_suivant: curseurSuivant },
}

const problemField: JsonSchema = {
  type: 'object',
  required: ['field', 'rule', 'message'],
  additionalProperties: false,
  properties: { field: { type: 'string' }, rule: { type: 'string' }, message: { type: 'string' } },
}

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

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

const produitSelectionne: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'nom', 'prix_unitaire_cents'],
  properties: { produit_id: produitId, nom: nomProduit, prix_unitaire_cents: prixCents },
}

const selection: JsonSchema = {
  type: 'object',
  required: ['produits'],
  properties: { produits: { type: 'array', minItems: 1, maxItems: 50, items: produitSelectionne } },
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  rechercherProduits: {
    200: { 'application/json': pageProduits },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  ajouterProduit: {
    201: { 'application/json': produit },
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

  lireSelection: {
    200: { 'application/json': selection },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    409: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  lireProduit: {
    200: { 'application/json': produit },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    404: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  modifierPrix: {
    200: { 'application/json': produit },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    403: { 'application/problem+json': problem },
    404: { 'application/problem+json': problem },
    409: { 'application/problem+json': problem },
    413: { 'application/problem+json': problem },
    415: { 'application/problem+json': problem },
    422: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  archiverProduit: {
    200: { 'application/json': produit },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    403: { 'application/problem+json': problem },
    404: { 'application/problem+json': problem },
    409: { 'application/problem+json': problem },
    422: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },
}
