import { defineText, type TextIn } from '../../locale/text.ts'

export const salesText = defineText({
  title: { en: 'Sales', fr: 'Ventes' },
  titleOf: { en: (shop: string) => `Sales: ${shop}`, fr: (shop: string) => `Ventes : ${shop}` },
  intro: { en: 'The sales of a shop, newest first.', fr: 'Les ventes d’un magasin, les plus récentes d’abord.' },
  filters: { en: 'Filter the sales', fr: 'Filtrer les ventes' },
  shop: { en: 'Shop', fr: 'Magasin' },
  shopOf: { en: (number: number) => `Shop ${number}`, fr: (number: number) => `Magasin ${number}` },
  from: { en: 'From', fr: 'Du' },
  until: { en: 'Until (inclusive)', fr: 'Au (inclus)' },
  state: { en: 'State', fr: 'État' },
  all: { en: 'All', fr: 'Tous' },
  recorded: { en: 'Recorded', fr: 'Enregistrée' },
  cancelled: { en: 'Cancelled', fr: 'Annulée' },
  clear: { en: 'Clear filters', fr: 'Effacer les filtres' },
  none: { en: 'No sale matches', fr: 'Aucune vente ne correspond' },
  noneText: {
    en: 'Choose another shop or period, or clear the filters.',
    fr: 'Choisissez un autre magasin ou une autre période, ou effacez les filtres.',
  },
  recordedAt: { en: 'Recorded at', fr: 'Enregistrée le' },
  order: { en: 'Order', fr: 'Commande' },
  customer: { en: 'Customer', fr: 'Client' },
  total: { en: 'Total', fr: 'Total' },
  cancelledAt: { en: 'Cancelled at', fr: 'Annulée le' },
  reason: { en: 'Reason', fr: 'Motif' },
  periodInvalid: {
    en: 'The period must end after it begins.',
    fr: 'La période doit se terminer après son début.',
  },
})

export type SalesText = TextIn<typeof salesText>
