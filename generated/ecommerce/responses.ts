// Generated from specs/openapi/ecommerce.yaml by generators/openapi/responses.ts. Do not edit.
import type { ResponseTable } from '#platform/http/conformance.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const messageEnvoye: JsonSchema = {
  type: 'object',
  required: ['expire_dans_s'],
  properties: { expire_dans_s: { type: 'integer', minimum: 1, maximum: 921600 } },
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

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const nomClient: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const courriel: JsonSchema = { type: 'string', format: 'email', minLength: 3, maxLength: 254 }

const adresseLivraison: JsonSchema = {
  type: 'object',
  required: ['rue', 'ville', 'code_postal', 'pays'],
  additionalProperties: false,
  properties: {
    rue: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      pattern:
        '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
    },
    ville: {
      type: 'string',
      minLength: 1,
      maxLength: 100,
      pattern:
        '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
    },
    code_postal: {
      type: 'string',
      minLength: 1,
      maxLength: 20,
      pattern:
        '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
    },
    pays: { type: 'string', minLength: 2, maxLength: 2, pattern: '^[A-Z]{2}$' },
  },
}

const client: JsonSchema = {
  type: 'object',
  required: ['client_id', 'nom', 'courriel', 'adresse_livraison'],
  properties: { client_id: clientId, nom: nomClient, courriel: courriel, adresse_livraison: adresseLivraison },
}

const jetonRenouvellement: JsonSchema = { type: 'string', minLength: 43, maxLength: 43, pattern: '^[A-Za-z0-9_-]{43}$' }

const session: JsonSchema = {
  type: 'object',
  required: ['jeton', 'expire_dans_s', 'client_id', 'jeton_renouvellement'],
  properties: {
    jeton: { type: 'string', minLength: 1, maxLength: 2000 },
    expire_dans_s: { type: 'integer', minimum: 1, maximum: 86400 },
    client_id: clientId,
    jeton_renouvellement: jetonRenouvellement,
  },
}

const employeId: JsonSchema = { type: 'string', format: 'uuid' }

const roleEmploye: JsonSchema = { type: 'string', enum: ['commis', 'gerant', 'administrateur'] }

const sessionEmploye: JsonSchema = {
  type: 'object',
  required: ['jeton', 'expire_dans_s', 'employe_id', 'role', 'jeton_renouvellement'],
  properties: {
    jeton: { type: 'string', minLength: 1, maxLength: 2000 },
    expire_dans_s: { type: 'integer', minimum: 1, maximum: 86400 },
    employe_id: employeId,
    role: roleEmploye,
    jeton_renouvellement: jetonRenouvellement,
  },
}

const sessionRenouvelee: JsonSchema = {
  type: 'object',
  required: ['jeton', 'expire_dans_s', 'jeton_renouvellement'],
  properties: {
    jeton: { type: 'string', minLength: 1, maxLength: 2000 },
    expire_dans_s: { type: 'integer', minimum: 1, maximum: 86400 },
    jeton_renouvellement: jetonRenouvellement,
  },
}

const sessionFermee: JsonSchema = {
  type: 'object',
  required: ['fermee'],
  properties: { fermee: { type: 'boolean', const: true } },
}

const employe: JsonSchema = {
  type: 'object',
  required: ['employe_id', 'nom', 'courriel', 'role', 'actif', 'provisoire'],
  properties: {
    employe_id: employeId,
    nom: nomClient,
    courriel: courriel,
    role: roleEmploye,
    actif: { type: 'boolean' },
    provisoire: { type: 'boolean' },
  },
}

const curseurSuivant: JsonSchema = { type: ['string', 'null'], maxLength: 200 }

const pageEmployes: JsonSchema = {
  type: 'object',
  required: ['elements', 'curseur_suivant'],
  properties: { elements: { type: 'array', maxItems: 100, items: employe }, curseur_suivant: curseurSuivant },
}

const motDePasseChange: JsonSchema = {
  type: 'object',
  required: ['change'],
  properties: { change: { type: 'boolean', const: true } },
}

const adresseModifiee: JsonSchema = {
  type: 'object',
  required: ['client_id', 'adresse_livraison'],
  properties: { client_id: clientId, adresse_livraison: adresseLivraison },
}

const effacement: JsonSchema = {
  type: 'object',
  required: ['client_id', 'efface_le'],
  properties: { client_id: clientId, efface_le: { type: 'string', format: 'date-time' } },
}

const donneeClient: JsonSchema = {
  type: 'object',
  required: ['source', 'donnees'],
  additionalProperties: false,
  properties: { source: { type: 'string', maxLength: 100 }, donnees: { type: 'object', additionalProperties: true } },
}

