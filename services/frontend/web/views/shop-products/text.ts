import { defineText, plural } from '../../locale/text.ts'

export const shopProductsText = defineText({
  title: { en: 'Shop', fr: 'Boutique' },
  intro: { en: 'For the home, one piece or many.', fr: 'Pour la maison, à la pièce ou en nombre.' },
  filters: { en: 'Filter the products', fr: 'Filtrer les produits' },
  search: { en: 'Search', fr: 'Recherche' },
  category: { en: 'Category', fr: 'Catégorie' },
  allCategories: { en: 'All categories', fr: 'Toutes les catégories' },
  priceFrom: { en: 'Price from', fr: 'Prix minimal' },
  priceTo: { en: 'Price to', fr: 'Prix maximal' },
  clear: { en: 'Clear filters', fr: 'Effacer les filtres' },
  none: { en: 'No product matches', fr: 'Aucun produit ne correspond' },
  noneText: { en: 'Try another word, or clear the filters.', fr: 'Essayez un autre mot, ou effacez les filtres.' },
  count: {
    en: (count: number) => `${count} ${plural('en', count, { one: 'product', other: 'products' })} on this page`,
    fr: (count: number) => `${count} ${plural('fr', count, { one: 'produit', other: 'produits' })} sur cette page`,
  },
  inStock: { en: 'In stock', fr: 'En stock' },
  few: { en: (count: number) => `Only ${count} left`, fr: (count: number) => `Plus que ${count}` },
  soldOut: { en: 'Sold out', fr: 'Épuisé' },
  add: { en: 'Add to cart', fr: 'Ajouter au panier' },
  addOf: { en: (name: string) => `Add to cart: ${name}`, fr: (name: string) => `Ajouter au panier : ${name}` },
  added: { en: (name: string) => `${name} is in your cart.`, fr: (name: string) => `${name} est dans votre panier.` },
  inCart: { en: (count: number) => `${count} in your cart`, fr: (count: number) => `${count} dans votre panier` },
  logInFirst: {
    en: (name: string) => `To put ${name} into your cart. You stay on this page.`,
    fr: (name: string) => `Pour mettre ${name} dans votre panier. Vous restez sur cette page.`,
  },
  cartFull: {
    en: 'Your cart is full: it takes 50 products.',
    fr: 'Votre panier est plein : il contient 50 produits au maximum.',
  },
  unavailable: { en: 'This product is not on sale any more.', fr: 'Ce produit n’est plus en vente.' },
})
