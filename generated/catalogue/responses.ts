// Generated from specs/openapi/catalogue.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const categorie: JsonSchema = { type: 'string', minLength: 2, maxLength: 40, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }

const categorieEnVente: JsonSchema = {
  type: 'object',
  required: ['categorie', 'produits'],
  properties: { categorie: categorie, produits: { type: 'integer', minimum: 1, maximum: 2147483647 } },
}

const categories: JsonSchema = {
  type: 'object',
  required: ['categories'],
  properties: { categories: { type: 'array', maxItems: 1000, items: categorieEnVente } },
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

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const sku: JsonSchema = { type: 'string', minLength: 3, maxLength: 40, pattern: '^[A-Z0-9]+(-[A-Z0-9]+)*$' }

const nomProduit: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const prixCents: JsonSchema = { type: 'integer', minimum: 1, maximum: 100000000 }

const produit: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'sku', 'nom', 'categorie', 'prix_cents', 'actif'],
  properties: {
    produit_id: produitId,
    sku: sku,
    nom: nomProduit,
    categorie: categorie,
    prix_cents: prixCents,
    actif: { type: 'boolean' },
  },
}

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const pageProduits: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: produit }, curseur_suivant: curseurSuivant },
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

const problemProduitIndisponible: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'produit_ids'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:produit-indisponible' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    produit_ids: { type: 'array', maxItems: 50, items: produitId },
  },
}

const prixHistorique: JsonSchema = {
  type: 'object',
  required: ['version', 'prix_cents', 'par', 'depuis'],
  properties: {
    version: { type: 'integer', minimum: 1, maximum: 2147483647 },
    prix_cents: prixCents,
    par: { type: 'string', minLength: 1, maxLength: 200 },
    depuis: { type: 'string', format: 'date-time' },
  },
}

const pageHistoriquePrix: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: prixHistorique }, curseur_suivant: curseurSuivant },
}

const idAuteur: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' }

const operationJournal: JsonSchema = {
  type: 'object',
  required: [
    'numero',
    'fait_le',
    'operation',
    'objet_type',
    'objet_id',
    'auteur',
    'role',
    'application',
    'motif',
    'correlation_id',
  ],
  additionalProperties: false,
  properties: {
    numero: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    fait_le: { type: 'string', format: 'date-time' },
    operation: { type: 'string', maxLength: 100 },
    objet_type: { type: 'string', maxLength: 100 },
    objet_id: { type: 'string', maxLength: 200 },
    auteur: idAuteur,
    role: { type: 'string', maxLength: 40 },
    application: { type: 'string', maxLength: 100 },
    motif: { type: ['string', 'null'], maxLength: 200 },
    correlation_id: { type: 'string', maxLength: 200 },
  },
}

const pageJournal: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  additionalProperties: false,
  properties: { elements: { type: 'array', maxItems: 100, items: operationJournal }, curseur_suivant: curseurSuivant },
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

const onlyForbidden: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:forbidden'] } } }],
}

const onlySkuExistantOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:sku-existant', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
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

const onlyProduitInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:produit-inconnu'] } } }],
}

const onlyProduitArchiveOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:produit-archive', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
}

const onlyIdempotencyInFlight: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:idempotency-in-flight'] } } }],
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  listerCategories: {
    200: { 'application/json': categories },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  rechercherProduits: {
    200: { 'application/json': pageProduits },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  ajouterProduit: {
    201: { 'application/json': produit },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: { 'application/problem+json': onlySkuExistantOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireSelection: {
    200: { 'application/json': selection },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    409: { 'application/problem+json': problemProduitIndisponible },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireProduit: {
    200: { 'application/json': produit },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    404: { 'application/problem+json': onlyProduitInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireHistoriquePrix: {
    200: { 'application/json': pageHistoriquePrix },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyProduitInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  modifierPrix: {
    200: { 'application/json': produit },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyProduitInconnu },
    409: { 'application/problem+json': onlyProduitArchiveOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  archiverProduit: {
    200: { 'application/json': produit },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyProduitInconnu },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireJournalCatalogue: {
    200: { 'application/json': pageJournal },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },
}
