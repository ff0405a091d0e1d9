import { hash } from 'node:crypto'
import { onceInOneStatement } from '#platform/delivery/idempotency.ts'
import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { CodeInvalide, ConfirmerInscription } from '../application/confirmer-compte-client.ts'
import type { EcrireInscription } from '../application/creer-compte-client.ts'
import { reponse } from '../application/demande.ts'
import { chiffrer } from './chiffrement.ts'
import type { ClesClients } from './cles-clients.ts'
import type { DonneesPersonnelles } from './client-store.ts'
import { type MailContent, sealMail } from './mail-outbox.ts'

const register = sql('inscrire', 'select inscrire($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as once')
const confirm = sql('inscription-confirmer', 'select confirmer_inscription($1, $2, $3, $4) as once')

/** The maximum number of messages to one address while a registration is valid: for requests from one network, and in total. */
export const messagesMax = { ofOneSource: 3, inAll: 10 }

const digestOfCode = (code: string): Buffer => hash('sha256', code, 'buffer')

type Options = {
  pool: Pool
  cles: ClesClients
  durationMs: number
  /** Called for each new registration. `kept` is false if its address had already got its messages: nothing was stored or sent. */
  onWritten: (written: { kept: boolean }) => void
}

export const ecrireInscription =
  ({ pool, cles, durationMs, onWritten }: Options): EcrireInscription =>
  async ({ client, motDePasseHash, code, source }, demande) => {
    const { client_id: id, nom, courriel, adresse_livraison } = client
    const donnees: DonneesPersonnelles = { nom, courriel, mot_de_passe: motDePasseHash, ...adresse_livraison }
    const content: MailContent = { courriel, code }
    // Before the row: a key without a registration does no harm, but a registration without its key can't be read.
    const key = await cles.creer(id)
    // The same work whether the address has an account or not: the database decides which message it stores.
    const once = await onceInOneStatement<{ kept: boolean }>(
      pool,
      register,
      {
        ...demande,
        fingerprint: hash('sha256', Buffer.concat([demande.fingerprint, Buffer.from(motDePasseHash)]), 'buffer'),
      },
      [
        id,
        chiffrer(key, id, donnees),
        sealMail(key, id, content),
        digestOfCode(code),
        cles.empreinteCourriel(courriel),
        cles.empreinteSource(source),
        durationMs / 1000,
        messagesMax.ofOneSource,
        messagesMax.inAll,
      ],
    )
    if (once.kind !== 'done' || !once.answer.kept) await cles.detruire(id)
    if (once.kind === 'done') onWritten(once.answer)
    const written = reponse(once)
    return 'refus' in written ? written : { expire_dans_s: Math.floor(durationMs / 1000) }
  }

export const confirmerInscription =
  (pool: Pool, onConfirmed: () => void): ConfirmerInscription =>
  async (code, demande) => {
    const once = await onceInOneStatement<{ client_id: string } | CodeInvalide>(pool, confirm, demande, [
      digestOfCode(code),
    ])
    if (once.kind === 'done' && 'client_id' in once.answer) onConfirmed()
    return reponse(once)
  }
