import { defineText, plural } from '../../locale/text.ts'

export const rowsText = defineText({
  title: { en: 'What each database holds now', fr: 'Ce que contient chaque base' },
  readAt: { en: (time: string) => `Read at ${time}`, fr: (time: string) => `Lu le ${time}` },
  readAgain: { en: 'Read again', fr: 'Relire' },
  service: { en: 'Service', fr: 'Service' },
  table: { en: 'Table', fr: 'Table' },
  row: { en: 'Row', fr: 'Ligne' },
  column: { en: 'Column', fr: 'Colonne' },
  value: { en: 'Value', fr: 'Valeur' },
  count: {
    en: (count: number) => `${count} ${plural('en', count, { one: 'row', other: 'rows' })}`,
    fr: (count: number) => `${count} ${plural('fr', count, { one: 'ligne', other: 'lignes' })}`,
  },
  empty: { en: 'No rows of this checkout.', fr: 'Aucune ligne de cette commande.' },
  withoutRows: {
    en: (tables: string) => `Without rows: ${tables}`,
    fr: (tables: string) => `Sans lignes : ${tables}`,
  },
  contradicts: { en: 'contradicts', fr: 'se contredit' },
  agree: { en: 'They agree', fr: 'Elles concordent' },
  agreeText: { en: 'No service contradicts another.', fr: 'Aucun service n’en contredit un autre.' },
  inProgress: { en: 'In progress', fr: 'En cours' },
  inProgressText: {
    en: 'Nothing contradicts yet; the checkout or its history has not ended.',
    fr: 'Aucune contradiction pour l’instant ; la commande ou son historique n’est pas terminé.',
  },
  disagree: { en: 'They disagree', fr: 'Elles se contredisent' },
  disagreeText: {
    en: 'Read twice, with the same result. Read again before you act on it.',
    fr: 'Lu deux fois, avec le même résultat. Relisez avant d’agir.',
  },
  undecided: { en: 'Unknown', fr: 'Inconnu' },
  undecidedText: {
    en: (services: string) => `These services did not answer, so nobody can judge: ${services}.`,
    fr: (services: string) => `Ces services n’ont pas répondu, aucun jugement n’est possible : ${services}.`,
  },
  between: { en: (services: string) => `(${services})`, fr: (services: string) => `(${services})` },
  successWithoutOrder: {
    en: 'The checkout succeeded, but there is no recorded order.',
    fr: 'La commande a réussi, mais aucune vente n’est enregistrée.',
  },
  orderAfterFailure: {
    en: 'The checkout failed, but its order is recorded.',
    fr: 'La commande a échoué, mais sa vente est enregistrée.',
  },
  stockKept: {
    en: 'The checkout failed, but its stock is still reserved.',
    fr: 'La commande a échoué, mais son stock est toujours réservé.',
  },
  orderWithoutStock: {
    en: 'The order is recorded, but its stock is not reserved.',
    fr: 'La vente est enregistrée, mais son stock n’est pas réservé.',
  },
  differentOrder: {
    en: 'The checkout names another order than the one that is recorded.',
    fr: 'La commande désigne une autre vente que celle qui est enregistrée.',
  },
  differentHistory: {
    en: 'The events report another end than the checkout.',
    fr: 'Les événements indiquent une autre fin que la commande.',
  },
  effectWithoutCheckout: {
    en: 'Stock or an order belongs to a checkout that no style knows.',
    fr: 'Du stock ou une vente appartient à une commande qu’aucun style ne connaît.',
  },
  twoStyles: { en: 'Both styles run the same checkout.', fr: 'Les deux styles exécutent la même commande.' },
})
