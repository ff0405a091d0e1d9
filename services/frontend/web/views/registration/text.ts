import { defineText } from '../../locale/text.ts'

export const registrationText = defineText({
  title: { en: 'Create an account', fr: 'Créer un compte' },
  intro: {
    en: 'You get a message with a code that opens the account.',
    fr: 'Vous recevrez un message avec un code qui ouvre le compte.',
  },
  name: { en: 'Name', fr: 'Nom' },
  nameInvalid: { en: 'Enter your name.', fr: 'Entrez votre nom.' },
  email: { en: 'E-mail address', fr: 'Adresse courriel' },
  emailInvalid: {
    en: 'Enter an address, such as name@example.org.',
    fr: 'Entrez une adresse, par exemple nom@example.org.',
  },
  password: { en: 'Password', fr: 'Mot de passe' },
  passwordForm: {
    en: 'At least 8 characters; not a common password, nor your name.',
    fr: 'Au moins 8 caractères ; ni un mot de passe courant, ni votre nom.',
  },
  passwordInvalid: { en: 'Use at least 8 characters.', fr: 'Utilisez au moins 8 caractères.' },
  passwordRefused: {
    en: 'This password is too easy to guess. Choose another one.',
    fr: 'Ce mot de passe est trop facile à deviner. Choisissez-en un autre.',
  },
  submit: { en: 'Send me a code', fr: 'M’envoyer un code' },
  haveCode: { en: 'I have a code', fr: 'J’ai un code' },
  codeTitle: { en: 'Enter your code', fr: 'Entrez votre code' },
  codeText: {
    en: 'Copy the code from the message that we sent to your address. It is valid for a day. On a system without a mail server, messages are files in the folder MAIL_FOLDER.',
    fr: 'Copiez le code du message envoyé à votre adresse. Il est valable un jour. Sur un système sans serveur de courriel, les messages sont des fichiers du dossier MAIL_FOLDER.',
  },
  code: { en: 'Code', fr: 'Code' },
  codeInvalid: { en: 'A code has 43 letters, digits, _ and -.', fr: 'Un code a 43 lettres, chiffres, _ et -.' },
  codeRefused: {
    en: 'This code is wrong, used or expired. If you have used it, log in.',
    fr: 'Ce code est incorrect, utilisé ou expiré. Si vous l’avez utilisé, connectez-vous.',
  },
  open: { en: 'Open the account', fr: 'Ouvrir le compte' },
  opened: { en: 'Your account is open', fr: 'Votre compte est ouvert' },
  openedText: { en: 'Log in to begin.', fr: 'Connectez-vous pour commencer.' },
  again: { en: 'Request another code', fr: 'Demander un autre code' },
})
