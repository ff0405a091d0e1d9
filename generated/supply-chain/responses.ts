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

const validationId: JsonSchema = { type: 'string', format: 'uuid' }

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

const resultatValidation: JsonSchema = {
  type: 'object',
  required: ['validation_id', 'demande_id', 'etat'],
  properties: { validation_id: validationId, demande_id: demandeId, etat: etatValidation },
}

const motif: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }

const problemValidationRefusee: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'demande_id', 'etat', 'motif'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:validation-refusee' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    demande_id: demandeId,
    etat: etatValidation,
    motif: motif,
  },
}

const problemValidationAnnulee: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'demande_id', 'etat', 'motif'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:validation-annulee' },
    title: { type: 'string' },
    status: { type: 'integer', const: 503, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    demande_id: demandeId,
    etat: etatValidation,
    motif: motif,
  },
}

const etatEtape: JsonSchema = {
  type: 'string',
  enum: [
    'a_faire',
    'en_cours',
    'faite',
    'echouee',
    'inconnue',
    'a_annuler',
    'annulation_en_cours',
    'parquee',
    'annulee',
    'abandonnee',
  ],
}

const annulationEtape: JsonSchema = {
  type: 'object',
  required: ['action', 'tentatives', 'debut_a', 'fin_a', 'motif'],
  properties: {
    action: { type: ['string', 'null'], maxLength: 100 },
    tentatives: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    debut_a: { type: ['string', 'null'], format: 'date-time' },
    fin_a: { type: ['string', 'null'], format: 'date-time' },
    motif: { type: ['string', 'null'], maxLength: 200 },
  },
}

const etapeWorkflow: JsonSchema = {
  type: 'object',
  required: ['etape', 'action', 'etat', 'tentatives', 'debut_a', 'fin_a', 'motif', 'annulation'],
  properties: {
    etape: { type: 'string', maxLength: 100 },
    action: { type: 'string', maxLength: 100 },
    etat: etatEtape,
    tentatives: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    debut_a: { type: ['string', 'null'], format: 'date-time' },
    fin_a: { type: ['string', 'null'], format: 'date-time' },
    motif: { type: ['string', 'null'], maxLength: 200 },
    annulation: annulationEtape,
  },
}

const motifDonne: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const interventionFaite: JsonSchema = {
  type: 'object',
  required: ['operation', 'auteur', 'role', 'motif', 'a'],
  properties: {
    operation: { type: 'string', maxLength: 100 },
    auteur: { type: 'string', maxLength: 200 },
    role: { type: 'string', maxLength: 100 },
    motif: motifDonne,
    a: { type: 'string', format: 'date-time' },
  },
}

const transitionValidation: JsonSchema = {
  type: 'object',
  required: ['etat', 'a', 'motif', 'etape', 'action'],
  properties: {
    etat: etatValidation,
    a: { type: 'string', format: 'date-time' },
    motif: { type: ['string', 'null'], maxLength: 200 },
    etape: { type: ['string', 'null'], maxLength: 100 },
    action: { type: ['string', 'null'], maxLength: 100 },
  },
}

const validation: JsonSchema = {
  type: 'object',
  required: [
    'validation_id',
    'demande_id',
    'etat',
    'terminale',
    'motif',
    'parquee',
    'demandee_par',
    'debut_a',
    'fin_a',
    'version',
    'etapes',
    'interventions',
    'transitions',
  ],
  properties: {
    validation_id: validationId,
    demande_id: demandeId,
    etat: etatValidation,
    terminale: { type: 'boolean' },
    motif: { type: ['string', 'null'], maxLength: 200 },
    parquee: { type: 'boolean' },
    demandee_par: { type: 'string', maxLength: 200 },
    debut_a: { type: 'string', format: 'date-time' },
    fin_a: { type: ['string', 'null'], format: 'date-time' },
    version: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    etapes: { type: 'array', maxItems: 100, items: etapeWorkflow },
    interventions: { type: 'array', maxItems: 1000, items: interventionFaite },
    transitions: { type: 'array', maxItems: 1000, items: transitionValidation },
  },
}

