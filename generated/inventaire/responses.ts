// Generated from specs/openapi/inventaire.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantiteStock: JsonSchema = { type: 'integer', minimum: 0, maximum: 2147483647 }

const disponibilite: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'disponible'],
  properties: { produit_id: produitId, disponible: quantiteStock },
}

const disponibilites: JsonSchema = {
  type: 'object',
  required: ['lignes'],
  properties: { lignes: { type: 'array', minItems: 1, maxItems: 50, items: disponibilite } },
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

const quantiteMouvement: JsonSchema = { type: 'integer', minimum: 1, maximum: 1000000 }

const ligneInsuffisante: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite', 'disponible'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantiteMouvement, disponible: quantiteStock },
}

const problemStockInsuffisant: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'lignes'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:stock-insuffisant' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    lignes: { type: 'array', maxItems: 50, items: ligneInsuffisante },
  },
}

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const quantite: JsonSchema = { type: 'integer', minimum: 1, maximum: 10000 }

const ligneCommande: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite },
}

const etatReservation: JsonSchema = { type: 'string', enum: ['reservee', 'liberee'] }

const reservation: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'lignes', 'etat'],
  properties: {
    checkout_id: checkoutId,
    lignes: { type: 'array', maxItems: 50, items: ligneCommande },
    etat: etatReservation,
  },
}

const problemReservationAnnulee: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'checkout_id'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:reservation-annulee' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    checkout_id: checkoutId,
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

const prixCents: JsonSchema = { type: 'integer', minimum: 1, maximum: 100000000 }

const ligneReservee: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite, prix_unitaire_cents: prixCents },
}

const reservationConnue: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'lignes', 'etat', 'liberee_par'],
  properties: {
    checkout_id: checkoutId,
    lignes: { type: 'array', maxItems: 50, items: ligneReservee },
    etat: etatReservation,
    liberee_par: { type: ['string', 'null'], maxLength: 100 },
  },
}

const stockCentral: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'disponible', 'reserve'],
  properties: { produit_id: produitId, disponible: quantiteStock, reserve: quantiteStock },
}

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const pageStocksCentraux: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: stockCentral }, curseur_suivant: curseurSuivant },
}

const magasinId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const stockLocal: JsonSchema = {
  type: 'object',
  required: ['magasin_id', 'produit_id', 'disponible'],
  properties: { magasin_id: magasinId, produit_id: produitId, disponible: quantiteStock },
}

const pageStocksLocaux: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: stockLocal }, curseur_suivant: curseurSuivant },
}

const compteStock: JsonSchema = {
  type: 'object',
  required: ['produits', 'ruptures', 'pieces'],
  properties: {
    produits: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    ruptures: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    pieces: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
  },
}

const compteStockMagasin: JsonSchema = {
  type: 'object',
  required: ['magasin_id', 'produits', 'ruptures', 'pieces'],
  properties: {
    magasin_id: magasinId,
    produits: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    ruptures: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    pieces: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
  },
}

const resumeStocks: JsonSchema = {
  type: 'object',
  required: ['central', 'magasins_ensemble', 'magasins'],
  properties: {
    central: compteStock,
    magasins_ensemble: compteStock,
    magasins: { type: 'array', maxItems: 100, items: compteStockMagasin },
  },
}

const transfertListe: JsonSchema = {
  type: 'object',
  required: ['transfert_id', 'produit_id', 'magasin_id', 'quantite', 'cree_a'],
  properties: {
    transfert_id: { type: 'string', format: 'uuid' },
    produit_id: produitId,
    magasin_id: magasinId,
    quantite: quantiteMouvement,
    cree_a: { type: 'string', format: 'date-time' },
  },
}

const pageTransferts: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: transfertListe }, curseur_suivant: curseurSuivant },
}

const transfert: JsonSchema = {
  type: 'object',
  required: ['transfert_id', 'produit_id', 'magasin_id', 'quantite'],
  properties: {
    transfert_id: { type: 'string', format: 'uuid' },
    produit_id: produitId,
    magasin_id: magasinId,
    quantite: quantiteMouvement,
  },
}

const demandeId: JsonSchema = { type: 'string', format: 'uuid' }

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

const pageDemandes: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  additionalProperties: false,
  properties: {
    elements: { type: 'array', maxItems: 100, items: demandeReapprovisionnement },
    curseur_suivant: curseurSuivant,
  },
}

const validationId: JsonSchema = { type: 'string', format: 'uuid' }

