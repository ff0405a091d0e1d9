import { type Courriel, courriel } from './client.ts'

export type RoleEmploye = 'commis' | 'gerant' | 'administrateur'

/** A member of staff. A disabled account can't log in. */
export type Employe = {
  readonly employe_id: string
  readonly nom: string
  readonly courriel: Courriel
  readonly role: RoleEmploye
  readonly actif: boolean
}

export type EmployeInvalide = { readonly kind: 'employe-invalide'; readonly champ: string; readonly regle: string }
export type DernierAdministrateur = { readonly kind: 'dernier-administrateur' }
/** The author of a change is no active administrator any more. */
export type AuteurSansDroit = { readonly kind: 'auteur-sans-droit' }

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
  return { nom, courriel: adresse, role: saisie.role, actif: true }
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
