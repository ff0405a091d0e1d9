// Generated from specs/openapi/saga-orchestrator.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

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

const resultatCheckout: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'etat', 'commande_id'],
  properties: { checkout_id: checkoutId, etat: etatSaga, commande_id: { type: ['string', 'null'], format: 'uuid' } },
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

const problemCheckoutRefuse: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'checkout_id', 'etat', 'motif'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:checkout-refuse' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    checkout_id: checkoutId,
    etat: etatSaga,
    motif: motif,
  },
}

const problemCheckoutAnnule: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'checkout_id', 'etat', 'motif'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:checkout-annule' },
    title: { type: 'string' },
    status: { type: 'integer', const: 503, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    checkout_id: checkoutId,
    etat: etatSaga,
    motif: motif,
  },
}

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const clientEfface: JsonSchema = {
  type: 'object',
  required: ['client_id'],
  additionalProperties: false,
  properties: { client_id: clientId },
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

const etapesRestantes: JsonSchema = { type: 'array', maxItems: 100, items: etapeRestante }

const resumeSaga: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'client_id', 'etat', 'terminale', 'motif', 'commande_id', 'parquee', 'etapes_restantes'],
  properties: {
    checkout_id: checkoutId,
    client_id: clientId,
    etat: etatSaga,
    terminale: { type: 'boolean' },
    motif: { type: ['string', 'null'], maxLength: 200 },
    commande_id: { type: ['string', 'null'], format: 'uuid' },
    parquee: { type: 'boolean' },
    etapes_restantes: etapesRestantes,
  },
}

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const pageSagas: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: resumeSaga }, curseur_suivant: curseurSuivant },
}

const styleCheckout: JsonSchema = { type: 'string', enum: ['orchestre', 'choregraphie'] }

const resultatDeroulement: JsonSchema = { type: 'string', enum: ['en_cours', 'reussi', 'echoue'] }

const motifDeroulement: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const instantMs: JsonSchema = { type: 'integer', minimum: 0, maximum: 9007199254740991 }

const instantFin: JsonSchema = { type: ['integer', 'null'], minimum: 0, maximum: 9007199254740991 }

const resumeCheckout: JsonSchema = {
  type: 'object',
  required: [
    'checkout_id',
    'client_id',
    'style',
    'etat',
    'resultat',
    'etape',
    'motif',
    'commande_id',
    'bloque',
    'commence_ms',
    'termine_ms',
  ],
  additionalProperties: false,
  properties: {
    checkout_id: checkoutId,
    client_id: clientId,
    style: styleCheckout,
    etat: etatSaga,
    resultat: resultatDeroulement,
    etape: { type: ['string', 'null'], maxLength: 100 },
    motif: motifDeroulement,
    commande_id: { type: ['string', 'null'], format: 'uuid' },
    bloque: { type: 'boolean' },
    commence_ms: instantMs,
    termine_ms: instantFin,
  },
}

const pageCheckouts: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  additionalProperties: false,
  properties: { elements: { type: 'array', maxItems: 100, items: resumeCheckout }, curseur_suivant: curseurSuivant },
}

const compteValeur: JsonSchema = {
  type: 'object',
  required: ['valeur', 'nombre'],
  additionalProperties: false,
  properties: {
    valeur: { type: ['string', 'null'], maxLength: 200 },
    nombre: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
  },
}

const comptesValeurs: JsonSchema = { type: 'array', maxItems: 1000, items: compteValeur }

const comptesCheckouts: JsonSchema = {
  type: 'object',
  required: ['total', 'partiel', 'etat', 'resultat', 'etape', 'motif', 'bloque'],
  additionalProperties: false,
  properties: {
    total: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    partiel: { type: 'boolean' },
    etat: comptesValeurs,
    resultat: comptesValeurs,
    etape: comptesValeurs,
    motif: comptesValeurs,
    bloque: comptesValeurs,
  },
}

const travailRestant: JsonSchema = {
  type: 'object',
  required: ['genre', 'nom', 'etape', 'tentatives', 'motif'],
  additionalProperties: false,
  properties: {
    genre: { type: 'string', enum: ['etape', 'annulation', 'evenement'] },
    nom: { type: 'string', maxLength: 100 },
    etape: { type: ['string', 'null'], maxLength: 100 },
    tentatives: { type: 'integer', minimum: 0, maximum: 100000 },
    motif: motifDeroulement,
  },
}

const genreIntervalle: JsonSchema = { type: 'string', enum: ['etape', 'annulation', 'evenement', 'attente'] }

const resultatIntervalle: JsonSchema = {
  type: 'string',
  enum: ['en_cours', 'reussi', 'refuse', 'echoue', 'interrompu'],
}

const intervalle: JsonSchema = {
  type: 'object',
  required: [
    'genre',
    'nom',
    'par',
    'etapes',
    'tentative',
    'debut_ms',
    'fin_ms',
    'resultat',
    'motif',
    'detail',
    'annule',
  ],
  additionalProperties: false,
  properties: {
    genre: genreIntervalle,
    nom: { type: 'string', maxLength: 100 },
    par: { type: ['string', 'null'], maxLength: 100 },
    etapes: { type: 'array', maxItems: 100, items: { type: 'string', maxLength: 100 } },
    tentative: { type: 'integer', minimum: 1, maximum: 100000 },
    debut_ms: instantMs,
    fin_ms: instantFin,
    resultat: resultatIntervalle,
    motif: motifDeroulement,
    detail: { type: ['string', 'null'], maxLength: 1000 },
    annule: { type: ['string', 'null'], maxLength: 100 },
  },
}