const partieExport: JsonSchema = {
  type: 'object',
  required: ['partie', 'elements'],
  additionalProperties: false,
  properties: {
    partie: { type: 'string', maxLength: 100 },
    elements: { type: 'array', maxItems: 20000, items: donneeClient },
  },
}

const exportDonnees: JsonSchema = {
  type: 'object',
  required: ['format', 'client', 'exporte_le', 'parties'],
  additionalProperties: false,
  properties: {
    format: { type: 'integer', const: 1, minimum: -9007199254740991, maximum: 9007199254740991 },
    client: client,
    exporte_le: { type: 'string', format: 'date-time' },
    parties: { type: 'array', maxItems: 20, items: partieExport },
  },
}

const problemExportIncomplet: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'parties'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:export-incomplet' },
    title: { type: 'string' },
    status: { type: 'integer', const: 503, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    parties: { type: 'array', minItems: 1, maxItems: 20, items: { type: 'string', maxLength: 100 } },
  },
}

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantite: JsonSchema = { type: 'integer', minimum: 1, maximum: 10000 }

const ligneCommande: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite },
}

const panier: JsonSchema = {
  type: 'object',
  required: ['client_id', 'lignes'],
  properties: { client_id: clientId, lignes: { type: 'array', maxItems: 50, items: ligneCommande } },
}

const problemProduitIndisponible: JsonSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'produit_ids'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', const: 'urn:sagabench:problem:produit-indisponible' },
    title: { type: 'string' },
    status: { type: 'integer', const: 409, minimum: -9007199254740991, maximum: 9007199254740991 },
    detail: { type: 'string' },
    instance: { type: 'string' },
    produit_ids: { type: 'array', maxItems: 50, items: produitId },
  },
}

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const etatCheckout: JsonSchema = { type: 'string', enum: ['EN_COURS', 'REUSSI', 'ECHOUE'] }

const checkoutAccepte: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'etat'],
  properties: { checkout_id: checkoutId, etat: etatCheckout },
}

const issueCheckout: JsonSchema = {
  type: 'object',
  required: ['checkout_id', 'etat', 'commande_id', 'motif'],
  properties: {
    checkout_id: checkoutId,
    etat: etatCheckout,
    commande_id: { type: ['string', 'null'], format: 'uuid' },
    motif: { type: ['string', 'null'], maxLength: 200 },
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

const onlyCodeInvalide: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:code-invalide'] } } }],
}

const onlyIdentifiantsInvalidesOrUnauthenticatedOrGatewayRequired: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: {
          enum: [
            'urn:sagabench:problem:identifiants-invalides',
            'urn:sagabench:problem:unauthenticated',
            'urn:sagabench:problem:gateway-required',
          ],
        },
      },
    },
  ],
}

const onlyForbidden: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:forbidden'] } } }],
}

const onlyMotDePasseProvisoire: JsonSchema = {
  allOf: [
    problem,
    { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:mot-de-passe-provisoire'] } } },
  ],
}

const onlySessionInvalideOrUnauthenticatedOrGatewayRequired: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: {
          enum: [
            'urn:sagabench:problem:session-invalide',
            'urn:sagabench:problem:unauthenticated',
            'urn:sagabench:problem:gateway-required',
          ],
        },
      },
    },
  ],
}

const onlyCourrielPrisOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:courriel-pris', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
}

const onlyEmployeInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:employe-inconnu'] } } }],
}

const onlyDernierAdministrateurOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:dernier-administrateur', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
}

const onlyPropreMotDePasseOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:propre-mot-de-passe', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
}

const onlyMotDePasseErroneOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:mot-de-passe-errone', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
}

const onlyClientInconnuOrNotFound: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: { type: { enum: ['urn:sagabench:problem:client-inconnu', 'urn:sagabench:problem:not-found'] } },
    },
  ],
}

const onlyPanierPleinOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: { enum: ['urn:sagabench:problem:panier-plein', 'urn:sagabench:problem:idempotency-in-flight'] },
      },
    },
  ],
}

const onlyClientInconnuOrLigneInconnueOrNotFound: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: {
          enum: [
            'urn:sagabench:problem:client-inconnu',
            'urn:sagabench:problem:ligne-inconnue',
            'urn:sagabench:problem:not-found',
          ],
        },
      },
    },
  ],
}

const onlyPanierVideOrPanierPleinOrIdempotencyInFlight: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: {
        type: {
          enum: [
            'urn:sagabench:problem:panier-vide',
            'urn:sagabench:problem:panier-plein',
            'urn:sagabench:problem:idempotency-in-flight',
          ],
        },
      },
    },
  ],
}

