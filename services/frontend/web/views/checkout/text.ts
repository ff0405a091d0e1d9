import { defineText, type TextIn } from '../../locale/text.ts'

export const checkoutText = defineText({
  title: { en: 'Check out', fr: 'Commander' },
  empty: { en: 'There is nothing to check out', fr: 'Il n’y a rien à commander' },
  style: { en: 'How should the services work together?', fr: 'Comment les services doivent-ils collaborer ?' },
  orchestre: { en: 'Orchestrated', fr: 'Orchestré' },
  orchestreText: {
    en: 'One coordinator calls each service in turn, and undoes their work if one fails.',
    fr: 'Un coordinateur appelle chaque service à son tour, et annule leur travail si l’un échoue.',
  },
  choregraphie: { en: 'Choreographed', fr: 'Chorégraphié' },
  choregraphieText: {
    en: 'Nobody coordinates: each service reacts to the events of the others, also to undo its work.',
    fr: 'Personne ne coordonne : chaque service réagit aux événements des autres, aussi pour annuler son travail.',
  },
  order: { en: 'Your order', fr: 'Votre commande' },
  place: { en: 'Place the order', fr: 'Passer la commande' },
  priceNote: {
    en: 'Prices are fixed when the stock is reserved.',
    fr: 'Les prix sont fixés à la réservation du stock.',
  },
  sending: { en: 'Placing your order…', fr: 'Commande en cours d’envoi…' },
  unknown: {
    en: 'Nobody knows yet whether your order was accepted',
    fr: 'Personne ne sait encore si votre commande est acceptée',
  },
  unknownText: {
    en: 'The shop did not answer. We keep asking; the question carries the same key each time, so you can’t order twice.',
    fr: 'La boutique n’a pas répondu. Nous redemandons, toujours avec la même clé : vous ne pouvez pas commander deux fois.',
  },
  askAgain: { en: 'Ask again now', fr: 'Redemander maintenant' },
  notPlaced: { en: 'The order was not placed', fr: 'La commande n’a pas été passée' },
  backToCart: { en: 'Back to the cart', fr: 'Retour au panier' },
  steps: { en: 'Progress of your order', fr: 'Avancement de votre commande' },
  accepted: { en: 'Order accepted', fr: 'Commande acceptée' },
  stock: { en: 'Check the stock', fr: 'Vérifier le stock' },
  prices: { en: 'Read the prices', fr: 'Lire les prix' },
  reservation: { en: 'Reserve the products', fr: 'Réserver les produits' },
  creation: { en: 'Create the order', fr: 'Créer la commande' },
  workers: { en: 'The services react to each other’s events', fr: 'Les services réagissent aux événements des autres' },
  done: { en: 'Done', fr: 'Fait' },
  running: { en: 'Working', fr: 'En cours' },
  next: { en: 'Waiting', fr: 'En attente' },
  failed: { en: 'Failed', fr: 'Échec' },
  undoing: { en: 'Being undone', fr: 'Annulation en cours' },
  undone: { en: 'Undone', fr: 'Annulé' },
  skipped: { en: 'Not needed', fr: 'Inutile' },
  inProgress: { en: 'Your order is being processed', fr: 'Votre commande est en cours' },
  inProgressText: {
    en: 'You may leave or reload this page; its address leads back here.',
    fr: 'Vous pouvez quitter ou recharger cette page ; son adresse ramène ici.',
  },
  isUndoing: {
    en: 'Your order failed and is being undone',
    fr: 'Votre commande a échoué et est en cours d’annulation',
  },
  noConnection: {
    en: 'We can’t see how it goes at the moment, so the outcome is not known. The order continues without this page; we keep asking.',
    fr: 'L’avancement n’est pas visible pour le moment : l’issue n’est pas connue. La commande continue sans cette page ; nous redemandons.',
  },
  succeeded: { en: 'Thank you, your order is placed', fr: 'Merci, votre commande est passée' },
  orderNumber: { en: 'Order number', fr: 'Numéro de commande' },
  seeOrder: { en: 'See the order', fr: 'Voir la commande' },
  failedTitle: { en: 'Your order failed', fr: 'Votre commande a échoué' },
  nothingOrdered: {
    en: 'Nothing is ordered, and your cart is as it was.',
    fr: 'Rien n’est commandé, et votre panier est inchangé.',
  },
  undoneReservation: { en: 'The reserved products were released.', fr: 'Les produits réservés ont été libérés.' },
  undoneOrder: { en: 'The order was cancelled.', fr: 'La commande a été annulée.' },
  undoneByWorkers: {
    en: 'Products that were reserved for it are released.',
    fr: 'Les produits réservés pour elle sont libérés.',
  },
  noStock: {
    en: 'There is not enough stock of one of the products. Reduce its quantity and try again.',
    fr: 'Il n’y a pas assez de stock de l’un des produits. Réduisez sa quantité et réessayez.',
  },
  notOnSale: {
    en: 'One of the products is not on sale any more. Remove it and try again.',
    fr: 'L’un des produits n’est plus en vente. Retirez-le et réessayez.',
  },
  tooSlow: {
    en: 'A service did not answer in time. Try again.',
    fr: 'Un service n’a pas répondu à temps. Réessayez.',
  },
  technical: {
    en: (reason: string) => `A technical problem stopped it (${reason}). Try again.`,
    fr: (reason: string) => `Un problème technique l’a arrêtée (${reason}). Réessayez.`,
  },
  cartNotEmptied: {
    en: 'The ordered products could not be taken out of your cart. Remove them before you order again.',
    fr: 'Les produits commandés n’ont pas pu être retirés du panier. Retirez-les avant de commander à nouveau.',
  },
})

export type CheckoutText = TextIn<typeof checkoutText>
