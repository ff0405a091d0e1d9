// Generated from specs/openapi/supply-chain.yaml by generators/openapi/schemas.ts. Do not edit.
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const statutDemande: JsonSchema = { type: 'string', enum: ['en_attente', 'approuvee', 'rejetee'] }

const demandeId: JsonSchema = { type: 'string', format: 'uuid' }

const etatValidation: JsonSchema = {
  type: 'string',
  enum: [
    'EN_ATTENTE',
    'PRELEVEMENT_STOCK',
    'STOCK_PRELEVE',
    'LIVRAISON_MAGASIN',
    'MAGASIN_LIVRE',
    'APPROBATION_DEMANDE',
    'DEMANDE_APPROUVEE',
    'VALIDATION_TERMINEE',
    'ECHEC_PRELEVEMENT_STOCK',
    'ECHEC_LIVRAISON_MAGASIN',
    'ECHEC_APPROBATION_DEMANDE',
    'COMPENSATION_EN_COURS',
    'VALIDATION_ANNULEE',
  ],
}

const validationId: JsonSchema = { type: 'string', format: 'uuid' }

const motifDonne: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const intervention: JsonSchema = {
  type: 'object',
  required: ['motif'],
  additionalProperties: false,
  properties: { motif: motifDonne },
}

const relance: JsonSchema = {
  type: 'object',
  required: ['etape', 'motif'],
  additionalProperties: false,
  properties: { etape: { type: 'string', minLength: 1, maxLength: 100, pattern: '^[a-z-]+$' }, motif: motifDonne },
}

const rejet: JsonSchema = {
  type: 'object',
  required: ['motif'],
  additionalProperties: false,
  properties: { motif: motifDonne },
}

const idAuteur: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' }

/** The checks that the server makes before it calls a handler. */
export const operations: Readonly<Record<string, ServerOperation>> = {
  listerDemandes: {
    operationId: 'listerDemandes',
    method: 'GET',
    url: '/api/supply-chain/demandes/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
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

  validerDemande: {
    operationId: 'validerDemande',
    method: 'POST',
    url: '/api/supply-chain/demandes/:demande_id/valider/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
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
  },

  lireValidation: {
    operationId: 'lireValidation',
    method: 'GET',
    url: '/api/supply-chain/demandes/:demande_id/validation/',
    roles: ['gerant', 'administrateur'],
    roleCallers: { gerant: ['application-administration'], administrateur: ['application-administration'] },
    path: {
      type: 'object',
      required: ['demande_id'],
      additionalProperties: false,
      properties: { demande_id: demandeId },
    },
  },

  listerValidations: {
    operationId: 'listerValidations',
    method: 'GET',
    url: '/api/supply-chain/validations/',
    roles: ['gerant', 'administrateur'],
    roleCallers: { gerant: ['application-administration'], administrateur: ['application-administration'] },
    query: {
      type: 'object',
      required: [],
      additionalProperties: false,
      properties: {
        etat: etatValidation,
        parquees: { type: 'boolean', default: false },
        demande_id: demandeId,
        limite: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        curseur: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
      },
    },
  },

  lireEtatValidation: {
    operationId: 'lireEtatValidation',
    method: 'GET',
    url: '/api/supply-chain/validations/:validation_id/',
    roles: ['gerant', 'administrateur'],
    roleCallers: { gerant: ['application-administration'], administrateur: ['application-administration'] },
    path: {
      type: 'object',
      required: ['validation_id'],
      additionalProperties: false,
      properties: { validation_id: validationId },
    },
  },

  forcerAnnulationValidation: {
    operationId: 'forcerAnnulationValidation',
    method: 'POST',
    url: '/api/supply-chain/validations/:validation_id/annuler/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: {
      type: 'object',
      required: ['validation_id'],
      additionalProperties: false,
      properties: { validation_id: validationId },
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
    body: intervention,
  },

  relancerValidation: {
    operationId: 'relancerValidation',
    method: 'POST',
    url: '/api/supply-chain/validations/:validation_id/relancer/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: {
      type: 'object',
      required: ['validation_id'],
      additionalProperties: false,
      properties: { validation_id: validationId },
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
    body: relance,
  },

  cloreValidation: {
    operationId: 'cloreValidation',
    method: 'POST',
    url: '/api/supply-chain/validations/:validation_id/clore/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: {
      type: 'object',
      required: ['validation_id'],
      additionalProperties: false,
      properties: { validation_id: validationId },
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
    body: intervention,
  },

  rejeterDemande: {
    operationId: 'rejeterDemande',
    method: 'POST',
    url: '/api/supply-chain/demandes/:demande_id/rejeter/',
    roles: ['gerant'],
    roleCallers: { gerant: ['application-administration'] },
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
    body: rejet,
  },

  lireJournalSupplyChain: {
    operationId: 'lireJournalSupplyChain',
    method: 'GET',
    url: '/api/supply-chain/journal/',
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
