import { defineText, type TextIn } from '../../locale/text.ts'

export const sagasText = defineText({
  title: { en: 'Sagas', fr: 'Sagas' },
  intro: {
    en: 'Checkouts of both styles. Open one to see what happened, what remains, and what each database holds.',
    fr: 'Les commandes des deux styles. Ouvrez-en une pour voir son déroulement, ce qui reste, et ce que contient chaque base.',
  },
  filters: { en: 'Filter the checkouts', fr: 'Filtrer les commandes' },
  customer: { en: 'Customer', fr: 'Client' },
  customerInvalid: { en: 'Enter the whole id of a customer.', fr: 'Entrez l’identifiant complet d’un client.' },
  openById: { en: 'Open by id', fr: 'Ouvrir par identifiant' },
  idInvalid: { en: 'Enter the whole id of a checkout.', fr: 'Entrez l’identifiant complet d’une commande.' },
  age: { en: 'Age', fr: 'Âge' },
  anyAge: { en: 'Any', fr: 'Tous' },
  olderThan: { en: (age: string) => `${age} or older`, fr: (age: string) => `${age} ou plus` },
  order: { en: 'Order', fr: 'Ordre' },
  newestFirst: { en: 'Newest first', fr: 'Les plus récentes d’abord' },
  oldestFirst: { en: 'Oldest first', fr: 'Les plus anciennes d’abord' },
  clear: { en: 'Clear filters', fr: 'Effacer les filtres' },
  style: { en: 'Style', fr: 'Style' },
  orchestre: { en: 'Orchestrated', fr: 'Orchestrée' },
  choregraphie: { en: 'Choreographed', fr: 'Chorégraphiée' },
  outcome: { en: 'Outcome', fr: 'Résultat' },
  en_cours: { en: 'In progress', fr: 'En cours' },
  reussi: { en: 'Succeeded', fr: 'Réussie' },
  echoue: { en: 'Failed', fr: 'Échouée' },
  blocked: { en: 'Blocked', fr: 'Bloquée' },
  isBlocked: { en: 'Needs a person', fr: 'Demande une intervention' },
  isNotBlocked: { en: 'Not blocked', fr: 'Non bloquée' },
  state: { en: 'State', fr: 'État' },
  EN_ATTENTE: { en: 'Accepted', fr: 'Acceptée' },
  VERIFICATION_STOCK: { en: 'Checking the stock', fr: 'Vérification du stock' },
  STOCK_VERIFIE: { en: 'Stock checked', fr: 'Stock vérifié' },
  RESERVATION_STOCK: { en: 'Reserving the stock', fr: 'Réservation du stock' },
  STOCK_RESERVE: { en: 'Stock reserved', fr: 'Stock réservé' },
  CREATION_COMMANDE: { en: 'Creating the order', fr: 'Création de la commande' },
  COMMANDE_CREEE: { en: 'Order created', fr: 'Commande créée' },
  SAGA_TERMINEE: { en: 'Completed', fr: 'Terminée' },
  ECHEC_STOCK_INSUFFISANT: { en: 'Not enough stock', fr: 'Stock insuffisant' },
  ECHEC_RESERVATION_STOCK: { en: 'Reservation failed', fr: 'Réservation échouée' },
  ECHEC_CREATION_COMMANDE: { en: 'Order failed', fr: 'Création échouée' },
  COMPENSATION_EN_COURS: { en: 'Undoing', fr: 'Annulation en cours' },
  SAGA_ANNULEE: { en: 'Undone', fr: 'Annulée' },
  step: { en: 'Step', fr: 'Étape' },
  'verifier-stock': { en: 'Check the stock', fr: 'Vérifier le stock' },
  'lire-produits': { en: 'Read the prices', fr: 'Lire les prix' },
  'reserver-stock': { en: 'Reserve the stock', fr: 'Réserver le stock' },
  'creer-commande': { en: 'Create the order', fr: 'Créer la commande' },
  reason: { en: 'Reason', fr: 'Motif' },
  STOCK_INSUFFISANT: { en: 'Not enough stock', fr: 'Stock insuffisant' },
  PRODUIT_INDISPONIBLE: { en: 'Product not on sale', fr: 'Produit indisponible' },
  ERREUR_SERVICE: { en: 'Service failed', fr: 'Erreur d’un service' },
  DELAI_DEPASSE: { en: 'Timeout', fr: 'Délai dépassé' },
  ECHEANCE_DEPASSEE: { en: 'Deadline passed', fr: 'Échéance dépassée' },
  COMPENSATION_FORCEE: { en: 'Undo forced', fr: 'Annulation forcée' },
  RESERVATION_ANNULEE: { en: 'Reservation cancelled', fr: 'Réservation annulée' },
  VENTE_ANNULEE: { en: 'Order cancelled', fr: 'Vente annulée' },
  total: {
    en: (count: string) => `${count} checkouts match.`,
    fr: (count: string) => `${count} commandes correspondent.`,
  },
  partial: {
    en: (count: string) => `${count} checkouts match among those in progress and the newest that ended.`,
    fr: (count: string) => `${count} commandes correspondent parmi celles en cours et les plus récentes des terminées.`,
  },
  styleMissing: {
    en: (style: string) => `The list is incomplete: the service of this style does not answer (${style}).`,
    fr: (style: string) => `La liste est incomplète : le service de ce style ne répond pas (${style}).`,
  },
  none: { en: 'No checkout matches', fr: 'Aucune commande ne correspond' },
  noneText: {
    en: 'Change or clear the filters. A choreographed checkout appears a moment after its first event.',
    fr: 'Modifiez ou effacez les filtres. Une commande chorégraphiée apparaît un instant après son premier événement.',
  },
  checkout: { en: 'Checkout', fr: 'Commande' },
  open: { en: (id: string) => `Open checkout ${id}`, fr: (id: string) => `Ouvrir la commande ${id}` },
  startedAt: { en: 'Started', fr: 'Commencée' },
  duration: { en: 'Duration', fr: 'Durée' },
})

export type SagasText = TextIn<typeof sagasText>

/** The text of a value of the API, such as a state, a step or a reason; the value itself if there is none. */
export const textFor = (text: Readonly<Record<string, unknown>>, value: string): string => {
  const found = Object.hasOwn(text, value) ? text[value] : undefined
  return typeof found === 'string' ? found : value
}
