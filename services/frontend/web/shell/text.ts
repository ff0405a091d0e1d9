import { defineText } from '../locale/text.ts'

export const shellText = defineText({
  backOffice: { en: 'Back office', fr: 'Administration' },
  shop: { en: 'Shop', fr: 'Boutique' },
  skip: { en: 'Skip to the content', fr: 'Aller au contenu' },
  menu: { en: 'Menu', fr: 'Menu' },
  views: { en: 'Views', fr: 'Vues' },
  closeMenu: { en: 'Close menu', fr: 'Fermer le menu' },
  logIn: { en: 'Log in', fr: 'Se connecter' },
  logInStaff: { en: 'Log in to the back office', fr: 'Connexion à l’administration' },
  logInShop: { en: 'Log in to the shop', fr: 'Connexion à la boutique' },
  noAccount: { en: 'New here?', fr: 'Nouveau client ?' },
  register: { en: 'Create an account', fr: 'Créer un compte' },
  logOut: { en: 'Log out', fr: 'Se déconnecter' },
  email: { en: 'E-mail address', fr: 'Adresse courriel' },
  password: { en: 'Password', fr: 'Mot de passe' },
  wrongCredentials: {
    en: 'E-mail address or password is wrong.',
    fr: 'L’adresse courriel ou le mot de passe est incorrect.',
  },
  temporaryPassword: {
    en: 'Your password is temporary. Choose a new one to log in.',
    fr: 'Votre mot de passe est provisoire. Choisissez-en un nouveau pour vous connecter.',
  },
  newPassword: { en: 'New password', fr: 'Nouveau mot de passe' },
  newPasswordForm: {
    en: 'At least 8 characters; not a common password, nor your name.',
    fr: 'Au moins 8 caractères ; ni un mot de passe courant, ni votre nom.',
  },
  newPasswordRefused: {
    en: 'The new password is too easy to guess, or is the temporary one. Choose another one.',
    fr: 'Le nouveau mot de passe est trop facile à deviner, ou c’est le provisoire. Choisissez-en un autre.',
  },
  tooManyLogIns: {
    en: (seconds: number) => `Too many attempts. Try again in ${seconds} s.`,
    fr: (seconds: number) => `Trop de tentatives. Réessayez dans ${seconds} s.`,
  },
  logInFailed: {
    en: 'Logging in is not possible at the moment. Try again.',
    fr: 'La connexion est impossible pour le moment. Réessayez.',
  },
  expired: { en: 'Your session has ended', fr: 'Votre session a pris fin' },
  expiredText: {
    en: 'Log in again to continue. What you have entered is still here.',
    fr: 'Reconnectez-vous pour continuer. Votre saisie est conservée.',
  },
  offline: {
    en: 'You are offline. What you see may be out of date.',
    fr: 'Vous êtes hors ligne. Les données affichées peuvent être dépassées.',
  },
  language: { en: 'Language', fr: 'Langue' },
  theme: { en: 'Colours', fr: 'Couleurs' },
  themeSystem: { en: 'As the device', fr: 'Comme l’appareil' },
  themeLight: { en: 'Light', fr: 'Clair' },
  themeDark: { en: 'Dark', fr: 'Sombre' },
  client: { en: 'customer', fr: 'client' },
  commis: { en: 'clerk', fr: 'commis' },
  gerant: { en: 'manager', fr: 'gérant' },
  administrateur: { en: 'administrator', fr: 'administrateur' },
  noViews: { en: 'There is no view for your role yet', fr: 'Il n’y a pas encore de vue pour votre rôle' },
  homeText: {
    en: 'A shop whose checkout is one saga in two styles, and the back office of its staff.',
    fr: 'Une boutique dont le paiement est une saga en deux styles, et l’administration de son personnel.',
  },
})
