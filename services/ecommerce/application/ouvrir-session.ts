import { type Courriel, courriel } from '../domain/client.ts'
import type { VerifierMotDePasse } from './origine.ts'

export type OuvrirSession = {
  readonly courriel: string
  readonly mot_de_passe: string
  readonly source: string
  readonly signal?: AbortSignal
}
export type Session = { readonly jeton: string; readonly expire_dans_s: number; readonly client_id: string }
export type IdentifiantsInvalides = { readonly refus: 'identifiants-invalides' }
export type TropDeTentatives = { readonly refus: 'trop-de-tentatives'; readonly attendreSecondes: number }

export type LireIdentifiants = (
  courriel: Courriel,
) => Promise<{ client_id: string; motDePasseHash: string } | undefined>
/**
 * Counts an attempt for an address from a source, or returns how long no attempt is allowed. Knows nothing about
 * accounts.
 */
export type AdmettreTentative = (
  courriel: Courriel,
  source: string,
) => Promise<{ attendreSecondes: number } | undefined>
export type OublierTentatives = (courriel: Courriel, source: string) => Promise<void>
export type EmettreJeton = (sujet: { id: string; role: 'client' }, dureeSecondes: number) => Promise<string>

type Ports = {
  admettreTentative: AdmettreTentative
  oublierTentatives: OublierTentatives
  lireIdentifiants: LireIdentifiants
  verifier: VerifierMotDePasse
  /** A hash that no password matches, so that an unknown address takes as long as a wrong password. */
  hashDePersonne: string
  emettreJeton: EmettreJeton
  dureeSecondes: number
}

/**
 * Exchanges a customer's address and password for a token. Reveals neither which of the two was wrong nor, after too
 * many attempts, whether the address has an account. A correct password clears earlier wrong attempts from the same
 * source.
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
    const { source, signal } = commande
    const attente = adresse === undefined ? undefined : await admettreTentative(adresse, source)
    if (attente !== undefined) return { refus: 'trop-de-tentatives', ...attente }
    const identifiants = adresse === undefined ? undefined : await lireIdentifiants(adresse)
    const origine = { source, compte: adresse ?? '', ...(signal ? { signal } : {}) }
    const juste = await verifier(commande.mot_de_passe, identifiants?.motDePasseHash ?? hashDePersonne, origine)
    if (adresse === undefined || !identifiants || !juste) return { refus: 'identifiants-invalides' }
    await oublierTentatives(adresse, source)
    const { client_id } = identifiants
    const jeton = await emettreJeton({ id: client_id, role: 'client' }, dureeSecondes)
    return { jeton, expire_dans_s: dureeSecondes, client_id }
  }