const etapeRestante: JsonSchema = {
  type: 'object',
  required: ['etape', 'action', 'tentatives', 'motif'],
  properties: {
    etape: { type: 'string', maxLength: 100 },
    action: { type: 'string', maxLength: 100 },
    tentatives: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    motif: { type: ['string', 'null'], maxLength: 200 },
  },
}

const resumeValidation: JsonSchema = {
  type: 'object',
  required: [
    'validation_id',
    'demande_id',
    'magasin_id',
    'produit_id',
    'quantite',
    'etat',
    'terminale',
    'motif',
    'parquee',
    'etape',
    'demandee_par',
    'debut_a',
    'fin_a',
    'etapes_restantes',
  ],
  properties: {
    validation_id: validationId,
    demande_id: demandeId,
    magasin_id: magasinId,
    produit_id: produitId,
    quantite: quantiteMouvement,
    etat: etatValidation,
    terminale: { type: 'boolean' },
    motif: { type: ['string', 'null'], maxLength: 200 },
    parquee: { type: 'boolean' },
    etape: { type: ['string', 'null'], maxLength: 100 },
    demandee_par: { type: 'string', maxLength: 200 },
    debut_a: { type: 'string', format: 'date-time' },
    fin_a: { type: ['string', 'null'], format: 'date-time' },
    etapes_restantes: { type: 'array', maxItems: 100, items: etapeRestante },
  },
}

const pageValidations: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: resumeValidation }, curseur_suivant: curseurSuivant },
}

const problemValidationTerminee: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'validation_id', 'etat'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:validation-terminee' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    validation_id: validationId,
    etat: etatValidation,
  },
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

const onlyForbidden: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:forbidden'] } } }],
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

const onlyDemandeInconnue: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:demande-inconnue'] } } }],
}

const onlyDemandeDejaTraiteeOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:demande-deja-traitee', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
}

const onlyIdempotencyKeyReused: JsonSchema = {
  allOf: [
    problem,
    { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:idempotency-key-reused'] } } },
  ],
}

const onlyValidationInconnue: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:validation-inconnue'] } } }],
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

const onlyRelanceImpossible: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:relance-impossible'] } } }],
}

const onlyClotureImpossible: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:cloture-impossible'] } } }],
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  listerDemandes: {
    200: { 'application/json': pageDemandes },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  validerDemande: {
    200: { 'application/json': demandeReapprovisionnement },
    202: { 'application/json': resultatValidation },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    409: {
      'application/problem+json': { anyOf: [problemValidationRefusee, onlyDemandeDejaTraiteeOrIdempotencyInFlight] },
    },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': { anyOf: [problemValidationAnnulee, onlyUnavailableOrInterrupted] } },
  },

  lireValidation: {
    200: { 'application/json': validation },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyValidationInconnue },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerValidations: {
    200: { 'application/json': pageValidations },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireEtatValidation: {
    200: { 'application/json': validation },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyValidationInconnue },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  forcerAnnulationValidation: {
    202: { 'application/json': resultatValidation },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyValidationInconnue },
    409: { 'application/problem+json': problemValidationTerminee },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  relancerValidation: {
    202: { 'application/json': resultatValidation },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyValidationInconnue },
    409: { 'application/problem+json': { anyOf: [problemValidationTerminee, onlyRelanceImpossible] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  cloreValidation: {
    202: { 'application/json': resultatValidation },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyValidationInconnue },
    409: { 'application/problem+json': { anyOf: [problemValidationTerminee, onlyClotureImpossible] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  rejeterDemande: {
    200: { 'application/json': demandeReapprovisionnement },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    409: { 'application/problem+json': onlyDemandeDejaTraiteeOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireJournalSupplyChain: {
    200: { 'application/json': pageJournal },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },
}
