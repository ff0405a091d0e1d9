// Generated from specs/openapi by generators/openapi/access-table.ts. Do not edit.

/** Every role that a token can have. */
export const roles = ['client', 'commis', 'gerant', 'administrateur'] as const
export type Role = (typeof roles)[number]

/** What a role may do with an operation. `own`: only with data of the token's subject. */
export type Access = 'all' | 'own' | 'none'

/** Each operation that takes a token, by operationId. All others ignore tokens. */
export const accessOf: Readonly<Record<string, Readonly<Record<Role, Access>>>> = {
  ajouterProduit: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  lireHistoriquePrix: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  modifierPrix: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  archiverProduit: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  lireJournalCatalogue: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'all' },
  lireVente: { client: 'own', commis: 'all', gerant: 'all', administrateur: 'all' },
  listerVentesMagasin: { client: 'none', commis: 'all', gerant: 'all', administrateur: 'none' },
  listerVentesClient: { client: 'own', commis: 'all', gerant: 'all', administrateur: 'all' },
  genererIndicateurs: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  genererRapportConsolide: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  listerEmployes: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  creerEmploye: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  modifierEmploye: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  lireClient: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  modifierAdresseLivraison: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  effacerDonneesPersonnelles: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'all' },
  lirePanier: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  ajouterProduitPanier: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  modifierQuantitePanier: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  initierCheckoutChoreo: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  lireCheckoutChoreo: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  suivreCheckoutChoreo: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  lireJournalEcommerce: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  listerCheckoutsChoreo: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  compterCheckoutsChoreo: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  listerLettresMortes: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  relancerLettreMorte: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  lireJournalEvenements: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  reapprovisionnerStock: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  listerTransferts: { client: 'none', commis: 'all', gerant: 'all', administrateur: 'none' },
  transfererStock: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  creerDemandeReappro: { client: 'none', commis: 'all', gerant: 'all', administrateur: 'none' },
  lireJournalInventaire: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'all' },
  demarrerCheckoutSaga: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'none' },
  listerCheckoutsSaga: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  compterCheckoutsSaga: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  lireEtatSaga: { client: 'own', commis: 'none', gerant: 'none', administrateur: 'all' },
  forcerCompensation: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  relancerSaga: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  lireJournalSagas: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  listerDemandes: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  validerDemande: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  lireValidation: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'all' },
  listerValidations: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'all' },
  lireEtatValidation: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'all' },
  forcerAnnulationValidation: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  relancerValidation: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  cloreValidation: { client: 'none', commis: 'none', gerant: 'none', administrateur: 'all' },
  rejeterDemande: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'none' },
  lireJournalSupplyChain: { client: 'none', commis: 'none', gerant: 'all', administrateur: 'all' },
}
