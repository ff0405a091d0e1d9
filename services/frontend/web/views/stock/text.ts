import { defineText, plural, type TextIn } from '../../locale/text.ts'

const pieces = {
  en: (count: number) => `${count} ${plural('en', count, { one: 'piece', other: 'pieces' })}`,
  fr: (count: number) => `${count} ${plural('fr', count, { one: 'pièce', other: 'pièces' })}`,
}

export const stockText = defineText({
  title: { en: 'Stock', fr: 'Stock' },
  intro: {
    en: 'See what is available centrally and in each shop, move pieces, and request more.',
    fr: 'Voir ce qui est disponible au central et en magasin, déplacer des pièces et en demander.',
  },
  lists: { en: 'Lists', fr: 'Listes' },
  stock: { en: 'Stock', fr: 'Stock' },
  transfers: { en: 'Transfers', fr: 'Transferts' },
  filters: { en: 'Filter the stock', fr: 'Filtrer le stock' },
  filterTransfers: { en: 'Filter the transfers', fr: 'Filtrer les transferts' },
  search: { en: 'Search', fr: 'Recherche' },
  place: { en: 'Place', fr: 'Lieu' },
  centralStock: { en: 'Central stock', fr: 'Stock central' },
  shop: { en: 'Shop', fr: 'Magasin' },
  allShops: { en: 'All shops', fr: 'Tous les magasins' },
  availability: { en: 'Availability', fr: 'Disponibilité' },
  all: { en: 'All', fr: 'Tous' },
  stockOut: { en: 'Stock-out', fr: 'Rupture' },
  low: { en: 'Low', fr: 'Faible' },
  atMost: {
    en: (count: number) => `At most ${pieces.en(count)}`,
    fr: (count: number) => `Au plus ${pieces.fr(count)}`,
  },
  clear: { en: 'Clear filters', fr: 'Effacer les filtres' },
  none: { en: 'No stock matches', fr: 'Aucun stock ne correspond' },
  noneText: {
    en: 'Change or clear the filters. A product that was never delivered is found by its name.',
    fr: 'Modifiez ou effacez les filtres. Un produit jamais livré se trouve par son nom.',
  },
  noTransfer: { en: 'No transfer matches', fr: 'Aucun transfert ne correspond' },
  noTransferText: {
    en: 'Pieces of an approved request are listed with the request, not here.',
    fr: 'Les pièces d’une demande approuvée sont listées avec la demande, pas ici.',
  },
  number: { en: 'No.', fr: 'N°' },
  sku: { en: 'SKU', fr: 'Référence' },
  name: { en: 'Name', fr: 'Nom' },
  productNumber: { en: 'Product no.', fr: 'N° de produit' },
  available: { en: 'Available', fr: 'Disponible' },
  reserved: { en: 'Reserved', fr: 'Réservé' },
  state: { en: 'State', fr: 'État' },
  inStock: { en: 'In stock', fr: 'En stock' },
  when: { en: 'When', fr: 'Quand' },
  quantity: { en: 'Pieces', fr: 'Pièces' },
  quantityForm: { en: 'A whole number', fr: 'Un nombre entier' },
  quantityInvalid: {
    en: 'Enter a whole number between 1 and 1,000,000.',
    fr: 'Entrez un nombre entier entre 1 et 1 000 000.',
  },
  shopInvalid: { en: 'Choose a shop.', fr: 'Choisissez un magasin.' },
  chooseShop: { en: 'Choose a shop', fr: 'Choisir un magasin' },
  effect: { en: 'What changes', fr: 'Ce qui change' },
  before: { en: 'Before', fr: 'Avant' },
  after: { en: 'After', fr: 'Après' },
  transfer: { en: 'Transfer', fr: 'Transférer' },
  transferOf: { en: (name: string) => `Transfer ${name}`, fr: (name: string) => `Transférer ${name}` },
  transferText: {
    en: 'Moves pieces from the central stock to a shop at once. There is no transfer back.',
    fr: 'Déplace tout de suite des pièces du stock central vers un magasin. Il n’y a pas de transfert inverse.',
  },
  transferred: {
    en: (count: number, name: string, shop: string) => `${pieces.en(count)} of ${name} moved to ${shop}.`,
    fr: (count: number, name: string, shop: string) =>
      `${pieces.fr(count)} de ${name} : déplacement vers ${shop} fait.`,
  },
  tooLittle: {
    en: (count: number) => `The central stock has only ${pieces.en(count)}. Nothing was moved.`,
    fr: (count: number) => `Le stock central n’a que ${pieces.fr(count)}. Rien n’a été déplacé.`,
  },
  neverDelivered: {
    en: 'This product was never delivered. Restock the central stock first.',
    fr: 'Ce produit n’a jamais été livré. Réapprovisionnez d’abord le stock central.',
  },
  unknownShop: { en: 'This shop does not exist.', fr: 'Ce magasin n’existe pas.' },
  restock: { en: 'Restock', fr: 'Réapprovisionner' },
  restockOf: { en: (name: string) => `Restock ${name}`, fr: (name: string) => `Réapprovisionner ${name}` },
  restockText: {
    en: 'Adds delivered pieces to the central stock. Customers can buy them at once.',
    fr: 'Ajoute des pièces livrées au stock central. Les clients peuvent les acheter tout de suite.',
  },
  restocked: {
    en: (count: number, name: string) => `The central stock now has ${pieces.en(count)} of ${name}.`,
    fr: (count: number, name: string) => `Le stock central a maintenant ${pieces.fr(count)} de ${name}.`,
  },
  request: { en: 'Request', fr: 'Demander' },
  requestOf: { en: (name: string) => `Request ${name}`, fr: (name: string) => `Demander ${name}` },
  requestText: {
    en: 'A manager approves or rejects the request. Until then, the stock stays as it is.',
    fr: 'Un gérant approuve ou rejette la demande. D’ici là, le stock ne change pas.',
  },
  requestEffect: { en: 'If it is approved', fr: 'Si elle est approuvée' },
  requested: {
    en: (count: number, name: string, shop: string) => `${pieces.en(count)} of ${name} requested for ${shop}.`,
    fr: (count: number, name: string, shop: string) => `${pieces.fr(count)} de ${name} : demande faite pour ${shop}.`,
  },
})

export type StockText = TextIn<typeof stockText>
