// Generated from specs/openapi/commandes.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const commandeId: JsonSchema = { type: 'string', format: 'uuid' }

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const etatVente: JsonSchema = { type: 'string', enum: ['enregistree', 'annulee'] }

const totalCents: JsonSchema = { type: 'integer', minimum: 0, maximum: 9007199254740991 }

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantite: JsonSchema = { type: 'integer', minimum: 1, maximum: 10000 }

const prixCents: JsonSchema = { type: 'integer', minimum: 1, maximum: 100000000 }

const ligneVendue: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite', 'prix_unitaire_cents'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite, prix_unitaire_cents: prixCents },
}

const vente: JsonSchema = {
  type: 'object',
  required: ['commande_id', 'checkout_id', 'client_id', 'etat', 'total_cents', 'lignes'],
  properties: {
    commande_id: commandeId,
    checkout_id: checkoutId,
    client_id: clientId,
    etat: etatVente,
    total_cents: totalCents,
    lignes: { type: 'array', minItems: 1, maxItems: 50, items: ligneVendue },
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

const motif: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' }

const problemVenteAnnulee: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'checkout_id'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:vente-annulee' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    checkout_id: checkoutId,
    motif: motif,
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

const etatAnnulation: JsonSchema = { type: 'string', enum: ['annulee'] }

const annulation: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'etat', 'commande_id'],
  properties: {
    checkout_id: checkoutId,
    etat: etatAnnulation,
    commande_id: { type: ['string', 'null'], format: 'uuid' },
  },
}

const magasinId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const magasin: JsonSchema = {
  type: 'object',
  required: ['magasin_id', 'nom'],
  properties: { magasin_id: magasinId, nom: { type: 'string', minLength: 1, maxLength: 100 } },
}

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const pageMagasins: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: magasin }, curseur_suivant: curseurSuivant },
}

const venteListee: JsonSchema = {
  type: 'object',
  required: ['commande_id', 'checkout_id', 'client_id', 'etat', 'total_cents', 'creee_a', 'annulee_a', 'motif'],
  properties: {
    commande_id: commandeId,
    checkout_id: checkoutId,
    client_id: clientId,
    etat: etatVente,
    total_cents: totalCents,
    creee_a: { type: 'string', format: 'date-time' },
    annulee_a: { type: ['string', 'null'], format: 'date-time' },
    motif: { type: ['string', 'null'], maxLength: 200 },
  },
}

const pageVentes: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: venteListee }, curseur_suivant: curseurSuivant },
}

const periode: JsonSchema = {
  type: 'object',
  required: ['debut', 'fin'],
  properties: { debut: { type: 'string', format: 'date-time' }, fin: { type: 'string', format: 'date-time' } },
}

const chiffres: JsonSchema = {
  type: 'object',
  required: ['chiffre_affaires_cents', 'nombre_ventes', 'panier_moyen_cents'],
  properties: {
    chiffre_affaires_cents: totalCents,
    nombre_ventes: { type: 'integer', minimum: 0, maximum: 9007199254740991 },
    panier_moyen_cents: { type: ['integer', 'null'], minimum: 0, maximum: 9007199254740991 },
  },
}

const tendance: JsonSchema = { type: 'string', enum: ['hausse', 'stable', 'baisse'] }

const evolution: JsonSchema = {
  type: 'object',
  required: ['tendance', 'pour_mille'],
  properties: { tendance: tendance, pour_mille: { type: ['integer', 'null'], minimum: -1000, maximum: 1000000000 } },
}

const indicateursMagasin: JsonSchema = {
  type: 'object',
  required: ['magasin_id', 'nom', 'chiffres', 'chiffres_precedents', 'evolution', 'ruptures'],
  properties: {
    magasin_id: magasinId,
    nom: { type: 'string', minLength: 1, maxLength: 100 },
    chiffres: chiffres,
    chiffres_precedents: chiffres,
    evolution: evolution,
    ruptures: { type: ['integer', 'null'], minimum: 0, maximum: 9007199254740991 },
  },
}

const indicateurs: JsonSchema = {
  type: 'object',
  required: ['periode', 'periode_precedente', 'stock_connu', 'elements', 'curseur_suivant'],
  properties: {
    periode: periode,
    periode_precedente: periode,
    stock_connu: { type: 'boolean' },
    elements: { type: 'array', maxItems: 100, items: indicateursMagasin },
    curseur_suivant: curseurSuivant,
  },
}

const rapportMagasin: JsonSchema = {
  type: 'object',
  required: ['magasin_id', 'nom', 'chiffres', 'chiffres_precedents', 'evolution'],
  properties: {
    magasin_id: magasinId,
    nom: { type: 'string', minLength: 1, maxLength: 100 },
    chiffres: chiffres,
    chiffres_precedents: chiffres,
    evolution: evolution,
  },
}

const meilleurProduit: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite', 'chiffre_affaires_cents', 'disponible'],
  properties: {
    produit_id: produitId,
    quantite: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    chiffre_affaires_cents: totalCents,
    disponible: { type: ['integer', 'null'], minimum: 0, maximum: 2147483647 },
  },
}

const stockRestant: JsonSchema = {
  type: 'object',
  required: ['central_pieces', 'magasins_pieces', 'ruptures'],
  properties: {
    central_pieces: { type: ['integer', 'null'], minimum: 0, maximum: 9007199254740991 },
    magasins_pieces: { type: ['integer', 'null'], minimum: 0, maximum: 9007199254740991 },
    ruptures: { type: ['integer', 'null'], minimum: 0, maximum: 9007199254740991 },
  },
}

const rapportConsolide: JsonSchema = {
  type: 'object',
  required: [
    'periode',
    'periode_precedente',
    'chiffres',
    'chiffres_precedents',
    'evolution',
    'magasins',
    'meilleurs_produits',
    'stock_connu',
    'stock_restant',
  ],
  properties: {
    periode: periode,
    periode_precedente: periode,
    chiffres: chiffres,
    chiffres_precedents: chiffres,
    evolution: evolution,
    magasins: { type: 'array', maxItems: 1000, items: rapportMagasin },
    meilleurs_produits: { type: 'array', maxItems: 10, items: meilleurProduit },
    stock_connu: { type: 'boolean' },
    stock_restant: stockRestant,
  },
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

const onlyVenteInconnue: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:vente-inconnue'] } } }],
}

const onlyMagasinInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:magasin-inconnu'] } } }],
}

const onlyNotFound: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:not-found'] } } }],
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  enregistrerVente: {
    201: { 'application/json': vente },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: {
      'application/problem+json': { anyOf: [problemVenteAnnulee, problemEpochSuperseded, onlyIdempotencyInFlight] },
    },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  annulerVente: {
    200: { 'application/json': annulation },
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

  trancherVente: {
    200: { 'application/json': vente },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: { 'application/problem+json': { anyOf: [problemVenteAnnulee, onlyIdempotencyInFlight] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireVente: {
    200: { 'application/json': vente },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyVenteInconnue },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerMagasins: {
    200: { 'application/json': pageMagasins },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerVentesMagasin: {
    200: { 'application/json': pageVentes },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyMagasinInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerVentesClient: {
    200: { 'application/json': pageVentes },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyNotFound },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  genererIndicateurs: {
    200: { 'application/json': indicateurs },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  genererRapportConsolide: {
    200: { 'application/json': rapportConsolide },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireLignesVentes: {
    200: { 'application/json': lignesCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireDonneesClientCommandes: {
    200: { 'application/json': pageDonneesClient },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },
}
