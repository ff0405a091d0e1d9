// Generated from specs/openapi/event-store.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

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

const evenement: JsonSchema = {
  type: 'object',
  required: ['event_id', 'stream', 'position', 'checkout_id', 'version', 'type', 'payload_version', 'payload', 'ts'],
  properties: {
    event_id: { type: 'string', maxLength: 100 },
    stream: { type: 'string', maxLength: 100 },
    position: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    checkout_id: checkoutId,
    version: { type: 'integer', minimum: 1, maximum: 1000 },
    type: typeEvenement,
    payload_version: { type: 'integer', minimum: 1, maximum: 1000 },
    payload: { type: 'object', additionalProperties: true },
    ts: { type: 'number' },
  },
}

const pageEvenements: JsonSchema = {
  type: 'object',
  required: ['elements', 'suivant'],
  properties: {
    elements: { type: 'array', maxItems: 5000, items: evenement },
    suivant: { type: ['integer', 'null'], minimum: 1, maximum: 9007199254740991 },
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

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const styleCheckout: JsonSchema = { type: 'string', enum: ['orchestre', 'choregraphie'] }

const resultatDeroulement: JsonSchema = { type: 'string', enum: ['en_cours', 'reussi', 'echoue'] }

const motifDeroulement: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const instantMs: JsonSchema = { type: 'integer', minimum: 0, maximum: 9007199254740991 }

const instantFin: JsonSchema = { type: ['integer', 'null'], minimum: 0, maximum: 9007199254740991 }

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

const evenementRejoue: JsonSchema = {
  type: 'object',
  required: [
    'event_id',
    'stream',
    'position',
    'checkout_id',
    'version',
    'type',
    'payload_version',
    'payload',
    'ts',
    'etat',
  ],
  properties: {
    event_id: { type: 'string', maxLength: 100 },
    stream: { type: 'string', maxLength: 100 },
    position: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    checkout_id: checkoutId,
    version: { type: 'integer', minimum: 1, maximum: 1000 },
    type: typeEvenement,
    payload_version: { type: 'integer', minimum: 1, maximum: 1000 },
    payload: { type: 'object', additionalProperties: true },
    ts: { type: 'number' },
    etat: etatSaga,
  },
}

const rejeu: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'etat', 'evenements', 'deroulement'],
  properties: {
    checkout_id: checkoutId,
    etat: etatSaga,
    deroulement: deroulement,
    evenements: { type: 'array', maxItems: 1000, items: evenementRejoue },
  },
}

const sceauJour: JsonSchema = {
  type: 'object',
  required: ['numero', 'jusqua_position', 'evenements', 'checkouts', 'scelle_le', 'racine'],
  properties: {
    numero: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    jusqua_position: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    evenements: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    checkouts: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    scelle_le: { type: 'number' },
    racine: { type: 'string', pattern: '^[0-9a-f]{64}$' },
  },
}

const jourEvenements: JsonSchema = {
  type: 'object',
  required: ['jour', 'retire_le', 'sceau'],
  properties: {
    jour: { type: 'string', format: 'date' },
    retire_le: { type: ['number', 'null'] },
    sceau: { oneOf: [sceauJour, { type: 'null' }] },
  },
}

const joursEvenements: JsonSchema = {
  type: 'object',
  required: ['elements'],
  properties: { elements: { type: 'array', maxItems: 1000, items: jourEvenements } },
}

const commandeId: JsonSchema = { type: 'string', format: 'uuid' }

const commandesClient: JsonSchema = {
  type: 'object',
  required: ['client_id', 'total_orders', 'last_order_id', 'last_checkout_id', 'last_update_ts'],
  properties: {
    client_id: clientId,
    total_orders: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    last_order_id: commandeId,
    last_checkout_id: checkoutId,
    last_update_ts: { type: 'number' },
  },
}

const checkoutsIncomplets: JsonSchema = {
  type: 'object',
  required: ['checkout_ids', 'incomplets'],
  additionalProperties: false,
  properties: {
    checkout_ids: { type: 'array', maxItems: 1000, items: checkoutId },
    incomplets: { type: 'array', maxItems: 1000, items: checkoutId },
  },
}

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

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

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

const champEntree: JsonSchema = {
  type: 'object',
  required: ['nom', 'valeur'],
  properties: { nom: { type: 'string' }, valeur: { type: 'string' } },
}

const etatLettreMorte: JsonSchema = { type: 'string', enum: ['ouverte', 'relancee'] }

const relanceLettreMorte: JsonSchema = {
  type: 'object',
  required: ['par', 'application', 'le', 'resultat', 'detail'],
  properties: {
    par: { type: 'string', maxLength: 1000 },
    application: { type: 'string', maxLength: 100 },
    le: { type: 'number' },
    resultat: { type: ['string', 'null'], enum: ['envoyee', 'echouee', null] },
    detail: { type: ['string', 'null'], maxLength: 1000 },
  },
}

