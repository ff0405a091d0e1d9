import { type Courriel, courriel } from '../domain/client.ts'

export type OuvrirSession = { readonly courriel: string; readonly mot_de_passe: string }
export type Session = { readonly jeton: string; readonly expire_dans_s: number; readonly client_id: string }
export type IdentifiantsInvalides = { readonly refus: 'identifiants-invalides' }
export type TropDeTentatives = { readonly refus: 'trop-de-tentatives'; readonly attendreSecondes: number }

export type LireIdentifiants = (
  courriel: Courriel,
) => Promise<{ client_id: string; motDePasseHash: string } | undefined>
/** Counts a try for an address, or tells how long none is admitted. Knows nothing of accounts. */
export type AdmettreTentative = (courriel: Courriel) => Promise<{ attendreSecondes: number } | undefined>
export type OublierTentatives = (courriel: Courriel) => Promise<void>
export type EmettreJeton = (sujet: { id: string; role: 'client' }, dureeSecondes: number) => Promise<string>

type Ports = {
  admettreTentative: AdmettreTentative
  oublierTentatives: OublierTentatives
  lireIdentifiants: LireIdentifiants
  verifier: (motDePasse: string, hash: string) => Promise<boolean>
  /** A hash that no password has, so that an unknown address takes as long as a wrong password. */
  hashDePersonne: string
  emettreJeton: EmettreJeton
  dureeSecondes: number
}

/**
 * Exchanges a customer's address and password for a token. Doesn't say which of the two was wrong, nor, where too many were,
 * whether the address has an account. A right password forgives all wrong ones.
 */
export const ouvrirSession =
  ({
    admettreTentative,
    oublierTentatives,
    lireIdentifiants,
    verifier,
    hashDePersonne,
    emettreJeton,
    dureeSecondes,
  }: Ports) =>
  async (commande: OuvrirSession): Promise<Session | IdentifiantsInvalides | TropDeTentatives> => {
    const adresse = courriel(commande.courriel)
    const attente = adresse === undefined ? undefined : await admettreTentative(adresse)
    if (attente !== undefined) return { refus: 'trop-de-tentatives', ...attente }
    const identifiants = adresse === undefined ? undefined : await lireIdentifiants(adresse)
    const juste = await verifier(commande.mot_de_passe, identifiants?.motDePasseHash ?? hashDePersonne)
    if (adresse === undefined || !identifiants || !juste) return { refus: 'identifiants-invalides' }
    await oublierTentatives(adresse)
    const { client_id } = identifiants
    const jeton = await emettreJeton({ id: client_id, role: 'client' }, dureeSecondes)
    return { jeton, expire_dans_s: dureeSecondes, client_id }
  }
