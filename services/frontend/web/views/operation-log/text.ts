import { defineText, type TextIn } from '../../locale/text.ts'

export const logText = defineText({
  title: { en: 'Operations log', fr: 'Journal des opérations' },
  intro: {
    en: 'Who did what, when and why. Entries are never changed or deleted.',
    fr: 'Qui a fait quoi, quand et pourquoi. Les entrées ne sont jamais modifiées ni supprimées.',
  },
  filters: { en: 'Filter the log', fr: 'Filtrer le journal' },
  all: { en: 'All', fr: 'Tous' },
  when: { en: 'When', fr: 'Quand' },
  who: { en: 'Who', fr: 'Qui' },
  whoId: { en: 'Id of the author', fr: 'Identifiant de l’auteur' },
  role: { en: 'Role', fr: 'Rôle' },
  what: { en: 'Operation', fr: 'Opération' },
  objectType: { en: 'Kind of object', fr: 'Type d’objet' },
  object: { en: 'Object', fr: 'Objet' },
  objectId: { en: 'Number of the object', fr: 'Numéro de l’objet' },
  reason: { en: 'Reason', fr: 'Motif' },
  service: { en: 'Service', fr: 'Service' },
  application: { en: 'Application', fr: 'Application' },
  correlation: { en: 'Correlation id', fr: 'Identifiant de corrélation' },
  from: { en: 'From', fr: 'Du' },
  until: { en: 'Until', fr: 'Au' },
  clear: { en: 'Clear filters', fr: 'Effacer les filtres' },
  none: { en: 'No operation matches', fr: 'Aucune opération ne correspond' },
  noneText: { en: 'Change or clear the filters.', fr: 'Modifiez ou effacez les filtres.' },
  more: { en: 'Older operations', fr: 'Opérations plus anciennes' },
  shown: {
    en: (count: number, more: boolean) => `${count} shown${more ? ', there are older ones' : ''}`,
    fr: (count: number, more: boolean) =>
      `${count} affichée${count < 2 ? '' : 's'}${more ? ', il y en a de plus anciennes' : ''}`,
  },
  missing: {
    en: (services: string) => `This list is incomplete. These logs could not be read: ${services}.`,
    fr: (services: string) => `Cette liste est incomplète. Ces journaux n’ont pas pu être lus : ${services}.`,
  },
  exportFailed: {
    en: (service: string) => `Nothing was exported, because the log of ${service} could not be read. Try again.`,
    fr: (service: string) => `Rien n’a été exporté, car le journal de ${service} n’a pas pu être lu. Réessayez.`,
  },
  onlyThis: { en: (name: string) => `Show only ${name}`, fr: (name: string) => `N’afficher que ${name}` },
})

export type LogText = TextIn<typeof logText>
