// Generated from specs/openapi/catalogue.yaml by generators/openapi/schemas.ts. Do not edit.
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const categorie: JsonSchema = { type: 'string', minLength: 2, maxLength: 40, pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' }

const prixCents: JsonSchema = { type: 'integer', minimum: 1, maximum: 100000000 }

const sku: JsonSchema = { type: 'string', minLength: 3, maxLength: 40, pattern: '^[A-Z0-9]+(-[A-Z0-9]+)*$' }

const nomProduit: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const nouveauProduit: JsonSchema = {
  type: 'object',
  required: ['sku', 'nom', 'prix_cents'],
  additionalProperties: false,
  properties: { sku: sku, nom: nomProduit, categorie: categorie, prix_cents: prixCents },
}

const nouveauPrix: JsonSchema = {
  type: 'object',
  required: ['prix_cents'],
  additionalProperties: false,
  properties: { prix_cents: prixCents },
}

const idAuteur: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' }

/** The checks that the server makes before it calls a handler. */
export const operations: Readonly<Record<string, ServerOperation>> = {
  listerCategories: { operationId: 'listerCategories', method: 'GET', url: '/api/catalogue/categories/' },

  rechercherProduits: {
    operationId: 'rechercherProduits',
    method: 'GET',
    url: '/api/catalogue/produits/',
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        q: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f]*$' },
        texte: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f]*$' },
        produit_id: { 'x-list': true, type: 'array', minItems: 1, maxItems: 100, uniqueItems: true, items: produitId },
        categorie: categorie,
        prix_min_cents: prixCents,
        prix_max_cents: prixCents,
        actif: { type: 'boolean' },
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  ajouterProduit: {
    operationId: 'ajouterProduit',
    method: 'POST',
    url: '/api/catalogue/produits/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
    headers: {
      type: 'object',
      required: ['idempotency-key'],
      additionalProperties: true,
      properties: {
        'idempotency-key': {
          type: 'string',
          minLength: 8,
          maxLength: 258,
          pattern: '^(?:[!#-+\\--:<-\\[\\]-~]{8,128}|"(?:[ !#-\\[\\]-~]|\\\\["\\\\]){8,128}")$',
        },
      },
    },
    body: nouveauProduit,
  },

  lireSelection: {
    operationId: 'lireSelection',
    method: 'GET',
    url: '/api/catalogue/produits/selection/',
    query: {
      type: 'object',
      required: ['produit_id'],
      additionalProperties: false,
      properties: {
        produit_id: { 'x-list': true, type: 'array', minItems: 1, maxItems: 50, uniqueItems: true, items: produitId },
      },
    },
  },

  lireProduit: {
    operationId: 'lireProduit',
    method: 'GET',
    url: '/api/catalogue/produits/:produit_id/',
    path: {
      type: 'object',
      required: ['produit_id'],
      additionalProperties: false,
      properties: { produit_id: produitId },
    },
  },

  lireHistoriquePrix: {
    operationId: 'lireHistoriquePrix',
    method: 'GET',
    url: '/api/catalogue/produits/:produit_id/prix/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
    path: {
      type: 'object',
      required: ['produit_id'],
      additionalProperties: false,
      properties: { produit_id: produitId },
    },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  modifierPrix: {
    operationId: 'modifierPrix',
    method: 'PUT',
    url: '/api/catalogue/produits/:produit_id/prix/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
    path: {
      type: 'object',
      required: ['produit_id'],
      additionalProperties: false,
      properties: { produit_id: produitId },
    },
    headers: {
      type: 'object',
      required: ['idempotency-key'],
      additionalProperties: true,
      properties: {
        'idempotency-key': {
          type: 'string',
          minLength: 8,
          maxLength: 258,
          pattern: '^(?:[!#-+\\--:<-\\[\\]-~]{8,128}|"(?:[ !#-\\[\\]-~]|\\\\["\\\\]){8,128}")$',
        },
      },
    },
    body: nouveauPrix,
  },

  archiverProduit: {
    operationId: 'archiverProduit',
    method: 'POST',
    url: '/api/catalogue/produits/:produit_id/archiver/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
    path: {
      type: 'object',
      required: ['produit_id'],
      additionalProperties: false,
      properties: { produit_id: produitId },
    },
    headers: {
      type: 'object',
      required: ['idempotency-key'],
      additionalProperties: true,
      properties: {
        'idempotency-key': {
          type: 'string',
          minLength: 8,
          maxLength: 258,
          pattern: '^(?:[!#-+\\--:<-\\[\\]-~]{8,128}|"(?:[ !#-\\[\\]-~]|\\\\["\\\\]){8,128}")$',
        },
      },
    },
  },

  lireJournalCatalogue: {
    operationId: 'lireJournalCatalogue',
    method: 'GET',
    url: '/api/catalogue/journal/',
    roles: ['gerant', 'administrateur'],
    roleCallers: { gerant: ['application-administration'], administrateur: ['application-administration'] },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        auteur: idAuteur,
        operation: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[A-Za-z]+$' },
        objet_type: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z_]+$' },
        objet_id: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$' },
        depuis: { type: 'string', format: 'date-time', maxLength: 40 },
        jusqu_a: { type: 'string', format: 'date-time', maxLength: 40 },
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },
}
