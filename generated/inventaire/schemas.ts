// Generated from specs/openapi/inventaire.yaml by generators/openapi/schemas.ts. Do not edit.
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantite: JsonSchema = { type: 'integer', minimum: 1, maximum: 10000 }

const ligneCommande: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite },
}

const demandeVerification: JsonSchema = {
  type: 'object',
  required: ['lignes'],
  additionalProperties: false,
  properties: { lignes: { type: 'array', minItems: 1, maxItems: 50, items: ligneCommande } },
}

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const prixCents: JsonSchema = { type: 'integer', minimum: 1, maximum: 100000000 }

const ligneReservee: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite, prix_unitaire_cents: prixCents },
}

const demandeReservation: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'lignes'],
  additionalProperties: false,
  properties: { checkout_id: checkoutId, lignes: { type: 'array', minItems: 1, maxItems: 50, items: ligneReservee } },
}

const demandeLiberation: JsonSchema = {
  type: 'object',
  required: ['checkout_id'],
  additionalProperties: false,
  properties: { checkout_id: checkoutId },
}

const quantiteStock: JsonSchema = { type: 'integer', minimum: 0, maximum: 2147483647 }

const quantiteMouvement: JsonSchema = { type: 'integer', minimum: 1, maximum: 1000000 }

const reapprovisionnement: JsonSchema = {
  type: 'object',
  required: ['quantite'],
  additionalProperties: false,
  properties: { quantite: quantiteMouvement },
}

const magasinId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const nouveauTransfert: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'magasin_id', 'quantite'],
  additionalProperties: false,
  properties: { produit_id: produitId, magasin_id: magasinId, quantite: quantiteMouvement },
}

const statutDemande: JsonSchema = { type: 'string', enum: ['en_attente', 'approuvee', 'rejetee'] }

const nouvelleDemande: JsonSchema = {
  type: 'object',
  required: ['magasin_id', 'produit_id', 'quantite'],
  additionalProperties: false,
  properties: { magasin_id: magasinId, produit_id: produitId, quantite: quantiteMouvement },
}

const demandeId: JsonSchema = { type: 'string', format: 'uuid' }

const motifDonne: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const idAuteur: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' }

const auteur: JsonSchema = {
  type: 'object',
  required: ['auteur', 'role', 'application'],
  additionalProperties: false,
  properties: {
    auteur: idAuteur,
    role: { type: 'string', minLength: 1, maxLength: 40, pattern: '^[a-z]+$' },
    application: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z0-9-]+$' },
  },
}

const rejetTransmis: JsonSchema = {
  type: 'object',
  required: ['motif', 'auteur'],
  additionalProperties: false,
  properties: { motif: motifDonne, auteur: auteur },
}

const validationId: JsonSchema = { type: 'string', format: 'uuid' }

const etapeDemandee: JsonSchema = {
  type: 'object',
  required: ['validation_id', 'demande_id'],
  additionalProperties: false,
  properties: { validation_id: validationId, demande_id: demandeId },
}

