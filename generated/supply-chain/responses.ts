// Generated from specs/openapi/supply-chain.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const demandeId: JsonSchema = { type: 'string', format: 'uuid' }

const magasinId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantiteMouvement: JsonSchema = { type: 'integer', minimum: 1, maximum: 1000000 }

const statutDemande: JsonSchema = { type: 'string', enum: ['en_attente', 'approuvee', 'rejetee'] }

const demandeReapprovisionnement: JsonSchema = {
  type: 'object',
  required: ['demande_id', 'magasin_id', 'produit_id', 'quantite', 'statut', 'motif_rejet', 'creee_a'],
  additionalProperties: false,
  properties: {
    demande_id: demandeId,
    magasin_id: magasinId,
    produit_id: produitId,
    quantite: quantiteMouvement,
    statut: statutDemande,
    motif_rejet: { type: ['string', 'null'], maxLength: 200 },
    creee_a: { type: 'string', format: 'date-time' },
  },
}

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const pageDemandes: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  additionalProperties: false,
  properties: {
    elements: { type: 'array', maxItems: 100, items: demandeReapprovisionnement },
    curseur_suivant: curseurSuivant,
  },
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

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  listerDemandes: {
    200: { 'application/json': pageDemandes },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    403: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  validerDemande: {
    200: { 'application/json': demandeReapprovisionnement },
    400: { 'application/problem+json': problem },
    401: { 'application/problem+json': problem },
    403: { 'application/problem+json': problem },
    404: { 'application/problem+json': problem },
    409: { 'application/problem+json': problem },
    422: { 'application/problem+json': problem },
    429: { 'application/problem+json': problem },
    503: { 'application/problem+json': problem },
  },

  rejeterDemande: {
    200: { 'application/json': demandeReapprovisionnement },
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
}