const effetEtape: JsonSchema = {
  type: 'object',
  required: ['validation_id', 'demande_id', 'etat'],
  properties: {
    validation_id: validationId,
    demande_id: demandeId,
    etat: { type: 'string', enum: ['faite', 'defaite'] },
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

const onlyPayloadTooLarge: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:payload-too-large'] } } }],
}

const onlyUnsupportedMediaType: JsonSchema = {
  allOf: [
    problem,
    { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:unsupported-media-type'] } } },
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

const onlyIdempotencyInFlight: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:idempotency-in-flight'] } } }],
}

const onlyIdempotencyKeyReused: JsonSchema = {
  allOf: [
    problem,
    { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:idempotency-key-reused'] } } },
  ],
}

const onlyReservationInconnue: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:reservation-inconnue'] } } }],
}

const onlyProduitInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:produit-inconnu'] } } }],
}

const onlyMagasinInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:magasin-inconnu'] } } }],
}

const onlyProduitInconnuOrMagasinInconnu: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:produit-inconnu', 'urn:sagabench:problem:magasin-inconnu'] },
      },
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

const onlyDemandeDejaTraiteeOrEtapeAnnuleeOrValidationRepriseOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: {
          enum: [
            'urn:sagabench:problem:demande-deja-traitee',
            'urn:sagabench:problem:etape-annulee',
            'urn:sagabench:problem:validation-reprise',
            'urn:sagabench:problem:idempotency-in-flight',
          ],
        },
      },
    },
  ],
}

const onlyValidationRepriseOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:validation-reprise', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  verifierStock: {
    200: { 'application/json': disponibilites },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    409: { 'application/problem+json': problemStockInsuffisant },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  diminuerStock: {
    200: { 'application/json': reservation },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: {
      'application/problem+json': {
        anyOf: [problemStockInsuffisant, problemReservationAnnulee, problemEpochSuperseded, onlyIdempotencyInFlight],
      },
    },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  augmenterStock: {
    200: { 'application/json': reservation },
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

  lireReservation: {
    200: { 'application/json': reservationConnue },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyReservationInconnue },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  consulterStocksCentral: {
    200: { 'application/json': pageStocksCentraux },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireStockCentral: {
    200: { 'application/json': stockCentral },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    404: { 'application/problem+json': onlyProduitInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  reapprovisionnerStock: {
    200: { 'application/json': stockCentral },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  consulterStocksLocaux: {
    200: { 'application/json': pageStocksLocaux },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    404: { 'application/problem+json': onlyMagasinInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  resumerStocks: {
    200: { 'application/json': resumeStocks },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerTransferts: {
    200: { 'application/json': pageTransferts },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  transfererStock: {
    201: { 'application/json': transfert },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyProduitInconnuOrMagasinInconnu },
    409: { 'application/problem+json': { anyOf: [problemStockInsuffisant, onlyIdempotencyInFlight] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerDemandesReappro: {
    200: { 'application/json': pageDemandes },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  creerDemandeReappro: {
    201: { 'application/json': demandeReapprovisionnement },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyProduitInconnuOrMagasinInconnu },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireDemandeReappro: {
    200: { 'application/json': demandeReapprovisionnement },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  rejeterDemandeReappro: {
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

  preleverStockCentral: {
    200: { 'application/json': effetEtape },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    409: {
      'application/problem+json': {
        anyOf: [problemStockInsuffisant, onlyDemandeDejaTraiteeOrEtapeAnnuleeOrValidationRepriseOrIdempotencyInFlight],
      },
    },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  rendreStockCentral: {
    200: { 'application/json': effetEtape },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    409: { 'application/problem+json': onlyValidationRepriseOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  livrerStockLocal: {
    200: { 'application/json': effetEtape },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    409: { 'application/problem+json': onlyDemandeDejaTraiteeOrEtapeAnnuleeOrValidationRepriseOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  reprendreStockLocal: {
    200: { 'application/json': effetEtape },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    409: { 'application/problem+json': onlyValidationRepriseOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  approuverDemande: {
    200: { 'application/json': effetEtape },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    409: { 'application/problem+json': onlyDemandeDejaTraiteeOrEtapeAnnuleeOrValidationRepriseOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  rouvrirDemande: {
    200: { 'application/json': effetEtape },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyDemandeInconnue },
    409: { 'application/problem+json': onlyValidationRepriseOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireJournalInventaire: {
    200: { 'application/json': pageJournal },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireLignesInventaire: {
    200: { 'application/json': lignesCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },
}
