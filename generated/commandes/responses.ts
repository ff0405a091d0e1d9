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
  },
}

const motif: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }

const problemVenteAnnulee: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'checkout_id'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:vente-annulee' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    checkout_id: checkoutId,
    motif: motif,
  },
}

const problemEpochSuperseded: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'checkout_id'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:epoch-superseded' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    checkout_id: checkoutId,
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

const onlyValidation: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:validation'] } } }],
}

const onlyUnauthenticatedOrGatewayRequired: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:unauthenticated', 'urn:sagabench:problem:gateway-required'] },
      },
    },
  ],
}

const onlyForbidden: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:forbidden'] } } }],
}

const onlyIdempotencyInFlight: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:idempotency-in-flight'] } } }],
}

const onlyPayloadTooLarge: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:payload-too-large'] } } }],
}

const onlyUnsupportedMediaType: JsonSchema = {
  allOf: [
    problem,
    { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:unsupported-media-type'] } } },
  ],
}

const onlyIdempotencyKeyReused: JsonSchema = {
  allOf: [
    problem,
    { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:idempotency-key-reused'] } } },
  ],
}

const onlyTooManyRequests: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:too-many-requests'] } } }],
}

const onlyUnavailableOrInterrupted: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: { type: { enum: ['urn:sagabench:problem:unavailable', 'urn:sagabench:problem:interrupted'] } },
    },
  ],
}

const onlyVenteInconnue: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:vente-inconnue'] } } }],
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  enregistrerVente: {
    201: { 'application/json': vente },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: {
      'application/problem+json': { anyOf: [problemVenteAnnulee, problemEpochSuperseded, onlyIdempotencyInFlight] },
    },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  annulerVente: {
    200: { 'application/json': annulation },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: { 'application/problem+json': { anyOf: [problemEpochSuperseded, onlyIdempotencyInFlight] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  trancherVente: {
    200: { 'application/json': vente },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: { 'application/problem+json': { anyOf: [problemVenteAnnulee, onlyIdempotencyInFlight] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireVente: {
    200: { 'application/json': vente },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyVenteInconnue },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerMagasins: {
    200: { 'application/json': pageMagasins },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },
}