const lettreMorte: JsonSchema = {
  type: 'object',
  required: [
    'lettre_id',
    'stream',
    'groupe',
    'entry_id',
    'event_id',
    'type',
    'checkout_id',
    'champs',
    'motif',
    'livraisons',
    'abandonnee_le',
    'etat',
    'relances',
  ],
  properties: {
    lettre_id: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    stream: { type: 'string', maxLength: 100 },
    groupe: { type: 'string', maxLength: 1000 },
    entry_id: { type: 'string', maxLength: 1000 },
    event_id: { type: 'string', maxLength: 1000 },
    type: { type: 'string', maxLength: 1000 },
    checkout_id: { type: ['string', 'null'], format: 'uuid' },
    champs: { type: 'array', items: champEntree },
    motif: { type: 'string', maxLength: 1000 },
    livraisons: { type: 'integer', minimum: 0, maximum: 1000000 },
    abandonnee_le: { type: 'number' },
    etat: etatLettreMorte,
    relances: { type: 'array', items: relanceLettreMorte },
  },
}

const pageLettresMortes: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: lettreMorte }, curseur_suivant: curseurSuivant },
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

const etatLot: JsonSchema = { type: 'string', enum: ['prepare', 'en_cours', 'en_pause', 'annule', 'termine'] }

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

const lotRelance: JsonSchema = {
  type: 'object',
  required: [
    'lot_id',
    'etat',
    'filtre',
    'raison',
    'par_seconde',
    'nombre',
    'relancees',
    'echouees',
    'ignorees',
    'cree_par',
    'cree_ms',
    'modifie_par',
    'modifie_ms',
  ],
  properties: {
    lot_id: { type: 'string', format: 'uuid' },
    etat: etatLot,
    filtre: filtreLot,
    raison: { type: 'string', maxLength: 200 },
    par_seconde: { type: ['integer', 'null'], minimum: 1, maximum: 100 },
    nombre: { type: 'integer', minimum: 0, maximum: 1000 },
    relancees: { type: 'integer', minimum: 0, maximum: 1000 },
    echouees: { type: 'integer', minimum: 0, maximum: 1000 },
    ignorees: { type: 'integer', minimum: 0, maximum: 1000 },
    cree_par: { type: 'string', maxLength: 1000 },
    cree_ms: instantMs,
    modifie_par: { type: 'string', maxLength: 1000 },
    modifie_ms: instantMs,
  },
}

const pageLots: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: lotRelance }, curseur_suivant: curseurSuivant },
}

const elementLot: JsonSchema = {
  type: 'object',
  required: ['rang', 'lettre_id', 'resultat', 'detail', 'fait_ms'],
  properties: {
    rang: { type: 'integer', minimum: 1, maximum: 1000 },
    lettre_id: { type: 'integer', minimum: 1, maximum: 9007199254740991 },
    resultat: { type: ['string', 'null'], enum: ['relancee', 'echouee', 'ignoree', null] },
    detail: { type: ['string', 'null'], maxLength: 1000 },
    fait_ms: { type: ['integer', 'null'], minimum: 0, maximum: 9007199254740991 },
  },
}

const pageElementsLot: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: elementLot }, curseur_suivant: curseurSuivant },
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

const onlyStreamInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:stream-inconnu'] } } }],
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

const onlyCheckoutInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:checkout-inconnu'] } } }],
}

const onlyCommandesInconnues: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:commandes-inconnues'] } } }],
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

const onlyLettreMorteInconnue: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:lettre-morte-inconnue'] } } }],
}

const onlyLettreDejaRelanceeOrRelanceEnCoursOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: {
          enum: [
            'urn:sagabench:problem:lettre-deja-relancee',
            'urn:sagabench:problem:relance-en-cours',
            'urn:sagabench:problem:idempotency-in-flight',
          ],
        },
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

const onlyLotInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:lot-inconnu'] } } }],
}

const onlyLotClos: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:lot-clos'] } } }],
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  lireEvenements: {
    200: { 'application/json': pageEvenements },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyStreamInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  rejouerCheckout: {
    200: { 'application/json': rejeu },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyCheckoutInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerJours: {
    200: { 'application/json': joursEvenements },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireCommandesParClient: {
    200: { 'application/json': commandesClient },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyCommandesInconnues },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  trouverInconnus: {
    200: { 'application/json': checkoutsIncomplets },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerCheckoutsChoreo: {
    200: { 'application/json': pageCheckouts },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  compterCheckoutsChoreo: {
    200: { 'application/json': comptesCheckouts },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerLettresMortes: {
    200: { 'application/json': pageLettresMortes },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  relancerLettreMorte: {
    202: { 'application/json': lettreMorte },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyLettreMorteInconnue },
    409: { 'application/problem+json': onlyLettreDejaRelanceeOrRelanceEnCoursOrIdempotencyInFlight },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireJournalEvenements: {
    200: { 'application/json': pageJournal },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireLignesEvenements: {
    200: { 'application/json': lignesCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  creerLotRelance: {
    201: { 'application/json': lotRelance },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerLotsRelance: {
    200: { 'application/json': pageLots },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireLotRelance: {
    200: { 'application/json': lotRelance },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyLotInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerElementsLot: {
    200: { 'application/json': pageElementsLot },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyLotInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  changerEtatLot: {
    200: { 'application/json': lotRelance },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyLotInconnu },
    409: { 'application/problem+json': onlyLotClos },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireDonneesClientEvenements: {
    200: { 'application/json': pageDonneesClient },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },
}
