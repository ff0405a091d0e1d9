import { defineText, plural } from '../../locale/text.ts'

export const personalDataText = defineText({
  title: { en: 'Personal data', fr: 'Données personnelles' },
  intro: {
    en: 'Export or erase what the shop holds about a customer. Both are logged with your reason.',
    fr: 'Exporter ou effacer ce que la boutique détient sur un client. Les deux sont journalisés avec votre motif.',
  },
  find: { en: 'Find a customer', fr: 'Trouver un client' },
  id: { en: 'Customer id', fr: 'Identifiant du client' },
  idForm: {
    en: 'As in sales and in the operations log, such as 7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f',
    fr: 'Comme dans les ventes et le journal, par exemple 7d9f2c1e-4b3a-4c5d-8e6f-0a1b2c3d4e5f',
  },
  idInvalid: { en: 'Enter the whole id of a customer.', fr: 'Entrez l’identifiant complet d’un client.' },
  open: { en: 'Open', fr: 'Ouvrir' },
  nobody: { en: 'No customer is open', fr: 'Aucun client n’est ouvert' },
  nobodyText: {
    en: 'Enter the id of a customer who asked for their data or for their erasure.',
    fr: 'Entrez l’identifiant d’un client qui demande ses données ou leur effacement.',
  },
  customer: { en: (id: string) => `Customer ${id}`, fr: (id: string) => `Client ${id}` },
  orders: { en: 'Latest orders', fr: 'Dernières commandes' },
  ordersText: {
    en: 'The latest orders, to check that this is the right customer. Name and address are only in the export.',
    fr: 'Les dernières commandes, pour vérifier qu’il s’agit du bon client. Le nom et l’adresse ne sont que dans l’export.',
  },
  noOrders: { en: 'This id has no orders.', fr: 'Cet identifiant n’a pas de commande.' },
  date: { en: 'Date', fr: 'Date' },
  order: { en: 'Order', fr: 'Commande' },
  total: { en: 'Total', fr: 'Total' },
  history: { en: 'What was done with these data', fr: 'Ce qui a été fait de ces données' },
  noHistory: { en: 'They were neither exported nor erased.', fr: 'Elles n’ont été ni exportées ni effacées.' },
  inLog: { en: 'Show in the operations log', fr: 'Afficher dans le journal des opérations' },
  what: { en: 'Operation', fr: 'Opération' },
  exporterDonneesPersonnelles: { en: 'Export', fr: 'Export' },
  effacerDonneesPersonnelles: { en: 'Erasure', fr: 'Effacement' },
  who: { en: 'Who', fr: 'Qui' },
  theCustomer: { en: 'the customer', fr: 'le client' },
  reason: { en: 'Reason', fr: 'Motif' },
  reasonForm: {
    en: 'Stays in the log for ever, so it must not name the customer.',
    fr: 'Reste dans le journal pour toujours : il ne doit pas nommer le client.',
  },
  reasonInvalid: { en: 'Enter a reason.', fr: 'Entrez un motif.' },
  exportAction: { en: 'Export', fr: 'Exporter' },
  exportTitle: { en: 'Export the data of this customer', fr: 'Exporter les données de ce client' },
  exportText: {
    en: 'You get one file with everything that all services hold: account, addresses, carts, orders, checkouts and events. Store it safely and delete it after you have sent it.',
    fr: 'Vous obtenez un fichier avec tout ce que les services détiennent : compte, adresses, paniers, commandes, paiements et événements. Gardez-le en lieu sûr et supprimez-le après l’envoi.',
  },
  exported: { en: 'The file was saved. It contains:', fr: 'Le fichier a été enregistré. Il contient :' },
  rows: {
    en: (count: number) => `${count} ${plural('en', count, { one: 'row', other: 'rows' })}`,
    fr: (count: number) => `${count} ${plural('fr', count, { one: 'ligne', other: 'lignes' })}`,
  },
  incomplete: {
    en: (services: string) =>
      `Nothing was exported, because these services did not answer in time or hold too many rows: ${services}. Try again later.`,
    fr: (services: string) =>
      `Rien n’a été exporté, car ces services n’ont pas répondu à temps ou détiennent trop de lignes : ${services}. Réessayez plus tard.`,
  },
  unknown: {
    en: 'There is no such customer, or their data were erased before.',
    fr: 'Ce client n’existe pas, ou ses données ont déjà été effacées.',
  },
  erase: { en: 'Erase', fr: 'Effacer' },
  eraseTitle: {
    en: 'Erase the data of this customer for ever?',
    fr: 'Effacer définitivement les données de ce client ?',
  },
  eraseText: {
    en: 'Name, addresses, password and carts are removed and the key of the data is destroyed, also for backups. The customer is logged out and can’t log in again. Orders and totals stay under a pseudonym. Nobody can undo this.',
    fr: 'Le nom, les adresses, le mot de passe et les paniers sont supprimés et la clé des données est détruite, même pour les sauvegardes. Le client est déconnecté et ne peut plus se connecter. Les commandes et les totaux restent sous un pseudonyme. Personne ne peut annuler cette action.',
  },
  confirm: {
    en: (start: string) => `Type ${start}, the beginning of the id`,
    fr: (start: string) => `Tapez ${start}, le début de l’identifiant`,
  },
  confirmInvalid: { en: 'This is not the beginning of the id.', fr: 'Ce n’est pas le début de l’identifiant.' },
  interrupted: {
    en: 'The erasure may not be complete in all services. Press Erase again: it continues where it stopped.',
    fr: 'L’effacement n’est peut-être pas complet dans tous les services. Appuyez de nouveau sur Effacer : il reprend où il s’est arrêté.',
  },
  erased: { en: (date: string) => `Erased on ${date}:`, fr: (date: string) => `Effacé le ${date} :` },
  erasedAccount: {
    en: 'Customers and accounts: name, addresses, password, carts and sessions are gone, and the key is destroyed.',
    fr: 'Clients et comptes : le nom, les adresses, le mot de passe, les paniers et les sessions ont disparu, et la clé est détruite.',
  },
  erasedCheckouts: {
    en: 'Checkouts: the orchestrator accepts no new checkout of this customer.',
    fr: 'Paiements : l’orchestrateur n’accepte plus de paiement de ce client.',
  },
  erasedRest: {
    en: 'Orders and events: they stay, under a pseudonym that identifies nobody any more.',
    fr: 'Commandes et événements : ils restent, sous un pseudonyme qui n’identifie plus personne.',
  },
})
