// Generated from specs/openapi/ecommerce.yaml by generators/openapi/schemas.ts. Do not edit.
import type { ServerOperation } from '#platform/http/route.ts'
import type { JsonSchema } from '#platform/http/validation.ts'

const nomClient: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const courriel: JsonSchema = { type: 'string', format: 'email', minLength: 3, maxLength: 254 }

const motDePasse: JsonSchema = { type: 'string', minLength: 8, maxLength: 128, pattern: '^[^\\u0000]*$' }

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

const nouveauClient: JsonSchema = {
  type: 'object',
  required: ['nom', 'courriel', 'mot_de_passe', 'adresse_livraison'],
  additionalProperties: false,
  properties: { nom: nomClient, courriel: courriel, mot_de_passe: motDePasse, adresse_livraison: adresseLivraison },
}

const confirmationCompte: JsonSchema = {
  type: 'object',
  required: ['code'],
  additionalProperties: false,
  properties: { code: { type: 'string', minLength: 43, maxLength: 43, pattern: '^[A-Za-z0-9_-]{43}$' } },
}

const identifiants: JsonSchema = {
  type: 'object',
  required: ['courriel', 'mot_de_passe'],
  additionalProperties: false,
  properties: { courriel: courriel, mot_de_passe: motDePasse },
}

const identifiantsEmploye: JsonSchema = {
  type: 'object',
  required: ['courriel', 'mot_de_passe'],
  additionalProperties: false,
  properties: { courriel: courriel, mot_de_passe: motDePasse, nouveau_mot_de_passe: motDePasse },
}

const jetonRenouvellement: JsonSchema = { type: 'string', minLength: 43, maxLength: 43, pattern: '^[A-Za-z0-9_-]{43}$' }

const jetonDeSession: JsonSchema = {
  type: 'object',
  required: ['jeton_renouvellement'],
  additionalProperties: false,
  properties: { jeton_renouvellement: jetonRenouvellement },
}

const roleEmploye: JsonSchema = { type: 'string', enum: ['commis', 'gerant', 'administrateur'] }

const nouvelEmploye: JsonSchema = {
  type: 'object',
  required: ['nom', 'courriel', 'mot_de_passe', 'role'],
  additionalProperties: false,
  properties: { nom: nomClient, courriel: courriel, mot_de_passe: motDePasse, role: roleEmploye },
}

const changementEmploye: JsonSchema = {
  type: 'object',
  required: ['role', 'actif'],
  additionalProperties: false,
  properties: { role: roleEmploye, actif: { type: 'boolean' } },
}

const employeId: JsonSchema = { type: 'string', format: 'uuid' }

const motDePasseProvisoire: JsonSchema = {
  type: 'object',
  required: ['mot_de_passe'],
  additionalProperties: false,
  properties: { mot_de_passe: motDePasse },
}

const changementMotDePasse: JsonSchema = {
  type: 'object',
  required: ['ancien_mot_de_passe', 'mot_de_passe'],
  additionalProperties: false,
  properties: { ancien_mot_de_passe: motDePasse, mot_de_passe: motDePasse },
}

const demandeReinitialisation: JsonSchema = {
  type: 'object',
  required: ['courriel'],
  additionalProperties: false,
  properties: { courriel: courriel },
}

const reinitialisation: JsonSchema = {
  type: 'object',
  required: ['code', 'mot_de_passe'],
  additionalProperties: false,
  properties: {
    code: { type: 'string', minLength: 43, maxLength: 43, pattern: '^[A-Za-z0-9_-]{43}$' },
    mot_de_passe: motDePasse,
  },
}

const clientId: JsonSchema = { type: 'string', format: 'uuid' }

const motifDonne: JsonSchema = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  pattern:
    '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb𛲠-𛲣𝅳-𝅺󠀀-󠿿][^\\u0000-\\u001f\\u007f]*$',
}

const demandeExport: JsonSchema = { type: 'object', additionalProperties: false, properties: { motif: motifDonne } }

const produitId: JsonSchema = { type: 'integer', minimum: 1, maximum: 2147483647 }

