import { type Courriel, courriel } from '../domain/client.ts'

export type OuvrirSession = { readonly courriel: string; readonly mot_de_passe: string }
export type Session = { readonly jeton: string; readonly expire_dans_s: number; readonly client_id: string }
export type IdentifiantsInvalides = { readonly refus: 'identifiants-invalides' }

export type LireIdentifiants = (
  courriel: Courriel,
) => Promise<{ client_id: string; motDePasseHash: string } | undefined>
export type EmettreJeton = (sujet: { id: string; role: 'client' }, dureeSecondes: number) => Promise<string>

type Ports = {
  lireIdentifiants: LireIdentifiants
  verifier: (motDePasse: string, hash: string) => Promise<boolean>
  /** A hash that no password has, so that an unknown address takes as long as a wrong password. */
  hashDePersonne: string
  emettreJeton: EmettreJeton
  dureeSecondes: number
}

/** Exchanges a customer's address and password for a token. Doesn't say which of the two was wrong. */
export const ouvrirSession =
  ({ lireIdentifiants, verifier, hashDePersonne, emettreJeton, dureeSecondes }: Ports) =>
  async (commande: OuvrirSession): Promise<Session | IdentifiantsInvalides> => {
    const adresse = courriel(commande.courriel)
    const identifiants = adresse === undefined ? undefined : await lireIdentifiants(adresse)
    const juste = await verifier(commande.mot_de_passe, identifiants?.motDePasseHash ?? hashDePersonne)
    if (!identifiants || !juste) return { refus: 'identifiants-invalides' }
    const { client_id } = identifiants
    const jeton = await emettreJeton({ id: client_id, role: 'client' }, dureeSecondes)
    return { jeton, expire_dans_s: dureeSecondes, client_id }
  }
