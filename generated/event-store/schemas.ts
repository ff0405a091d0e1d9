// Generated from specs/openapi/event-store.yaml by generators/openapi/schemas.ts. Do not edit.
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const typeEvenement: JsonSchema = {
  type: 'string',
  enum: [
    'CheckoutInitiated',
    'StockReserved',
    'StockReservationFailed',
    'OrderCreated',
    'OrderCreationFailed',
    'CheckoutSucceeded',
    'CheckoutFailed',
    'StockReleased',
  ],
}

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const commandeId: JsonSchema = { type: 'string', format: 'uuid' }

const checkouts: JsonSchema = {
  type: 'object',
  required: ['checkout_ids'],
  additionalProperties: false,
  properties: { checkout_ids: { type: 'array', maxItems: 1000, items: checkoutId } },
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

const etatLettreMorte: JsonSchema = { type: 'string', enum: ['ouverte', 'relancee'] }

const idAuteur: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' }

const motifDonne: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const filtreLot: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    groupe: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z0-9]+([._-][a-z0-9]+)*$' },
    type: typeEvenement,
    motif: motifDonne,
    avant_ms: instantMs,
  },
}

const demandeLot: JsonSchema = {
  type: 'object',
  required: ['filtre', 'raison'],
  additionalProperties: false,
  properties: { filtre: filtreLot, raison: motifDonne },
}

const changementLot: JsonSchema = {
  type: 'object',
  required: ['etat'],
  additionalProperties: false,
  properties: {
    etat: { type: 'string', enum: ['en_cours', 'en_pause', 'annule'] },
    par_seconde: { type: 'integer', minimum: 1, maximum: 100 },
  },
}

/** The checks that the server makes before it calls a handler. */
export const operations: Readonly<Record<string, ServerOperation>> = {
  lireEvenements: {
    operationId: 'lireEvenements',
    method: 'GET',
    url: '/api/event-store/streams/:stream/events',
    callers: [
      'application-administration',
      'service-ecommerce',
      'service-saga-orchestrator',
      'service-event-store',
      'worker-cqrs-projection',
    ],
    path: {
      type: 'object',
      required: ['stream'],
      additionalProperties: false,
      properties: { stream: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z0-9]+([.-][a-z0-9]+)*$' } },
    },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        type: typeEvenement,
        depuis: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
        avant: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
        checkout_id: checkoutId,
        client_id: clientId,
        commande_id: commandeId,
        apres: { type: 'integer', minimum: 0, maximum: 9007199254740991, default: 0 },
        limite: { type: 'integer', minimum: 1, maximum: 5000, default: 100 },
      },
    },
  },

  rejouerCheckout: {
    operationId: 'rejouerCheckout',
    method: 'GET',
    url: '/api/event-store/replay/checkout/:id',
    callers: [
      'application-administration',
      'service-ecommerce',
      'service-saga-orchestrator',
      'service-event-store',
      'worker-cqrs-projection',
    ],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: checkoutId } },
  },

  listerJours: {
    operationId: 'listerJours',
    method: 'GET',
    url: '/api/event-store/days',
    callers: ['application-administration', 'service-event-store', 'worker-cqrs-projection'],
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: { limite: { type: 'integer', minimum: 1, maximum: 1000, default: 1000 } },
    },
  },

  lireCommandesParClient: {
    operationId: 'lireCommandesParClient',
    method: 'GET',
    url: '/api/event-store/cqrs/orders-by-client/:id',
    callers: [
      'application-administration',
      'service-ecommerce',
      'service-saga-orchestrator',
      'service-event-store',
      'worker-cqrs-projection',
    ],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
  },

  trouverInconnus: {
    operationId: 'trouverInconnus',
    method: 'POST',
    url: '/api/event-store/checkouts/inconnus',
    callers: ['service-ecommerce'],
    body: checkouts,
  },

  listerCheckoutsChoreo: {
    operationId: 'listerCheckoutsChoreo',
    method: 'GET',
    url: '/api/event-store/checkouts',
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

  compterCheckoutsChoreo: {
    operationId: 'compterCheckoutsChoreo',
    method: 'GET',
    url: '/api/event-store/checkouts/comptes',
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

  listerLettresMortes: {
    operationId: 'listerLettresMortes',
    method: 'GET',
    url: '/api/event-store/dead-letters',
    callers: ['application-administration'],
    roles: ['administrateur'],
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        groupe: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z0-9]+([._-][a-z0-9]+)*$' },
        etat: etatLettreMorte,
        type: typeEvenement,
        motif: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' },
        avant_ms: instantMs,
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  relancerLettreMorte: {
    operationId: 'relancerLettreMorte',
    method: 'POST',
    url: '/api/event-store/dead-letters/:id/redrive',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['id'],
      additionalProperties: false,
      properties: { id: { type: 'integer', minimum: 1, maximum: 9007199254740991 } },
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

  lireJournalEvenements: {
    operationId: 'lireJournalEvenements',
    method: 'GET',
    url: '/api/event-store/journal',
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

  lireLignesEvenements: {
    operationId: 'lireLignesEvenements',
    method: 'GET',
    url: '/api/event-store/checkouts/:checkout_id/lignes',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['checkout_id'],
      additionalProperties: false,
      properties: { checkout_id: checkoutId },
    },
  },

  creerLotRelance: {
    operationId: 'creerLotRelance',
    method: 'POST',
    url: '/api/event-store/dead-letters/lots',
    callers: ['application-administration'],
    roles: ['administrateur'],
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
    body: demandeLot,
  },

  listerLotsRelance: {
    operationId: 'listerLotsRelance',
    method: 'GET',
    url: '/api/event-store/dead-letters/lots',
    callers: ['application-administration'],
    roles: ['administrateur'],
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

  lireLotRelance: {
    operationId: 'lireLotRelance',
    method: 'GET',
    url: '/api/event-store/dead-letters/lots/:lot_id',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['lot_id'],
      additionalProperties: false,
      properties: { lot_id: { type: 'string', format: 'uuid' } },
    },
  },

  listerElementsLot: {
    operationId: 'listerElementsLot',
    method: 'GET',
    url: '/api/event-store/dead-letters/lots/:lot_id/elements',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['lot_id'],
      additionalProperties: false,
      properties: { lot_id: { type: 'string', format: 'uuid' } },
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

  changerEtatLot: {
    operationId: 'changerEtatLot',
    method: 'PUT',
    url: '/api/event-store/dead-letters/lots/:lot_id/etat',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['lot_id'],
      additionalProperties: false,
      properties: { lot_id: { type: 'string', format: 'uuid' } },
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
    body: changementLot,
  },

  lireDonneesClientEvenements: {
    operationId: 'lireDonneesClientEvenements',
    method: 'GET',
    url: '/api/event-store/donnees-client/:client_id',
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
