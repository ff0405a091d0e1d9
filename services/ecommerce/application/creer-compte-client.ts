import { type AdresseLivraison, type Client, type ClientInvalide, nouveauClient } from '../domain/client.ts'
import { regleEnfreinte } from '../domain/mot-de-passe.ts'
import type { CleReutilisee, Demande, DemandeEnVol } from './demande.ts'
import type { HacherMotDePasse } from './origine.ts'

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
/** `source`: the network that the request comes from. */
export type Inscription = Compte & { readonly code: string; readonly source: string }
export type Inscrite = { readonly expire_dans_s: number }

/**
 * Stores the registration, its message and the key in one transaction. Returns the same whether or not the address has an
 * account. The password's hash is part of the key's fingerprint.
 */
export type EcrireInscription = (
  inscription: Inscription,
  demande: Demande,
) => Promise<Inscrite | CleReutilisee | DemandeEnVol>

type Ports = {
  ecrireInscription: EcrireInscription
  hacher: HacherMotDePasse
  /** A salt that is the same for a repeated request, and that can't be computed from outside. */
  selDe: (demande: Demande) => Buffer
  nouvelId: () => string
  nouveauCode: () => string
}

/**
 * Registers a customer, once per key; the account exists once the code of the message is confirmed. Hashes the password in
 * every case, so that neither the answer nor its time reveals whether the address has an account.
 */
export const creerCompteClient =
  ({ ecrireInscription, hacher, selDe, nouvelId, nouveauCode }: Ports) =>
  async (commande: CreerCompteClient): Promise<Inscrite | ClientInvalide | CleReutilisee | DemandeEnVol> => {
    const client = nouveauClient(nouvelId(), commande)
    if ('refus' in client) return client
    const regle = regleEnfreinte(commande.mot_de_passe, client)
    if (regle !== undefined) return { refus: 'client-invalide', champ: 'mot_de_passe', regle }
    const { source, signal, demande } = commande
    const origine = { source, compte: client.courriel, ...(signal ? { signal } : {}) }
    const motDePasseHash = await hacher(commande.mot_de_passe, origine, selDe(demande))
    return ecrireInscription({ client, motDePasseHash, code: nouveauCode(), source }, demande)
  }
