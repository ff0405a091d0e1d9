import type { Service } from './services.ts'

/** Written out, because the type of a locale needs a browser and a test reads this module. */
export type Name = { readonly en: string; readonly fr: string }
export type Names = Readonly<Record<string, Name>>

export const serviceNames: Readonly<Record<Service, Name>> = {
  catalogue: { en: 'Catalogue', fr: 'Catalogue' },
  inventaire: { en: 'Stock', fr: 'Stocks' },
  'supply-chain': { en: 'Restocking', fr: 'Réapprovisionnement' },
  ecommerce: { en: 'Customers and accounts', fr: 'Clients et comptes' },
  'saga-orchestrator': { en: 'Checkouts', fr: 'Paiements' },
  'event-store': { en: 'Events', fr: 'Événements' },
}

/** Every operation that is logged; a test compares them with the specifications. */
export const operationNames: Names = {
  ajouterProduit: { en: 'Add a product', fr: 'Ajouter un produit' },
  modifierPrix: { en: 'Change a price', fr: 'Changer un prix' },
  archiverProduit: { en: 'Archive a product', fr: 'Archiver un produit' },
  reapprovisionnerStock: { en: 'Restock the central stock', fr: 'Réapprovisionner le stock central' },
  transfererStock: { en: 'Transfer stock to a shop', fr: 'Transférer du stock vers un magasin' },
  creerDemandeReappro: { en: 'Request restocking', fr: 'Demander un réapprovisionnement' },
  validerDemande: { en: 'Approve a request', fr: 'Approuver une demande' },
  rejeterDemande: { en: 'Reject a request', fr: 'Rejeter une demande' },
  forcerAnnulationValidation: { en: 'Undo an approval', fr: 'Annuler une approbation' },
  relancerValidation: { en: 'Restart an approval', fr: 'Relancer une approbation' },
  cloreValidation: { en: 'Close an approval by hand', fr: 'Clore une approbation à la main' },
  terminerCheckoutChoreo: { en: 'End a checkout early', fr: 'Terminer un paiement avant l’échéance' },
  forcerCompensation: { en: 'Undo a checkout', fr: 'Annuler un paiement' },
  relancerSaga: { en: 'Restart a checkout', fr: 'Relancer un paiement' },
  creerLotRelance: { en: 'Start a redrive batch', fr: 'Lancer un lot de relance' },
  changerEtatLot: { en: 'Pause or resume a batch', fr: 'Suspendre ou reprendre un lot' },
  relancerLettreMorte: { en: 'Redrive a dead letter', fr: 'Relancer une lettre morte' },
  creerEmploye: { en: 'Create a staff account', fr: 'Créer un compte du personnel' },
  modifierEmploye: { en: 'Change a staff account', fr: 'Modifier un compte du personnel' },
  changerMotDePasseEmploye: { en: 'Change the own password', fr: 'Changer son mot de passe' },
  definirMotDePasseProvisoire: { en: 'Set a temporary password', fr: 'Définir un mot de passe provisoire' },
  exporterDonneesPersonnelles: { en: 'Export personal data', fr: 'Exporter des données personnelles' },
  effacerDonneesPersonnelles: { en: 'Erase personal data', fr: 'Effacer des données personnelles' },
}

/** The kinds of objects, by their words in the API. */
export const objectNames: Names = Object.fromEntries<Name>([
  ['produit', { en: 'Product', fr: 'Produit' }],
  ['stock_central', { en: 'Central stock of product', fr: 'Stock central du produit' }],
  ['transfert', { en: 'Transfer', fr: 'Transfert' }],
  ['demande_reapprovisionnement', { en: 'Restocking request', fr: 'Demande de réapprovisionnement' }],
  ['validation', { en: 'Approval', fr: 'Approbation' }],
  ['saga', { en: 'Checkout', fr: 'Paiement' }],
  ['lot_relance', { en: 'Redrive batch', fr: 'Lot de relance' }],
  ['lettre_morte', { en: 'Dead letter', fr: 'Lettre morte' }],
  ['employe', { en: 'Staff account', fr: 'Compte du personnel' }],
  ['client', { en: 'Customer', fr: 'Client' }],
])
