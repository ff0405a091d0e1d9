import { type Courriel, courriel } from './client.ts'

export type RoleEmploye = 'commis' | 'gerant' | 'administrateur'

/** A member of staff. A disabled account can't log in. */
export type Employe = {
  readonly employe_id: string
  readonly nom: string
  readonly courriel: Courriel
  readonly role: RoleEmploye
  readonly actif: boolean
  /** An administrator set the password; it opens a session only together with a new one. */
  readonly provisoire: boolean
}

export type EmployeInvalide = { readonly kind: 'employe-invalide'; readonly champ: string; readonly regle: string }
export type DernierAdministrateur = { readonly kind: 'dernier-administrateur' }
/** The author of a change is no active administrator any more. */
export type AuteurSansDroit = { readonly kind: 'auteur-sans-droit' }
/** The password is temporary, and no new one comes with it. */
export type ProvisoireARemplacer = { readonly kind: 'mot-de-passe-provisoire' }
/** Administrators change their own password with the current one, so that a stolen token isn't enough. */
export type PropreMotDePasse = { readonly kind: 'propre-mot-de-passe' }

/** The account of an administrator's input. */
export const nouvelEmploye = (saisie: {
  nom: string
  courriel: string
  role: RoleEmploye
}): Omit<Employe, 'employe_id'> | EmployeInvalide => {
  const nom = saisie.nom.trim()
  if (nom === '') return { kind: 'employe-invalide', champ: 'nom', regle: 'not blank' }
  const adresse = courriel(saisie.courriel)
  if (adresse === undefined) return { kind: 'employe-invalide', champ: 'courriel', regle: 'an e-mail address' }
  return { nom, courriel: adresse, role: saisie.role, actif: true, provisoire: false }
}

export const estAdministrateur = ({ role, actif }: Pick<Employe, 'role' | 'actif'>): boolean =>
  actif && role === 'administrateur'

/** The changed account, unless no active administrator would be left. `autres`: the other active administrators. */
export const changerEmploye = (
  employe: Employe,
  changement: Pick<Employe, 'role' | 'actif'>,
  autres: number,
): Employe | DernierAdministrateur => {
  const change = { ...employe, ...changement }
  const perd = estAdministrateur(employe) && !estAdministrateur(change)
  return perd && autres === 0 ? { kind: 'dernier-administrateur' } : change
}

/** The account with a temporary password, which must not be the author's own. */
export const rendreProvisoire = (employe: Employe, auteur_id: string | null): Employe | PropreMotDePasse =>
  employe.employe_id === auteur_id ? { kind: 'propre-mot-de-passe' } : { ...employe, provisoire: true }

/** Why the right password opens no session, or undefined. */
export const entreeRefusee = (
  { provisoire }: Pick<Employe, 'provisoire'>,
  avecNouveau: boolean,
): ProvisoireARemplacer | undefined => (provisoire && !avecNouveau ? { kind: 'mot-de-passe-provisoire' } : undefined)
