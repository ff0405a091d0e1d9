import { defineText } from '../../locale/text.ts'

export const cartText = defineText({
  title: { en: 'Your cart', fr: 'Votre panier' },
  empty: { en: 'Your cart is empty', fr: 'Votre panier est vide' },
  emptyText: { en: 'What you add appears here.', fr: 'Vos ajouts apparaîtront ici.' },
  lines: { en: 'Products in your cart', fr: 'Produits de votre panier' },
  each: { en: (price: string) => `${price} each`, fr: (price: string) => `${price} l’unité` },
  quantity: { en: (name: string) => `Quantity of ${name}`, fr: (name: string) => `Quantité de ${name}` },
  less: { en: (name: string) => `One less of ${name}`, fr: (name: string) => `Retirer une unité de ${name}` },
  more: { en: (name: string) => `One more of ${name}`, fr: (name: string) => `Ajouter une unité de ${name}` },
  remove: { en: 'Remove', fr: 'Retirer' },
  removeOf: { en: (name: string) => `Remove ${name}`, fr: (name: string) => `Retirer ${name}` },
  removed: {
    en: (name: string) => `${name} is no longer in your cart.`,
    fr: (name: string) => `${name} n’est plus dans votre panier.`,
  },
  archived: {
    en: 'Not on sale any more. Remove it to check out.',
    fr: 'N’est plus en vente. Retirez-le pour commander.',
  },
  short: {
    en: (count: number) => `Only ${count} in stock: an order for more would fail.`,
    fr: (count: number) => `Seulement ${count} en stock : une commande de plus échouerait.`,
  },
  summary: { en: 'Summary', fr: 'Récapitulatif' },
  checkOut: { en: 'Check out', fr: 'Commander' },
  keepBrowsing: { en: 'Continue shopping', fr: 'Continuer mes achats' },
})
