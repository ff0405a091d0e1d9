import { defineText, type TextIn } from '../../locale/text.ts'

export const indicatorsText = defineText({
  title: { en: 'Indicators', fr: 'Indicateurs' },
  intro: {
    en: 'The week of each shop, compared with the week before.',
    fr: 'La semaine de chaque magasin, comparée à la semaine précédente.',
  },
  week: { en: 'Choose the week', fr: 'Choisir la semaine' },
  lastDay: { en: 'Last day of the week', fr: 'Dernier jour de la semaine' },
  earlier: { en: 'Previous week', fr: 'Semaine précédente' },
  later: { en: 'Next week', fr: 'Semaine suivante' },
  untilNow: { en: 'Last seven days', fr: 'Sept derniers jours' },
  thisWeek: { en: (period: string) => `Week: ${period}`, fr: (period: string) => `Semaine : ${period}` },
  weekBefore: {
    en: (period: string) => `Week before: ${period}`,
    fr: (period: string) => `Semaine d’avant : ${period}`,
  },
  turnoverByShop: { en: 'Turnover by shop', fr: 'Chiffre d’affaires par magasin' },
  shop: { en: 'Shop', fr: 'Magasin' },
  turnoverBefore: { en: 'Turnover of the week before', fr: 'Chiffre d’affaires de la semaine d’avant' },
  trend: { en: 'Trend', fr: 'Tendance' },
  trendMeaning: {
    en: 'Turnover of these seven days compared with the seven days before, in percent of the latter.',
    fr: 'Chiffre d’affaires de ces sept jours comparé à celui des sept jours d’avant, en pourcentage de ce dernier.',
  },
  trendPercent: { en: 'Trend (%)', fr: 'Tendance (%)' },
  showSales: { en: 'Sales', fr: 'Ventes' },
  showSalesOf: { en: (shop: string) => `Sales of ${shop}`, fr: (shop: string) => `Ventes de ${shop}` },
  noShops: { en: 'There is no shop', fr: 'Il n’y a aucun magasin' },
})

export type IndicatorsText = TextIn<typeof indicatorsText>
