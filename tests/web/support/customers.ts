import { randomUUID } from 'node:crypto'
import { ajouterProduit, archiverProduit } from '#generated/catalogue/client.ts'
import {
  ajouterProduitPanier,
  confirmerCompteClient,
  creerCompteClient,
  lirePanier,
  ouvrirSession,
} from '#generated/ecommerce/client.ts'
import { reapprovisionnerStock } from '#generated/inventaire/client.ts'
import { codeFor } from '#services/ecommerce/mail-folder.ts'
import type { Ligne, Shop } from '../../e2e/shop.ts'

/** A customer with a cart of their own, so that tests don't meet in one cart. */
export type Customer = {
  email: string
  password: string
  id: string
  /** Adds to the cart, as another browser of the customer would. */
  add: (line: Ligne) => Promise<void>
  cart: () => Promise<Ligne[]>
  token: string
}

const password = 'fleur-de-sel-8'
const address = { rue: '12 rue des Lilas', ville: 'Montréal', code_postal: 'H2X 1Y4', pays: 'CA' }

const expecting = <A extends { status: number; body: unknown }, S extends A['status']>(answer: A, status: S) => {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${JSON.stringify(answer)}`)
  return answer.body as Extract<A, { status: S }>['body']
}

/** The newest code that was sent to an address. */
export const codeOf = (shop: Shop, email: string): Promise<string> =>
  codeFor(shop.system.env('ecommerce').MAIL_FOLDER ?? '', email)

/** Registers a customer by the operations that people use. */
export const createCustomer = async (shop: Shop): Promise<Customer> => {
  const email = `web-${randomUUID()}@example.org`
  const person = { nom: 'Camille Roy', courriel: email, mot_de_passe: password, adresse_livraison: address }
  const { transport } = shop
  const key = () => ({ idempotencyKey: randomUUID() })
  expecting(await creerCompteClient(transport, { body: person }, key()), 202)
  const code = await codeOf(shop, email)
  expecting(await confirmerCompteClient(transport, { body: { code } }, key()), 201)
  const body = { courriel: email, mot_de_passe: password }
  const { jeton: token, client_id: id } = expecting(await ouvrirSession(transport, { body }), 200)
  return {
    email,
    password,
    id,
    token,
    add: async (line) => {
      const request = { path: { id }, body: line }
      expecting(await ajouterProduitPanier(transport, request, { token, ...key() }), 200)
    },
    cart: async () => expecting(await lirePanier(transport, { path: { id } }, { token }), 200).lignes,
  }
}

/** Adds a product that nobody else uses; `stock` pieces can be ordered. */
export const createProduct = async (shop: Shop, stock: number): Promise<{ id: number; sku: string; name: string }> => {
  const options = () => ({ token: shop.tokens.gerant, idempotencyKey: randomUUID() })
  const sku = `WEB-${randomUUID().slice(0, 8).toUpperCase()}`
  const body = { sku, nom: `Lampe ${sku}`, prix_cents: 1_999 }
  const { produit_id, nom } = expecting(await ajouterProduit(shop.administration, { body }, options()), 201)
  if (stock > 0) {
    const request = { path: { produit_id }, body: { quantite: stock } }
    expecting(await reapprovisionnerStock(shop.administration, request, options()), 200)
  }
  return { id: produit_id, sku, name: nom }
}

export const archive = async (shop: Shop, produit_id: number): Promise<void> => {
  const options = { token: shop.tokens.gerant, idempotencyKey: randomUUID() }
  expecting(await archiverProduit(shop.administration, { path: { produit_id } }, options), 200)
}
