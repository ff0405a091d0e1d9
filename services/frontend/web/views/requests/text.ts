import { defineText, plural, type TextIn } from '../../locale/text.ts'

export const requestsText = defineText({
  title: { en: 'Restocking requests', fr: 'Demandes de réapprovisionnement' },
  intro: {
    en: 'Approve or reject what shops request, and watch the steps of an approval.',
    fr: 'Approuver ou rejeter les demandes des magasins, et suivre les étapes d’une approbation.',
  },
  filters: { en: 'Filter the requests', fr: 'Filtrer les demandes' },
  state: { en: 'State', fr: 'État' },
  all: { en: 'All', fr: 'Toutes' },
  en_attente: { en: 'Waiting', fr: 'En attente' },
  approuvee: { en: 'Approved', fr: 'Approuvée' },
  rejetee: { en: 'Rejected', fr: 'Rejetée' },
  shop: { en: 'Shop', fr: 'Magasin' },
  allShops: { en: 'All shops', fr: 'Tous les magasins' },
  clear: { en: 'Clear filters', fr: 'Effacer les filtres' },
  none: { en: 'No request matches', fr: 'Aucune demande ne correspond' },
  noneText: {
    en: 'Change or clear the filters. Requests are made in the stock view.',
    fr: 'Modifiez ou effacez les filtres. Les demandes se font dans la vue du stock.',
  },
  since: { en: 'Requested', fr: 'Demandée' },
  sku: { en: 'SKU', fr: 'Référence' },
  name: { en: 'Name', fr: 'Nom' },
  quantity: { en: 'Pieces', fr: 'Pièces' },
  reason: { en: 'Reason', fr: 'Motif' },
  approve: { en: 'Approve', fr: 'Approuver' },
  approveOf: { en: (name: string) => `Approve ${name}?`, fr: (name: string) => `Approuver ${name} ?` },
  approveText: {
    en: (count: number, shop: string) =>
      `${count} ${plural('en', count, { one: 'piece leaves', other: 'pieces leave' })} the central stock for ${shop}. If a step fails, all are undone.`,
    fr: (count: number, shop: string) =>
      `${count} ${plural('fr', count, { one: 'pièce quitte', other: 'pièces quittent' })} le stock central pour ${shop}. Si une étape échoue, toutes sont annulées.`,
  },
  steps: { en: 'Steps', fr: 'Étapes' },
  stepsOf: { en: 'Approval of the request', fr: 'Approbation de la demande' },
  starting: { en: 'The approval begins.', fr: 'L’approbation commence.' },
  never: { en: 'This request was never approved.', fr: 'Cette demande n’a jamais été approuvée.' },
  running: { en: 'The approval is running.', fr: 'L’approbation est en cours.' },
  succeeded: {
    en: 'The request is approved: the pieces are in the shop.',
    fr: 'La demande est approuvée : les pièces sont en magasin.',
  },
  undone: {
    en: 'The approval failed and was undone. The request waits again.',
    fr: 'L’approbation a échoué et a été annulée. La demande est de nouveau en attente.',
  },
  undoing: {
    en: 'The approval failed and is being undone.',
    fr: 'L’approbation a échoué et est en cours d’annulation.',
  },
  'prelever-stock-central': {
    en: 'Take the pieces from the central stock',
    fr: 'Prélever les pièces du stock central',
  },
  'livrer-stock-local': { en: 'Add the pieces to the shop', fr: 'Ajouter les pièces au magasin' },
  'approuver-demande': { en: 'Approve the request', fr: 'Approuver la demande' },
  a_faire: { en: 'To do', fr: 'À faire' },
  en_cours: { en: 'Running', fr: 'En cours' },
  faite: { en: 'Done', fr: 'Faite' },
  echouee: { en: 'Failed', fr: 'Échouée' },
  inconnue: { en: 'Unknown', fr: 'Inconnue' },
  a_annuler: { en: 'To be undone', fr: 'À annuler' },
  annulation_en_cours: { en: 'Being undone', fr: 'Annulation en cours' },
  parquee: { en: 'Undo parked, still retried', fr: 'Annulation en échec, encore répétée' },
  annulee: { en: 'Undone', fr: 'Annulée' },
  abandonnee: { en: 'Closed by an operator', fr: 'Close par un opérateur' },
  attemptsTitle: { en: 'Attempts', fr: 'Tentatives' },
  attempts: {
    en: (count: number) => `${count} ${plural('en', count, { one: 'attempt', other: 'attempts' })}`,
    fr: (count: number) => `${count} ${plural('fr', count, { one: 'tentative', other: 'tentatives' })}`,
  },
  undoAttempts: {
    en: (count: number) => `Undo: ${count} ${plural('en', count, { one: 'attempt', other: 'attempts' })}`,
    fr: (count: number) => `Annulation : ${count} ${plural('fr', count, { one: 'tentative', other: 'tentatives' })}`,
  },
  STOCK_INSUFFISANT: {
    en: 'The central stock is too small.',
    fr: 'Le stock central est trop petit.',
  },
  DEMANDE_DEJA_TRAITEE: {
    en: 'The request was decided in the meantime.',
    fr: 'La demande a été traitée entre-temps.',
  },
  reject: { en: 'Reject', fr: 'Rejeter' },
  rejectOf: { en: (name: string) => `Reject ${name}?`, fr: (name: string) => `Rejeter ${name} ?` },
  rejectText: {
    en: 'The shop sees the reason. A rejected request can’t be approved any more.',
    fr: 'Le magasin voit le motif. Une demande rejetée ne peut plus être approuvée.',
  },
  reasonInvalid: { en: 'Enter a reason.', fr: 'Entrez un motif.' },
  rejected: {
    en: (name: string) => `The request for ${name} is rejected.`,
    fr: (name: string) => `La demande de ${name} est rejetée.`,
  },
  decided: {
    en: 'This request was decided before. Nothing was changed.',
    fr: 'Cette demande a déjà été traitée. Rien n’a changé.',
  },
})

export type RequestsText = TextIn<typeof requestsText>
