import { defineText } from '../../locale/text.ts'

export const accountText = defineText({
  title: { en: 'My account', fr: 'Mon compte' },
  data: { en: 'My data', fr: 'Mes données' },
  dataText: {
    en: 'You can get a file with everything that the shop holds about you, or close your account and have your data erased.',
    fr: 'Vous pouvez obtenir un fichier avec tout ce que la boutique détient sur vous, ou fermer votre compte et faire effacer vos données.',
  },
  exportAction: { en: 'Download my data', fr: 'Télécharger mes données' },
  exporting: { en: 'Collecting your data…', fr: 'Collecte de vos données…' },
  exported: { en: 'Your data were saved as a file.', fr: 'Vos données ont été enregistrées dans un fichier.' },
  incomplete: {
    en: 'Not all of your data could be collected, so no file was made. Try again in a few minutes.',
    fr: 'Toutes vos données n’ont pas pu être réunies : aucun fichier n’a été créé. Réessayez dans quelques minutes.',
  },
  erase: { en: 'Close my account', fr: 'Fermer mon compte' },
  eraseTitle: { en: 'Close your account and erase your data?', fr: 'Fermer votre compte et effacer vos données ?' },
  eraseText: {
    en: 'Your name, addresses, password and carts are erased for ever, and you can’t log in again. Your past orders stay without your name. Nobody can undo this.',
    fr: 'Votre nom, vos adresses, votre mot de passe et vos paniers sont effacés pour toujours, et vous ne pourrez plus vous connecter. Vos commandes passées restent, sans votre nom. Personne ne peut annuler cette action.',
  },
  confirm: { en: 'Your e-mail address, to confirm', fr: 'Votre adresse courriel, pour confirmer' },
  confirmInvalid: { en: 'This is not your e-mail address.', fr: 'Ce n’est pas votre adresse courriel.' },
  interrupted: {
    en: 'The erasure may not be complete. Press the button again: it continues where it stopped.',
    fr: 'L’effacement n’est peut-être pas complet. Appuyez de nouveau sur le bouton : il reprend où il s’est arrêté.',
  },
  erased: {
    en: 'Your account is closed and your data are erased.',
    fr: 'Votre compte est fermé et vos données sont effacées.',
  },
})
