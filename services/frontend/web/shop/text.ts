import { defineText, plural } from '../locale/text.ts'

/** Texts that several views of the shop share. */
export const shopText = defineText({
  cartOf: {
    en: (count: number) => (count === 0 ? 'Cart' : `Cart (${count})`),
    fr: (count: number) => (count === 0 ? 'Panier' : `Panier (${count})`),
  },
  pieces: {
    en: (count: number) => `${count} ${plural('en', count, { one: 'piece', other: 'pieces' })}`,
    fr: (count: number) => `${count} ${plural('fr', count, { one: 'article', other: 'articles' })}`,
  },
  browse: { en: 'Browse the shop', fr: 'Parcourir la boutique' },
  total: { en: 'Total', fr: 'Total' },
  unnamed: { en: (id: number) => `Product ${id}`, fr: (id: number) => `Produit ${id}` },
  deliverTo: { en: 'Deliver to', fr: 'Livrer à' },
  changeAddress: { en: 'Change address', fr: 'Changer l’adresse' },
  changeAddressText: {
    en: 'Orders that you place from now on are delivered there.',
    fr: 'Vos prochaines commandes y seront livrées.',
  },
  saveAddress: { en: 'Save address', fr: 'Enregistrer l’adresse' },
  addressChanged: { en: 'The delivery address is changed.', fr: 'L’adresse de livraison est changée.' },
  street: { en: 'Street and number', fr: 'Rue et numéro' },
  city: { en: 'City', fr: 'Ville' },
  postalCode: { en: 'Postal code', fr: 'Code postal' },
  country: { en: 'Country', fr: 'Pays' },
  required: { en: 'Fill this in.', fr: 'Remplissez ce champ.' },
})
