import { defineText } from '../locale/text.ts'

/** What the figures of sales are called and mean. ADR-103 defines them. */
export const figuresText = defineText({
  turnover: { en: 'Turnover', fr: 'Chiffre d’affaires' },
  turnoverMeaning: {
    en: 'Total of the sales recorded in the period. A sale that is cancelled later no longer counts.',
    fr: 'Total des ventes enregistrées pendant la période. Une vente annulée plus tard ne compte plus.',
  },
  sales: { en: 'Sales', fr: 'Ventes' },
  salesMeaning: {
    en: 'Number of recorded sales, without cancelled ones.',
    fr: 'Nombre de ventes enregistrées, sans les ventes annulées.',
  },
  basket: { en: 'Average basket', fr: 'Panier moyen' },
  basketMeaning: {
    en: 'Turnover divided by the number of sales. Empty if there are none.',
    fr: 'Chiffre d’affaires divisé par le nombre de ventes. Vide s’il n’y en a aucune.',
  },
  stockOuts: { en: 'Stock-outs', fr: 'Ruptures de stock' },
  stockOutsMeaning: {
    en: 'Products without an available piece now, whatever the period. The online shop sells from the central stock.',
    fr: 'Produits sans aucune pièce disponible en ce moment, quelle que soit la période. La boutique en ligne vend le stock central.',
  },
  unknown: { en: 'unknown', fr: 'inconnu' },
  stockUnknown: {
    en: 'The inventory does not answer, so the stock is unknown. The figures of sales are complete.',
    fr: 'L’inventaire ne répond pas : le stock est inconnu. Les chiffres des ventes sont complets.',
  },
  meanings: { en: 'What the figures mean', fr: 'Signification des chiffres' },
  none: { en: '–', fr: '–' },
})