const onlyCheckoutInconnuOrNotFound: JsonSchema = {
  allOf: [
    problem,
    {
      type: 'object',
      properties: { type: { enum: ['urn:sagabench:problem:checkout-inconnu', 'urn:sagabench:problem:not-found'] } },
    },
  ],
}

const onlyCheckoutInconnu: JsonSchema = {
  allOf: [problem, { type: 'object', properties: { type: { enum: ['urn:sagabench:problem:checkout-inconnu'] } } }],
}

/** The declared responses of each operation, by status and media type. */
export const responses: ResponseTable = {
  creerCompteClient: {
    202: { 'application/json': messageEnvoye },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  confirmerCompteClient: {
    201: { 'application/json': client },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    404: { 'application/problem+json': onlyCodeInvalide },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  ouvrirSession: {
    200: { 'application/json': session },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyIdentifiantsInvalidesOrUnauthenticatedOrGatewayRequired },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  connecterEmploye: {
    200: { 'application/json': sessionEmploye },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyIdentifiantsInvalidesOrUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: { 'application/problem+json': onlyMotDePasseProvisoire },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  renouvelerSession: {
    200: { 'application/json': sessionRenouvelee },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlySessionInvalideOrUnauthenticatedOrGatewayRequired },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  fermerSession: {
    200: { 'application/json': sessionFermee },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  listerEmployes: {
    200: { 'application/json': pageEmployes },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  creerEmploye: {
    201: { 'application/json': employe },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    409: { 'application/problem+json': onlyCourrielPrisOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  modifierEmploye: {
    200: { 'application/json': employe },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyEmployeInconnu },
    409: { 'application/problem+json': onlyDernierAdministrateurOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  definirMotDePasseProvisoire: {
    200: { 'application/json': employe },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyEmployeInconnu },
    409: { 'application/problem+json': onlyPropreMotDePasseOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  changerMotDePasseEmploye: {
    200: { 'application/json': motDePasseChange },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyEmployeInconnu },
    409: { 'application/problem+json': onlyMotDePasseErroneOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  demanderReinitialisation: {
    202: { 'application/json': messageEnvoye },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  reinitialiserMotDePasse: {
    200: { 'application/json': motDePasseChange },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    404: { 'application/problem+json': onlyCodeInvalide },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  changerMotDePasseClient: {
    200: { 'application/json': motDePasseChange },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrNotFound },
    409: { 'application/problem+json': onlyMotDePasseErroneOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireClient: {
    200: { 'application/json': client },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrNotFound },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  modifierAdresseLivraison: {
    200: { 'application/json': adresseModifiee },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrNotFound },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  effacerDonneesPersonnelles: {
    200: { 'application/json': effacement },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrNotFound },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  exporterDonneesPersonnelles: {
    200: { 'application/json': exportDonnees },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrNotFound },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': { anyOf: [problemExportIncomplet, onlyUnavailableOrInterrupted] } },
  },

  lirePanier: {
    200: { 'application/json': panier },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrNotFound },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  ajouterProduitPanier: {
    200: { 'application/json': panier },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrNotFound },
    409: { 'application/problem+json': { anyOf: [problemProduitIndisponible, onlyPanierPleinOrIdempotencyInFlight] } },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  modifierQuantitePanier: {
    200: { 'application/json': panier },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrLigneInconnueOrNotFound },
    409: { 'application/problem+json': onlyIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  initierCheckoutChoreo: {
    202: { 'application/json': checkoutAccepte },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyClientInconnuOrNotFound },
    409: { 'application/problem+json': onlyPanierVideOrPanierPleinOrIdempotencyInFlight },
    413: { 'application/problem+json': onlyPayloadTooLarge },
    415: { 'application/problem+json': onlyUnsupportedMediaType },
    422: { 'application/problem+json': onlyIdempotencyKeyReused },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireCheckoutChoreo: {
    200: { 'application/json': issueCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyCheckoutInconnuOrNotFound },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  suivreCheckoutChoreo: {
    200: { 'text/event-stream': { type: 'string' } },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyCheckoutInconnuOrNotFound },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireJournalEcommerce: {
    200: { 'application/json': pageJournal },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  lireLignesEcommerce: {
    200: { 'application/json': lignesCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },

  terminerCheckoutChoreo: {
    200: { 'application/json': issueCheckout },
    400: { 'application/problem+json': onlyValidation },
    401: { 'application/problem+json': onlyUnauthenticatedOrGatewayRequired },
    403: { 'application/problem+json': onlyForbidden },
    404: { 'application/problem+json': onlyCheckoutInconnu },
    429: { 'application/problem+json': onlyTooManyRequests },
    503: { 'application/problem+json': onlyUnavailableOrInterrupted },
  },
}
