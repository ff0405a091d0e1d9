import { defineText, type TextIn } from '../../locale/text.ts'

export const staffText = defineText({
  title: { en: 'Staff accounts', fr: 'Comptes du personnel' },
  intro: {
    en: 'Who may log in to the back office, and in which role.',
    fr: 'Qui peut se connecter à l’administration, et dans quel rôle.',
  },
  name: { en: 'Name', fr: 'Nom' },
  email: { en: 'E-mail address', fr: 'Adresse courriel' },
  role: { en: 'Role', fr: 'Rôle' },
  state: { en: 'State', fr: 'État' },
  active: { en: 'Active', fr: 'Actif' },
  disabled: { en: 'Disabled', fr: 'Désactivé' },
  password: { en: 'Password', fr: 'Mot de passe' },
  temporary: { en: 'Temporary', fr: 'Provisoire' },
  chosen: { en: 'Own', fr: 'Choisi' },
  you: { en: 'you', fr: 'vous' },
  none: { en: 'There are no accounts on this page', fr: 'Il n’y a pas de compte sur cette page' },
  create: { en: 'Create account', fr: 'Créer un compte' },
  createText: {
    en: 'The account gets a temporary password. It is shown once, for you to pass on.',
    fr: 'Le compte reçoit un mot de passe provisoire, affiché une seule fois pour que vous le transmettiez.',
  },
  nameInvalid: { en: 'Enter a name.', fr: 'Entrez un nom.' },
  emailInvalid: { en: 'Enter an e-mail address.', fr: 'Entrez une adresse courriel.' },
  emailTaken: {
    en: 'A member of staff has an account with this address.',
    fr: 'Un membre du personnel a déjà un compte avec cette adresse.',
  },
  changeRole: { en: 'Change role', fr: 'Changer le rôle' },
  changeRoleOf: { en: (name: string) => `Role of ${name}`, fr: (name: string) => `Rôle de ${name}` },
  changeRoleText: {
    en: 'The new role applies at the next log-in. All sessions of the account end.',
    fr: 'Le nouveau rôle s’applique à la prochaine connexion. Toutes les sessions du compte prennent fin.',
  },
  roleChanged: {
    en: (name: string, role: string) => `${name} is now: ${role}.`,
    fr: (name: string, role: string) => `${name} est maintenant : ${role}.`,
  },
  disable: { en: 'Disable', fr: 'Désactiver' },
  disableOf: {
    en: (name: string) => `Disable the account of ${name}?`,
    fr: (name: string) => `Désactiver le compte de ${name} ?`,
  },
  disableText: {
    en: 'All sessions of the account end, and nobody can log in with it until it is enabled again. An account is never deleted.',
    fr: 'Toutes les sessions du compte prennent fin, et personne ne peut s’y connecter tant qu’il n’est pas réactivé. Un compte n’est jamais supprimé.',
  },
  disableSelf: {
    en: 'This is your own account: you will be logged out.',
    fr: 'C’est votre propre compte : vous serez déconnecté.',
  },
  disableDone: {
    en: (name: string) => `The account of ${name} is disabled.`,
    fr: (name: string) => `Le compte de ${name} est désactivé.`,
  },
  enable: { en: 'Enable', fr: 'Réactiver' },
  enabled: {
    en: (name: string) => `The account of ${name} is active.`,
    fr: (name: string) => `Le compte de ${name} est actif.`,
  },
  lastAdministrator: {
    en: 'This is the last active administrator. Give another active account this role first.',
    fr: 'C’est le dernier administrateur actif. Donnez d’abord ce rôle à un autre compte actif.',
  },
  setPassword: { en: 'Temporary password', fr: 'Mot de passe provisoire' },
  setPasswordOf: {
    en: (name: string) => `Set a temporary password for ${name}?`,
    fr: (name: string) => `Définir un mot de passe provisoire pour ${name} ?`,
  },
  setPasswordText: {
    en: 'The current password stops working and all sessions of the account end. At the next log-in the person chooses a new password.',
    fr: 'Le mot de passe actuel ne fonctionne plus et toutes les sessions du compte prennent fin. À la prochaine connexion, la personne choisit un nouveau mot de passe.',
  },
  setPasswordAction: { en: 'Set password', fr: 'Définir le mot de passe' },
  passOn: { en: (name: string) => `Password of ${name}`, fr: (name: string) => `Mot de passe de ${name}` },
  passOnText: {
    en: 'Pass it on in person. It is not shown again. At the first log-in it must be replaced.',
    fr: 'Transmettez-le en personne. Il ne sera plus affiché. Il doit être remplacé à la première connexion.',
  },
})

export type StaffText = TextIn<typeof staffText>
