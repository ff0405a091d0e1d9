import { defineText, plural } from '../locale/text.ts'

/** Texts of the components that every view shares. */
export const uiText = defineText({
  cancel: { en: 'Cancel', fr: 'Annuler' },
  close: { en: 'Close', fr: 'Fermer' },
  undo: { en: 'Undo', fr: 'Annuler la modification' },
  retry: { en: 'Try again', fr: 'Réessayer' },
  loading: { en: 'Loading…', fr: 'Chargement…' },
  notifications: { en: 'Notifications', fr: 'Notifications' },
  failed: { en: 'This could not be loaded', fr: 'Le chargement a échoué' },
  actionFailed: { en: 'This did not work', fr: 'L’opération a échoué' },
  mayHaveHappened: {
    en: 'The connection broke, so it may have happened. Check before you repeat it.',
    fr: 'La connexion a été coupée : l’opération a peut-être eu lieu. Vérifiez avant de la répéter.',
  },
  offline: { en: 'There is no connection to the shop.', fr: 'Pas de connexion à la boutique.' },
  tooMany: { en: 'Too many requests. Wait a moment.', fr: 'Trop de requêtes. Patientez un instant.' },
  forbidden: { en: 'Your role does not allow this', fr: 'Votre rôle ne le permet pas' },
  forbiddenRoles: {
    en: (roles: string, own: string) => `This view is for: ${roles}. You are logged in as: ${own}.`,
    fr: (roles: string, own: string) => `Cette vue est réservée à : ${roles}. Vous êtes connecté comme : ${own}.`,
  },
  notFound: { en: 'There is nothing at this address', fr: 'Il n’y a rien à cette adresse' },
  rows: {
    en: (count: number) => `${count} ${plural('en', count, { one: 'row', other: 'rows' })} on this page`,
    fr: (count: number) => `${count} ${plural('fr', count, { one: 'ligne', other: 'lignes' })} sur cette page`,
  },
  next: { en: 'Next page', fr: 'Page suivante' },
  previous: { en: 'Previous page', fr: 'Page précédente' },
  pages: { en: 'Pages', fr: 'Pages' },
  exportCsv: { en: 'Export CSV', fr: 'Exporter en CSV' },
  exporting: { en: 'Exporting…', fr: 'Export en cours…' },
  up: { en: 'up', fr: 'en hausse' },
  down: { en: 'down', fr: 'en baisse' },
  unchanged: { en: 'unchanged', fr: 'stable' },
  upFromZero: { en: 'up from zero', fr: 'en hausse depuis zéro' },
  showTable: { en: 'Show as a table', fr: 'Afficher en tableau' },
  sortBy: { en: (column: string) => `Sort by ${column}`, fr: (column: string) => `Trier par ${column}` },
})
