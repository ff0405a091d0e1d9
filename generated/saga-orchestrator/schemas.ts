// Generated from specs/openapi/saga-orchestrator.yaml by generators/openapi/schemas.ts. Do not edit.
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantite: JsonSchema = { type: 'integer', minimum: 1, maximum: 10000 }

const ligneCommande: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite },
}

const panierCommande: JsonSchema = {
  type: 'object',
  required: ['lignes'],
  additionalProperties: false,
  properties: { lignes: { type: 'array', minItems: 1, maxItems: 50, items: ligneCommande } },
}

const demandeCheckoutSaga: JsonSchema = {
  type: 'object',
  required: ['client_id', 'panier'],
  additionalProperties: false,
  properties: { client_id: clientId, panier: panierCommande },
}

const clientEfface: JsonSchema = {
  type: 'object',
  required: ['client_id'],
  additionalProperties: false,
  properties: { client_id: clientId },
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

const resultatDeroulement: JsonSchema = { type: 'string', enum: ['en_cours', 'reussi', 'echoue'] }

const motif: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }

const instantMs: JsonSchema = { type: 'integer', minimum: 0, maximum: 9007199254740991 }

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const demandeRelance: JsonSchema = {
  type: 'object',
  required: ['etape'],
  additionalProperties: false,
  properties: { etape: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z-]+$' } },
}

const idAuteur: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' }

/** The checks that the server makes before it calls a handler. */
export const operations: Readonly<Record<string, ServerOperation>> = {
  demarrerCheckoutSaga: {
    operationId: 'demarrerCheckoutSaga',
    method: 'POST',
    url: '/api/saga/checkout/',
    roles: ['client'],
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
        prefer: { type: 'string' },
      },
    },
    body: demandeCheckoutSaga,
  },

  noterClientEfface: {
    operationId: 'noterClientEfface',
    method: 'POST',
    url: '/api/saga/clients-effaces/',
    callers: ['service-ecommerce'],
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
    body: clientEfface,
  },

  listerSagas: {
    operationId: 'listerSagas',
    method: 'GET',
    url: '/api/saga/list/',
    callers: ['application-administration'],
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        etat: etatSaga,
        parquees: { type: 'boolean', default: false },
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  listerCheckoutsSaga: {
    operationId: 'listerCheckoutsSaga',
    method: 'GET',
    url: '/api/saga/checkouts/',
    callers: ['application-administration'],
    roles: ['administrateur'],
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        etat: etatSaga,
        resultat: resultatDeroulement,
        etape: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z][a-z0-9-]*$' },
        motif: motif,
        client_id: clientId,
        bloque: { type: 'boolean' },
        depuis_ms: instantMs,
        avant_ms: instantMs,
        age_s: { type: 'integer', minimum: 0, maximum: 315360000 },
        tri: { type: 'string', enum: ['recents', 'anciens'], default: 'recents' },
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  compterCheckoutsSaga: {
    operationId: 'compterCheckoutsSaga',
    method: 'GET',
    url: '/api/saga/checkouts/comptes/',
    callers: ['application-administration'],
    roles: ['administrateur'],
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        etat: etatSaga,
        resultat: resultatDeroulement,
        etape: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z][a-z0-9-]*$' },
        motif: motif,
        client_id: clientId,
        bloque: { type: 'boolean' },
        depuis_ms: instantMs,
        avant_ms: instantMs,
        age_s: { type: 'integer', minimum: 0, maximum: 315360000 },
      },
    },
  },

  lireDeroulement: {
    operationId: 'lireDeroulement',
    method: 'GET',
    url: '/api/saga/:id/timeline/',
    callers: ['application-administration', 'service-event-store'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: checkoutId } },
  },

  lireEtatSaga: {
    operationId: 'lireEtatSaga',
    method: 'GET',
    url: '/api/saga/:id/status/',
    roles: ['client', 'administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: checkoutId } },
  },

  forcerCompensation: {
    operationId: 'forcerCompensation',
    method: 'POST',
    url: '/api/saga/:id/compensate/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: checkoutId } },
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

  relancerSaga: {
    operationId: 'relancerSaga',
    method: 'POST',
    url: '/api/saga/:id/restart/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: checkoutId } },
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
    body: demandeRelance,
  },

  lireJournalSagas: {
    operationId: 'lireJournalSagas',
    method: 'GET',
    url: '/api/saga/journal/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
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

  lireLignesSaga: {
    operationId: 'lireLignesSaga',
    method: 'GET',
    url: '/api/saga/checkouts/:checkout_id/lignes/',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['checkout_id'],
      additionalProperties: false,
      properties: { checkout_id: checkoutId },
    },
  },

  lireDonneesClientSagas: {
    operationId: 'lireDonneesClientSagas',
    method: 'GET',
    url: '/api/saga/donnees-client/:client_id/',
    callers: ['service-ecommerce'],
    path: { type: 'object', required: ['client_id'], additionalProperties: false, properties: { client_id: clientId } },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        limite: { type: 'integer', minimum: 1, maximum: 500, default: 500 },
        curseur: { type: 'string', minLength: 1, maxLength: 500, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },
}
