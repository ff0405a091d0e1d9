import { defineText, plural, type TextIn } from '../../locale/text.ts'

export const ordersText = defineText({
  title: { en: 'My orders', fr: 'Mes commandes' },
  intro: {
    en: 'Orders of both styles, newest first.',
    fr: 'Les commandes des deux styles, de la plus récente à la plus ancienne.',
  },
  filters: { en: 'Filter the orders', fr: 'Filtrer les commandes' },
  state: { en: 'State', fr: 'État' },
  all: { en: 'All', fr: 'Toutes' },
  placed: { en: 'Placed', fr: 'Passée' },
  cancelled: { en: 'Cancelled', fr: 'Annulée' },
  none: { en: 'There are no orders', fr: 'Il n’y a pas de commande' },
  noneText: { en: 'What you order appears here.', fr: 'Vos commandes apparaîtront ici.' },
  count: {
    en: (count: number) => `${count} ${plural('en', count, { one: 'order', other: 'orders' })} on this page`,
    fr: (count: number) => `${count} ${plural('fr', count, { one: 'commande', other: 'commandes' })} sur cette page`,
  },
  number: { en: 'Order number', fr: 'Numéro de commande' },
  placedOn: { en: 'Placed on', fr: 'Passée le' },
  cancelledOn: { en: 'Cancelled on', fr: 'Annulée le' },
  details: { en: 'Details', fr: 'Détails' },
  detailsOf: { en: (id: string) => `Order ${id}`, fr: (id: string) => `Commande ${id}` },
  lines: { en: 'Products of the order', fr: 'Produits de la commande' },
  product: { en: 'Product', fr: 'Produit' },
  quantity: { en: 'Quantity', fr: 'Quantité' },
  price: { en: 'Price each', fr: 'Prix unitaire' },
  amount: { en: 'Amount', fr: 'Montant' },
})

export type OrdersText = TextIn<typeof ordersText>
