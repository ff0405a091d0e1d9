import type { Client } from '../domain/client.ts'
import type { CleReutilisee, Demande, DemandeEnVol } from './demande.ts'

/** The code is wrong, used or expired; the answer doesn't reveal which. */
export type CodeInvalide = { readonly refus: 'code-invalide' }

/** Opens the account of the registration with this code, once per code and once per key. */
export type ConfirmerInscription = (
  code: string,
  demande: Demande,
) => Promise<{ readonly client_id: string } | CodeInvalide | CleReutilisee | DemandeEnVol>

type Ports = {
  confirmerInscription: ConfirmerInscription
  lireClient: (client_id: string) => Promise<Client | undefined>
}

/** Opens a customer's account with the code sent to the address. */
export const confirmerCompteClient =
  ({ confirmerInscription, lireClient }: Ports) =>
  async (code: string, demande: Demande): Promise<Client | CodeInvalide | CleReutilisee | DemandeEnVol> => {
    const confirmee = await confirmerInscription(code, demande)
    if ('refus' in confirmee) return confirmee
    // A customer erased meanwhile can't be shown any more.
    return (await lireClient(confirmee.client_id)) ?? { refus: 'code-invalide' }
  }