const deroulement: JsonSchema = {
  type: 'object',
  required: [
    'checkout_id',
    'client_id',
    'style',
    'etat',
    'resultat',
    'etape',
    'motif',
    'commande_id',
    'bloque',
    'commence_ms',
    'termine_ms',
    'reste',
    'intervalles',
  ],
  additionalProperties: false,
  properties: {
    checkout_id: checkoutId,
    client_id: clientId,
    style: styleCheckout,
    etat: etatSaga,
    resultat: resultatDeroulement,
    etape: { type: ['string', 'null'], maxLength: 100 },
    motif: motifDeroulement,
    commande_id: { type: ['string', 'null'], format: 'uuid' },
    bloque: { type: 'boolean' },
    commence_ms: instantMs,
    termine_ms: instantFin,
    reste: { type: 'array', maxItems: 100, items: travailRestant },
    intervalles: { type: 'array', maxItems: 10000, items: intervalle },
  },
}

const transition: JsonSchema = {
  type: 'object',
  required: ['etat', 'a', 'motif', 'etape', 'action'],
  properties: {
    etat: etatSaga,
    a: { type: 'string', format: 'date-time' },
    motif: { type: ['string', 'null'], maxLength: 200 },
    etape: { type: ['string', 'null'], maxLength: 100 },
    action: { type: ['string', 'null'], maxLength: 100 },
  },
}

const saga: JsonSchema = {
  type: 'object',
  required: [
    'checkout_id',
    'client_id',
    'etat',
    'terminale',
    'motif',
    'commande_id',
    'parquee',
    'etapes_restantes',
    'transitions',
  ],
  properties: {
    checkout_id: checkoutId,
    client_id: clientId,
    etat: etatSaga,
    terminale: { type: 'boolean' },
    motif: { type: ['string', 'null'], maxLength: 200 },
    commande_id: { type: ['string', 'null'], format: 'uuid' },
    parquee: { type: 'boolean' },
    etapes_restantes: etapesRestantes,
    transitions: { type: 'array', maxItems: 1000, items: transition },
  },
}

const problemSagaTerminee: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'checkout_id', 'etat'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:saga-terminee' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    checkout_id: checkoutId,
    etat: etatSaga,
  },
}

const problemEtapeImpossible: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'checkout_id'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:etape-impossible' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    checkout_id: checkoutId,
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

const valeurColonne: JsonSchema = {
  type: 'object',
  required: ['colonne', 'valeur'],
  additionalProperties: false,
  properties: { colonne: { type: 'string', maxLength: 100 }, valeur: { type: ['string', 'null'], maxLength: 2000 } },
}

const ligneTable: JsonSchema = { type: 'array', maxItems: 100, items: valeurColonne }

const tableCheckout: JsonSchema = {
  type: 'object',
  required: ['table', 'sens', 'lignes'],
  additionalProperties: false,
  properties: {
    table: { type: 'string', maxLength: 100 },
    sens: { type: 'string', maxLength: 300 },
    lignes: { type: 'array', maxItems: 100, items: ligneTable },
  },
}

const lignesCheckout: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'service', 'tables'],
  additionalProperties: false,
  properties: {
    checkout_id: checkoutId,
    service: { type: 'string', maxLength: 100 },
    tables: { type: 'array', maxItems: 20, items: tableCheckout },
  },
}

const donneeClient: JsonSchema = {
  type: 'object',
  required: ['source', 'donnees'],
  additionalProperties: false,
  properties: { source: { type: 'string', maxLength: 100 }, donnees: { type: 'object', additionalProperties: true } },
}

const pageDonneesClient: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  additionalProperties: false,
  properties: {
    elements: { type: 'array', maxItems: 500, items: donneeClient },
    curseur_suivant: { type: ['string', 'null'], maxLength: 500 },
  },
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

const onlyClientInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:client-inconnu'] } } }],
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

const onlySagaInconnue: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:saga-inconnue'] } } }],
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  demarrerCheckoutSaga: {
    201: { 'application/json': resultatCheckout },
    202: { 'application/json': resultatCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnu },
    409: { 'application/problem+json': { anyOf: [problemCheckoutRefuse, onlyIdempotencyInFlight] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': { anyOf: [problemCheckoutAnnule, onlyUnavailableOrInterrupted] } },
  },

  noterClientEfface: {
    200: { 'application/json': clientEfface },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerSagas: {
    200: { 'application/json': pageSagas },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerCheckoutsSaga: {
    200: { 'application/json': pageCheckouts },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  compterCheckoutsSaga: {
    200: { 'application/json': comptesCheckouts },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireDeroulement: {
    200: { 'application/json': deroulement },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlySagaInconnue },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireEtatSaga: {
    200: { 'application/json': saga },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlySagaInconnue },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  forcerCompensation: {
    202: { 'application/json': resultatCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlySagaInconnue },
    409: { 'application/problem+json': problemSagaTerminee },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  relancerSaga: {
    202: { 'application/json': resultatCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlySagaInconnue },
    409: { 'application/problem+json': { anyOf: [problemSagaTerminee, problemEtapeImpossible] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireJournalSagas: {
    200: { 'application/json': pageJournal },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireLignesSaga: {
    200: { 'application/json': lignesCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireDonneesClientSagas: {
    200: { 'application/json': pageDonneesClient },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },
}
