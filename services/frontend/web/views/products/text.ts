import { defineText, type TextIn } from '../../locale/text.ts'

export const productsText = defineText({
  title: { en: 'Products', fr: 'Produits' },
  intro: {
    en: 'Find products, change their prices, take them off sale.',
    fr: 'Trouver des produits, changer leur prix, les retirer de la vente.',
  },
  filters: { en: 'Filter the products', fr: 'Filtrer les produits' },
  search: { en: 'Search', fr: 'Recherche' },
  category: { en: 'Category', fr: 'Catégorie' },
  priceFrom: { en: 'Price from', fr: 'Prix minimal' },
  priceTo: { en: 'Price to', fr: 'Prix maximal' },
  state: { en: 'State', fr: 'État' },
  all: { en: 'All', fr: 'Tous' },
  onSale: { en: 'On sale', fr: 'En vente' },
  archived: { en: 'Archived', fr: 'Archivé' },
  clear: { en: 'Clear filters', fr: 'Effacer les filtres' },
  none: { en: 'No product matches', fr: 'Aucun produit ne correspond' },
  noneText: {
    en: 'Change or clear the filters, or add a product.',
    fr: 'Modifiez ou effacez les filtres, ou ajoutez un produit.',
  },
  number: { en: 'No.', fr: 'N°' },
  sku: { en: 'SKU', fr: 'Référence' },
  name: { en: 'Name', fr: 'Nom' },
  price: { en: 'Price', fr: 'Prix' },
  changePrice: { en: 'Change price', fr: 'Changer le prix' },
  changePriceOf: { en: (name: string) => `Price of ${name}`, fr: (name: string) => `Prix de ${name}` },
  changePriceText: {
    en: (price: string) => `The price is ${price}. A new price applies to every cart that is not checked out yet.`,
    fr: (price: string) => `Le prix est ${price}. Un nouveau prix s’applique à chaque panier pas encore payé.`,
  },
  newPrice: { en: 'New price', fr: 'Nouveau prix' },
  priceForm: { en: 'An amount, such as 12.50', fr: 'Un montant, par exemple 12,50' },
  priceInvalid: {
    en: 'Enter an amount between 0.01 and 1,000,000, such as 12.50.',
    fr: 'Entrez un montant entre 0,01 et 1 000 000, par exemple 12,50.',
  },
  priceSame: { en: 'This is the current price.', fr: 'C’est le prix actuel.' },
  priceChanged: {
    en: (name: string, price: string) => `${name} now costs ${price}.`,
    fr: (name: string, price: string) => `${name} coûte maintenant ${price}.`,
  },
  history: { en: 'Price history', fr: 'Historique des prix' },
  historyOf: { en: (name: string) => `Prices of ${name}`, fr: (name: string) => `Prix de ${name}` },
  since: { en: 'Since', fr: 'Depuis' },
  by: { en: 'Set by', fr: 'Fixé par' },
  more: { en: 'Older prices', fr: 'Prix plus anciens' },
  archive: { en: 'Archive', fr: 'Archiver' },
  archiveOf: { en: (name: string) => `Archive ${name}?`, fr: (name: string) => `Archiver ${name} ?` },
  archiveText: {
    en: 'Customers can no longer buy it, and checkouts that contain it fail. An archived product can’t be put on sale again.',
    fr: 'Les clients ne pourront plus l’acheter, et les paniers qui le contiennent seront refusés. Un produit archivé ne peut pas être remis en vente.',
  },
  archiveDone: { en: (name: string) => `${name} is archived.`, fr: (name: string) => `${name} est archivé.` },
  add: { en: 'Add product', fr: 'Ajouter un produit' },
  addText: { en: 'It is on sale at once, with no stock.', fr: 'Il est en vente tout de suite, sans stock.' },
  skuForm: {
    en: 'Capitals, digits and hyphens, such as THE-VERT-100',
    fr: 'Majuscules, chiffres et tirets, par exemple THE-VERT-100',
  },
  skuInvalid: {
    en: 'Use 3 to 40 capitals, digits and single hyphens between them.',
    fr: 'Utilisez de 3 à 40 majuscules et chiffres, avec des tirets simples entre eux.',
  },
  categoryForm: {
    en: 'Small letters, digits and hyphens; empty: divers',
    fr: 'Minuscules, chiffres et tirets ; vide : divers',
  },
  categoryInvalid: {
    en: 'Use 2 to 40 small letters, digits and single hyphens between them.',
    fr: 'Utilisez de 2 à 40 minuscules et chiffres, avec des tirets simples entre eux.',
  },
  nameInvalid: { en: 'Enter a name.', fr: 'Entrez un nom.' },
  added: { en: (name: string) => `${name} is on sale.`, fr: (name: string) => `${name} est en vente.` },
})

export type ProductsText = TextIn<typeof productsText>
