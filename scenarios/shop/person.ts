import { randomUUID } from 'node:crypto'
import {
  confirmerCompteClient,
  creerCompteClient,
  effacerDonneesPersonnelles,
  lireClient,
} from '#generated/ecommerce/client.ts'
import type { Transport } from '#platform/http/client.ts'
import { codeFor, untilMails } from '#services/ecommerce/mail-folder.ts'
import type { Buyer } from './buyer.ts'

export type Erased = { id: string; texts: string[] }

/** Creates an account whose name, addresses and password occur nowhere else, and two messages to it. */
export const openAccount = async (transport: Transport, mailFolder: string): Promise<Erased> => {
  const mark = randomUUID().slice(0, 8)
  // A common password with only figures after it would be refused, so the mark is in the middle.
  const [nom, courriel, mot_de_passe] = [`Zoé Vial-${mark}`, `zoe.${mark}@example.org`, `huit ${mark} marais`]
  const adresse_livraison = { rue: `7 impasse ${mark}`, ville: `Ville-${mark}`, code_postal: 'Z9Z 9Z9', pays: 'CA' }
  const body = { nom, courriel, mot_de_passe, adresse_livraison }
  const registered = await creerCompteClient(transport, { body }, { idempotencyKey: randomUUID() })
  if (registered.status !== 202) throw new Error(`not registered: ${registered.status}`)
  const code = await codeFor(mailFolder, courriel)
  const answer = await confirmerCompteClient(transport, { body: { code } }, { idempotencyKey: randomUUID() })
  if (answer.status !== 201) throw new Error(`not confirmed: ${answer.status}`)
  // A second registration of the same address: the message about it must be erased too.
  await creerCompteClient(transport, { body }, { idempotencyKey: randomUUID() })
  await untilMails(mailFolder, courriel, 2)
  const texts = [nom, courriel, mot_de_passe, adresse_livraison.rue, adresse_livraison.ville]
  return { id: answer.body.client_id, texts }
}

/** A customer's life: creates an account, reads it, checks out in each style, and is erased at their own request. */
export const comeAndGo = async ({ transport, mailFolder, tokenOf, buy }: Buyer, productId: number): Promise<Erased> => {
  const person = await openAccount(transport, mailFolder)
  const { id } = person
  const token = await tokenOf(id)
  await lireClient(transport, { path: { id } }, { token })
  const lignes = [{ produit_id: productId, quantite: 1 }]
  for (const style of ['orchestrated', 'choreographed'] as const) {
    await buy(style, { i: 0, clientId: id, key: randomUUID(), lignes })
  }
  const answer = await effacerDonneesPersonnelles(transport, { path: { id } }, { token, idempotencyKey: randomUUID() })
  if (answer.status !== 200) throw new Error(`not erased: ${answer.status}`)
  return person
}
