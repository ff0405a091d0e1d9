// Generated from specs/openapi/commandes.yaml by generators/openapi/schemas.ts. Do not edit.
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantite: JsonSchema = { type: 'integer', minimum: 1, maximum: 10000 }

const prixCents: JsonSchema = { type: 'integer', minimum: 1, maximum: 100000000 }

const ligneVendue: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite', 'prix_unitaire_cents'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite, prix_unitaire_cents: prixCents },
}

const nouvelleVente: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'client_id', 'lignes'],
  additionalProperties: false,
  properties: {
    checkout_id: checkoutId,
    client_id: clientId,
    lignes: { type: 'array', minItems: 1, maxItems: 50, items: ligneVendue },
  },
}

const motif: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }

const demandeAnnulation: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'motif'],
  additionalProperties: false,
  properties: { checkout_id: checkoutId, motif: motif },
}

const commandeId: JsonSchema = { type: 'string', format: 'uuid' }

const magasinId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const etatVente: JsonSchema = { type: 'string', enum: ['enregistree', 'annulee'] }

/** The checks that the server makes before it calls a handler. */
export const operations: Readonly<Record<string, ServerOperation>> = {
  enregistrerVente: {
    operationId: 'enregistrerVente',
    method: 'POST',
    url: '/api/commandes/enregistrer-vente/',
    callers: ['service-saga-orchestrator', 'worker-order-creation'],
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
    body: nouvelleVente,
  },

  annulerVente: {
    operationId: 'annulerVente',
    method: 'POST',
    url: '/api/commandes/annuler-vente/',
    callers: ['service-saga-orchestrator', 'worker-order-creation'],
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
    body: demandeAnnulation,
  },

  trancherVente: {
    operationId: 'trancherVente',
    method: 'POST',
    url: '/api/commandes/trancher-vente/',
    callers: ['service-ecommerce', 'worker-stock-reservation', 'worker-order-creation', 'worker-stock-compensation'],
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
    body: demandeAnnulation,
  },

  lireVente: {
    operationId: 'lireVente',
    method: 'GET',
    url: '/api/commandes/ventes/:commande_id/',
    roles: ['client', 'commis', 'gerant', 'administrateur'],
    roleCallers: {
      commis: ['application-administration'],
      gerant: ['application-administration'],
      administrateur: ['application-administration'],
    },
    path: {
      type: 'object',
      required: ['commande_id'],
      additionalProperties: false,
      properties: { commande_id: commandeId },
    },
  },

  listerMagasins: {
    operationId: 'listerMagasins',
    method: 'GET',
    url: '/api/commandes/magasins/',
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

  listerVentesMagasin: {
    operationId: 'listerVentesMagasin',
    method: 'GET',
    url: '/api/commandes/magasins/:magasin_id/ventes/',
    roles: ['commis', 'gerant'],
    roleCallers: { commis: ['application-administration'], gerant: ['application-administration'] },
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
        etat: etatVente,
        debut: { type: 'string', format: 'date-time', maxLength: 40 },
        fin: { type: 'string', format: 'date-time', maxLength: 40 },
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  listerVentesClient: {
    operationId: 'listerVentesClient',
    method: 'GET',
    url: '/api/commandes/ventes/clients/:id/',
    roles: ['client', 'commis', 'gerant', 'administrateur'],
    roleCallers: {
      commis: ['application-administration'],
      gerant: ['application-administration'],
      administrateur: ['application-administration'],
    },
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        etat: etatVente,
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  genererIndicateurs: {
    operationId: 'genererIndicateurs',
    method: 'GET',
    url: '/api/commandes/indicateurs/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        fin: { type: 'string', format: 'date-time', maxLength: 40 },
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  genererRapportConsolide: {
    operationId: 'genererRapportConsolide',
    method: 'GET',
    url: '/api/commandes/rapport-consolide/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        debut: { type: 'string', format: 'date-time', maxLength: 40 },
        fin: { type: 'string', format: 'date-time', maxLength: 40 },
      },
    },
  },

  lireLignesVentes: {
    operationId: 'lireLignesVentes',
    method: 'GET',
    url: '/api/commandes/ventes/checkouts/:checkout_id/lignes/',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['checkout_id'],
      additionalProperties: false,
      properties: { checkout_id: checkoutId },
    },
  },

  lireDonneesClientCommandes: {
    operationId: 'lireDonneesClientCommandes',
    method: 'GET',
    url: '/api/commandes/donnees-client/:client_id/',
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