const quantite: JsonSchema = { type: 'integer', minimum: 1, maximum: 10000 }

const ligneCommande: JsonSchema = {
  type: 'object',
  required: ['produit_id', 'quantite'],
  additionalProperties: false,
  properties: { produit_id: produitId, quantite: quantite },
}

const quantitePanier: JsonSchema = {
  type: 'object',
  required: ['quantite'],
  additionalProperties: false,
  properties: { quantite: { type: 'integer', minimum: 0, maximum: 10000 } },
}

const panierCommande: JsonSchema = {
  type: 'object',
  required: ['lignes'],
  additionalProperties: false,
  properties: { lignes: { type: 'array', minItems: 1, maxItems: 50, items: ligneCommande } },
}

const demandeCheckoutChoreo: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: { panier: panierCommande },
}

const checkoutId: JsonSchema = { type: 'string', format: 'uuid' }

const idAuteur: JsonSchema = { type: 'string', minLength: 1, maxLength: 200, pattern: '^[!-~]+$' }

/** The checks that the server makes before it calls a handler. */
export const operations: Readonly<Record<string, ServerOperation>> = {
  creerCompteClient: {
    operationId: 'creerCompteClient',
    method: 'POST',
    url: '/api/commandes/clients/',
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
    body: nouveauClient,
  },

  confirmerCompteClient: {
    operationId: 'confirmerCompteClient',
    method: 'POST',
    url: '/api/commandes/clients/confirmation/',
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
    body: confirmationCompte,
  },

  ouvrirSession: { operationId: 'ouvrirSession', method: 'POST', url: '/api/commandes/sessions/', body: identifiants },

  connecterEmploye: {
    operationId: 'connecterEmploye',
    method: 'POST',
    url: '/api/commandes/sessions/employes/',
    callers: ['application-administration'],
    body: identifiantsEmploye,
  },

  renouvelerSession: {
    operationId: 'renouvelerSession',
    method: 'POST',
    url: '/api/commandes/sessions/renouvellements/',
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
    body: jetonDeSession,
  },

  fermerSession: {
    operationId: 'fermerSession',
    method: 'POST',
    url: '/api/commandes/sessions/fermetures/',
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
    body: jetonDeSession,
  },

  listerEmployes: {
    operationId: 'listerEmployes',
    method: 'GET',
    url: '/api/commandes/employes/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
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

  creerEmploye: {
    operationId: 'creerEmploye',
    method: 'POST',
    url: '/api/commandes/employes/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
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
    body: nouvelEmploye,
  },

  modifierEmploye: {
    operationId: 'modifierEmploye',
    method: 'PUT',
    url: '/api/commandes/employes/:employe_id/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: {
      type: 'object',
      required: ['employe_id'],
      additionalProperties: false,
      properties: { employe_id: employeId },
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
    body: changementEmploye,
  },

  definirMotDePasseProvisoire: {
    operationId: 'definirMotDePasseProvisoire',
    method: 'PUT',
    url: '/api/commandes/employes/:employe_id/mot-de-passe-provisoire/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: {
      type: 'object',
      required: ['employe_id'],
      additionalProperties: false,
      properties: { employe_id: employeId },
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
    body: motDePasseProvisoire,
  },

  changerMotDePasseEmploye: {
    operationId: 'changerMotDePasseEmploye',
    method: 'PUT',
    url: '/api/commandes/mots-de-passe/employes/',
    roles: ['commis', 'gerant', 'administrateur'],
    roleCallers: {
      commis: ['application-administration'],
      gerant: ['application-administration'],
      administrateur: ['application-administration'],
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
    body: changementMotDePasse,
  },

  demanderReinitialisation: {
    operationId: 'demanderReinitialisation',
    method: 'POST',
    url: '/api/commandes/mots-de-passe/oublis/',
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
    body: demandeReinitialisation,
  },

  reinitialiserMotDePasse: {
    operationId: 'reinitialiserMotDePasse',
    method: 'POST',
    url: '/api/commandes/mots-de-passe/reinitialisations/',
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
    body: reinitialisation,
  },

  changerMotDePasseClient: {
    operationId: 'changerMotDePasseClient',
    method: 'PUT',
    url: '/api/commandes/clients/:id/mot-de-passe/',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
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
    body: changementMotDePasse,
  },

  lireClient: {
    operationId: 'lireClient',
    method: 'GET',
    url: '/api/commandes/clients/:id/',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
  },

  modifierAdresseLivraison: {
    operationId: 'modifierAdresseLivraison',
    method: 'PUT',
    url: '/api/commandes/clients/:id/adresse-livraison/',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
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
    body: adresseLivraison,
  },

  effacerDonneesPersonnelles: {
    operationId: 'effacerDonneesPersonnelles',
    method: 'DELETE',
    url: '/api/commandes/clients/:id/donnees-personnelles/',
    roles: ['client', 'administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
    query: { type: 'object', required: [], additionalProperties: false, properties: { motif: motifDonne } },
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

  exporterDonneesPersonnelles: {
    operationId: 'exporterDonneesPersonnelles',
    method: 'POST',
    url: '/api/commandes/clients/:id/donnees-personnelles/export/',
    roles: ['client', 'administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
    body: demandeExport,
  },

  lirePanier: {
    operationId: 'lirePanier',
    method: 'GET',
    url: '/api/commandes/clients/:id/panier/',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
  },

  ajouterProduitPanier: {
    operationId: 'ajouterProduitPanier',
    method: 'POST',
    url: '/api/commandes/clients/:id/panier/lignes/',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
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
    body: ligneCommande,
  },

  modifierQuantitePanier: {
    operationId: 'modifierQuantitePanier',
    method: 'PUT',
    url: '/api/commandes/clients/:id/panier/lignes/:produit_id/quantite/',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: {
      type: 'object',
      required: ['id', 'produit_id'],
      additionalProperties: false,
      properties: { id: clientId, produit_id: produitId },
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
    body: quantitePanier,
  },

  initierCheckoutChoreo: {
    operationId: 'initierCheckoutChoreo',
    method: 'POST',
    url: '/api/commandes/clients/:id/checkout/choreo/',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: { type: 'object', required: ['id'], additionalProperties: false, properties: { id: clientId } },
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
    body: demandeCheckoutChoreo,
    bodyOptional: true,
  },

  lireCheckoutChoreo: {
    operationId: 'lireCheckoutChoreo',
    method: 'GET',
    url: '/api/commandes/clients/:id/checkout/choreo/:checkout_id/',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: {
      type: 'object',
      required: ['id', 'checkout_id'],
      additionalProperties: false,
      properties: { id: clientId, checkout_id: checkoutId },
    },
    headers: { type: 'object', required: [], additionalProperties: true, properties: { prefer: { type: 'string' } } },
  },

  suivreCheckoutChoreo: {
    operationId: 'suivreCheckoutChoreo',
    method: 'GET',
    url: '/api/commandes/clients/:id/checkout/choreo/:checkout_id/events',
    roles: ['client'],
    owner: 'id',
    ownerRoles: ['client'],
    path: {
      type: 'object',
      required: ['id', 'checkout_id'],
      additionalProperties: false,
      properties: { id: clientId, checkout_id: checkoutId },
    },
  },

  lireJournalEcommerce: {
    operationId: 'lireJournalEcommerce',
    method: 'GET',
    url: '/api/commandes/journal/',
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

  lireLignesEcommerce: {
    operationId: 'lireLignesEcommerce',
    method: 'GET',
    url: '/api/commandes/checkouts/:checkout_id/lignes/',
    callers: ['application-administration'],
    roles: ['administrateur'],
    path: {
      type: 'object',
      required: ['checkout_id'],
      additionalProperties: false,
      properties: { checkout_id: checkoutId },
    },
  },

  terminerCheckoutChoreo: {
    operationId: 'terminerCheckoutChoreo',
    method: 'POST',
    url: '/api/commandes/checkouts/:checkout_id/terminer/',
    roles: ['administrateur'],
    roleCallers: { administrateur: ['application-administration'] },
    path: {
      type: 'object',
      required: ['checkout_id'],
      additionalProperties: false,
      properties: { checkout_id: checkoutId },
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
}