/** The checks that the server makes before it calls a handler. */
export const operations: Readonly<Record<string, ServerOperation>> = {
  verifierStock: {
    operationId: 'verifierStock',
    method: 'POST',
    url: '/api/inventaire/verifier-stock/',
    body: demandeVerification,
  },

  diminuerStock: {
    operationId: 'diminuerStock',
    method: 'POST',
    url: '/api/inventaire/diminuer-stock/',
    callers: ['service-saga-orchestrator', 'worker-stock-reservation', 'worker-stock-compensation'],
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
        'x-saga-epoch': { type: 'string', pattern: '^[0-9]{1,9}$' },
      },
    },
    body: demandeReservation,
  },

  augmenterStock: {
    operationId: 'augmenterStock',
    method: 'POST',
    url: '/api/inventaire/augmenter-stock/',
    callers: [
      'service-saga-orchestrator',
      'service-ecommerce',
      'worker-stock-reservation',
      'worker-stock-compensation',
    ],
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
        'x-saga-epoch': { type: 'string', pattern: '^[0-9]{1,9}$' },
      },
    },
    body: demandeLiberation,
  },

  lireReservation: {
    operationId: 'lireReservation',
    method: 'GET',
    url: '/api/inventaire/reservations/:checkout_id/',
    callers: [
      'service-saga-orchestrator',
      'service-ecommerce',
      'worker-stock-reservation',
      'worker-order-creation',
      'worker-stock-compensation',
    ],
    path: {
      type: 'object',
      required: ['checkout_id'],
      additionalProperties: false,
      properties: { checkout_id: checkoutId },
    },
  },

  consulterStocksCentral: {
    operationId: 'consulterStocksCentral',
    method: 'GET',
    url: '/api/inventaire/stocks-centraux/',
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        produit_id: { 'x-list': true, type: 'array', minItems: 1, maxItems: 100, uniqueItems: true, items: produitId },
        disponible_max: quantiteStock,
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  lireStockCentral: {
    operationId: 'lireStockCentral',
    method: 'GET',
    url: '/api/inventaire/stocks-centraux/:produit_id/',
    path: {
      type: 'object',
      required: ['produit_id'],
      additionalProperties: false,
      properties: { produit_id: produitId },
    },
  },

  reapprovisionnerStock: {
    operationId: 'reapprovisionnerStock',
    method: 'POST',
    url: '/api/inventaire/stocks-centraux/:produit_id/reapprovisionner/',
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
    body: reapprovisionnement,
  },

  consulterStocksLocaux: {
    operationId: 'consulterStocksLocaux',
    method: 'GET',
    url: '/api/inventaire/stocks-locaux/:magasin_id/',
    path: {
      type: 'object',
      required: ['magasin_id'],
      additionalProperties: false,
      properties: { magasin_id: magasinId },
    },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        produit_id: { 'x-list': true, type: 'array', minItems: 1, maxItems: 100, uniqueItems: true, items: produitId },
        disponible_max: quantiteStock,
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  resumerStocks: {
    operationId: 'resumerStocks',
    method: 'GET',
    url: '/api/inventaire/resume/',
    callers: ['application-administration', 'service-commandes'],
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        magasin_id: { 'x-list': true, type: 'array', minItems: 1, maxItems: 100, uniqueItems: true, items: magasinId },
      },
    },
  },

  listerTransferts: {
    operationId: 'listerTransferts',
    method: 'GET',
    url: '/api/inventaire/transferts/',
    roles: ['commis', 'gerant'],
    roleCallers: { commis: ['application-administration'], gerant: ['application-administration'] },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        magasin_id: magasinId,
        produit_id: produitId,
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  transfererStock: {
    operationId: 'transfererStock',
    method: 'POST',
    url: '/api/inventaire/transferts/',
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
    body: nouveauTransfert,
  },

  listerDemandesReappro: {
    operationId: 'listerDemandesReappro',
    method: 'GET',
    url: '/api/inventaire/demandes-reapprovisionnement/',
    callers: ['application-administration', 'service-supply-chain'],
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        statut: statutDemande,
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  creerDemandeReappro: {
    operationId: 'creerDemandeReappro',
    method: 'POST',
    url: '/api/inventaire/demandes-reapprovisionnement/',
    roles: ['commis', 'gerant'],
    roleCallers: { commis: ['application-administration'], gerant: ['application-administration'] },
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
    body: nouvelleDemande,
  },

  lireDemandeReappro: {
    operationId: 'lireDemandeReappro',
    method: 'GET',
    url: '/api/inventaire/demandes-reapprovisionnement/:demande_id/',
    callers: ['application-administration', 'service-supply-chain'],
    path: {
      type: 'object',
      required: ['demande_id'],
      additionalProperties: false,
      properties: { demande_id: demandeId },
    },
  },

  rejeterDemandeReappro: {
    operationId: 'rejeterDemandeReappro',
    method: 'POST',
    url: '/api/inventaire/demandes-reapprovisionnement/:demande_id/rejeter/',
    callers: ['service-supply-chain'],
    path: {
      type: 'object',
      required: ['demande_id'],
      additionalProperties: false,
      properties: { demande_id: demandeId },
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
    body: rejetTransmis,
  },

  preleverStockCentral: {
    operationId: 'preleverStockCentral',
    method: 'POST',
    url: '/api/inventaire/validations/prelever-stock-central/',
    callers: ['service-supply-chain'],
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
        'x-saga-epoch': { type: 'string', pattern: '^[0-9]{1,9}$' },
      },
    },
    body: etapeDemandee,
  },

  rendreStockCentral: {
    operationId: 'rendreStockCentral',
    method: 'POST',
    url: '/api/inventaire/validations/rendre-stock-central/',
    callers: ['service-supply-chain'],
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
        'x-saga-epoch': { type: 'string', pattern: '^[0-9]{1,9}$' },
      },
    },
    body: etapeDemandee,
  },

  livrerStockLocal: {
    operationId: 'livrerStockLocal',
    method: 'POST',
    url: '/api/inventaire/validations/livrer-stock-local/',
    callers: ['service-supply-chain'],
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
        'x-saga-epoch': { type: 'string', pattern: '^[0-9]{1,9}$' },
      },
    },
    body: etapeDemandee,
  },

  reprendreStockLocal: {
    operationId: 'reprendreStockLocal',
    method: 'POST',
    url: '/api/inventaire/validations/reprendre-stock-local/',
    callers: ['service-supply-chain'],
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
        'x-saga-epoch': { type: 'string', pattern: '^[0-9]{1,9}$' },
      },
    },
    body: etapeDemandee,
  },

  approuverDemande: {
    operationId: 'approuverDemande',
    method: 'POST',
    url: '/api/inventaire/validations/approuver-demande/',
    callers: ['service-supply-chain'],
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
        'x-saga-epoch': { type: 'string', pattern: '^[0-9]{1,9}$' },
      },
    },
    body: etapeDemandee,
  },

  rouvrirDemande: {
    operationId: 'rouvrirDemande',
    method: 'POST',
    url: '/api/inventaire/validations/rouvrir-demande/',
    callers: ['service-supply-chain'],
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
        'x-saga-epoch': { type: 'string', pattern: '^[0-9]{1,9}$' },
      },
    },
    body: etapeDemandee,
  },

  lireJournalInventaire: {
    operationId: 'lireJournalInventaire',
    method: 'GET',
    url: '/api/inventaire/journal/',
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

  lireLignesInventaire: {
    operationId: 'lireLignesInventaire',
    method: 'GET',
    url: '/api/inventaire/checkouts/:checkout_id/lignes/',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['checkout_id'],
      additionalProperties: false,
      properties: { checkout_id: checkoutId },
    },
  },
}
