import {
  type AdresseLivraison,
  type Client,
  type ClientInvalide,
  type CourrielExistant,
  nouveauClient,
} from '../domain/client.ts'
import { regleEnfreinte } from '../domain/mot-de-passe.ts'
import type { CleReutilisee, Demande, DemandeEnVol } from './demande.ts'
import type { HacherMotDePasse, VerifierMotDePasse } from './origine.ts'

export type CreerCompteClient = {
  readonly nom: string
  readonly courriel: string
  readonly mot_de_passe: string
  readonly adresse_livraison: AdresseLivraison
  readonly demande: Demande
  readonly source: string
  readonly signal?: AbortSignal
}

export type Compte = { readonly client: Client; readonly motDePasseHash: string }

/** Writes the account and remembers the key in one transaction; the account of an earlier use of the key comes back. */
export type EcrireCompte = (
  compte: Compte,
  demande: Demande,
) => Promise<Compte | CourrielExistant | CleReutilisee | DemandeEnVol>

type Ports = {
  ecrireCompte: EcrireCompte
  hacher: HacherMotDePasse
  verifier: VerifierMotDePasse
  nouvelId: () => string
}

/**
 * Opens a customer's account, once per key. The password is no part of the request's digest (a fast digest of a
 * password can be guessed): a repetition has to know it instead.
 */
export const creerCompteClient =
  ({ ecrireCompte, hacher, verifier, nouvelId }: Ports) =>
  async (
    commande: CreerCompteClient,
  ): Promise<Client | ClientInvalide | CourrielExistant | CleReutilisee | DemandeEnVol> => {
    const client = nouveauClient(nouvelId(), commande)
    if ('refus' in client) return client
    const regle = regleEnfreinte(commande.mot_de_passe, client)
    if (regle !== undefined) return { refus: 'client-invalide', champ: 'mot_de_passe', regle }
    const { source, signal } = commande
    const origine = { source, compte: client.courriel, ...(signal ? { signal } : {}) }
    const motDePasseHash = await hacher(commande.mot_de_passe, origine)
    const ecrit = await ecrireCompte({ client, motDePasseHash }, commande.demande)
    if ('refus' in ecrit) return ecrit
    if (ecrit.client.client_id === client.client_id) return ecrit.client
    const memeMotDePasse = await verifier(commande.mot_de_passe, ecrit.motDePasseHash, origine)
    return memeMotDePasse ? ecrit.client : { refus: 'cle-reutilisee' }
  }
