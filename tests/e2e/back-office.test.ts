import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lireHistoriquePrix, listerCategories, modifierPrix, rechercherProduits } from '#generated/catalogue/client.ts'
import {
  genererIndicateurs,
  genererRapportConsolide,
  listerVentesClient,
  listerVentesMagasin,
} from '#generated/commandes/client.ts'
import {
  ajouterProduitPanier,
  connecterEmploye,
  lireClient,
  lirePanier,
  modifierAdresseLivraison,
  modifierQuantitePanier,
  ouvrirSession,
} from '#generated/ecommerce/client.ts'
import { createDemoAccounts } from '../../scenarios/shop/demo-accounts.ts'
import { type Shop, startShop } from './shop.ts'

// What the staff and customers read and change, through the gateway.

let shop: Shop

beforeAll(async () => {
  shop = await startShop()
}, 120_000)

afterAll(async () => {
  await shop?.close()
}, 60_000)

it('a sale is in the list of the online shop, its indicators and the consolidated report, with the stock of inventaire', async () => {
  const { commande_id } = await shop.checkout.orchestrated([{ produit_id: 23, quantite: 2 }])
  const staff = { token: shop.tokens.gerant }
  const sales = await listerVentesMagasin(
    shop.administration,
    { path: { magasin_id: 1 }, query: { etat: 'enregistree', limite: 100 } },
    staff,
  )
  const listed = sales.status === 200 ? sales.body.elements.filter((sale) => sale.commande_id === commande_id) : []
  expect(listed).toMatchObject([{ etat: 'enregistree', annulee_a: null }])
  const indicators = await genererIndicateurs(shop.administration, { query: {} }, staff)
  expect(indicators).toMatchObject({ status: 200, body: { stock_connu: true, elements: [{ magasin_id: 1 }, {}, {}] } })
  const report = await genererRapportConsolide(shop.administration, { query: {} }, staff)
  expect(report).toMatchObject({ status: 200, body: { stock_connu: true } })
  const [sums] = await shop.rows<{ cents: number; sales: number }>(
    'commandes',
    "select sum(total_cents)::bigint as cents, count(*) as sales from vente where etat = 'enregistree'",
  )
  expect(report.status === 200 && report.body.chiffres).toMatchObject({
    chiffre_affaires_cents: sums?.cents,
    nombre_ventes: sums?.sales,
  })
})

it('a new price is in the history with its manager, and the next checkout pays it', async () => {
  const manager = { token: shop.tokens.gerant }
  const path = { produit_id: 24 }
  const change = { ...manager, idempotencyKey: randomUUID() }
  const changed = await modifierPrix(shop.administration, { path, body: { prix_cents: 4_321 } }, change)
  expect(changed.status).toBe(200)
  const history = await lireHistoriquePrix(shop.administration, { path, query: {} }, manager)
  expect(history).toMatchObject({
    status: 200,
    body: { elements: [{ version: 2, prix_cents: 4_321 }, { par: 'seed' }] },
  })
  const { checkout_id } = await shop.checkout.orchestrated([{ ...path, quantite: 1 }])
  const sold = await shop.rows('commandes', 'select total_cents from vente where checkout_id = $1', [checkout_id])
  expect(sold).toEqual([{ total_cents: 4_321 }])
  const name = changed.status === 200 ? changed.body.nom.toUpperCase() : ''
  const query = { texte: name, prix_min_cents: 4_321, prix_max_cents: 4_321 }
  const found = await rechercherProduits(shop.transport, { query }, {})
  expect(found).toMatchObject({ status: 200, body: { elements: [path] } })
})

it('each demo account logs in under its role, and the customer has an address and a cart', async () => {
  const accounts = await createDemoAccounts(shop.system)
  expect(await createDemoAccounts(shop.system)).toEqual(accounts)
  const [customer, ...staff] = [...accounts].reverse()
  expect(staff.map(({ role }) => role).sort()).toEqual(['administrateur', 'commis', 'gerant'])
  for (const { role, courriel, mot_de_passe } of staff) {
    const session = await connecterEmploye(shop.administration, { body: { courriel, mot_de_passe } })
    expect(session).toMatchObject({ status: 200, body: { role } })
  }
  if (customer?.role !== 'client') throw new Error('no customer')
  const { courriel, mot_de_passe } = customer
  const session = await ouvrirSession(shop.transport, { body: { courriel, mot_de_passe } })
  if (session.status !== 200) throw new Error(`not logged in: ${session.status}`)
  const [path, own] = [{ id: session.body.client_id }, { token: session.body.jeton }]
  expect(await lireClient(shop.transport, { path }, own)).toMatchObject({
    body: { courriel, adresse_livraison: { ville: 'Montréal' } },
  })
  expect(await lirePanier(shop.transport, { path }, own)).toMatchObject({
    body: { lignes: [{ quantite: 2 }, { quantite: 1 }] },
  })
})

it('a customer finds the orders of both checkouts in the own history, page by page', async () => {
  const orders = [
    await shop.checkout.orchestrated([{ produit_id: 31, quantite: 1 }]),
    await shop.checkout.choreographed([{ produit_id: 32, quantite: 1 }]),
  ].map(({ commande_id }) => commande_id)
  const path = { id: shop.clientId }
  const own = { token: shop.token }
  const newest = await listerVentesClient(shop.transport, { path, query: { limite: 1 } }, own)
  if (newest.status !== 200) throw new Error(`no history: ${JSON.stringify(newest)}`)
  const curseur = newest.body.curseur_suivant ?? ''
  const next = await listerVentesClient(shop.transport, { path, query: { limite: 1, curseur } }, own)
  const listed = [newest, next].flatMap((page) => (page.status === 200 ? page.body.elements : []))
  expect(listed.map(({ commande_id }) => commande_id)).toEqual(orders.toReversed())
  const query = { limite: 2 }
  const asStaff = await listerVentesClient(shop.administration, { path, query }, { token: shop.tokens.commis })
  expect(asStaff.status === 200 && asStaff.body.elements).toEqual(listed)
  const stranger = { path: { id: randomUUID() }, query }
  expect((await listerVentesClient(shop.transport, stranger, own)).status).toBe(404)
})

it('a customer changes the cart and the delivery address, and filters products by a listed category', async () => {
  const path = { id: shop.clientId }
  const call = () => ({ token: shop.token, idempotencyKey: randomUUID() })
  await ajouterProduitPanier(shop.transport, { path, body: { produit_id: 41, quantite: 2 } }, call())
  const line = { path: { ...path, produit_id: 41 }, body: { quantite: 5 } }
  expect(await modifierQuantitePanier(shop.transport, line, call())).toMatchObject({
    status: 200,
    body: { lignes: [{ produit_id: 41, quantite: 5 }] },
  })
  await modifierQuantitePanier(shop.transport, { ...line, body: { quantite: 0 } }, call())
  const cart = await lirePanier(shop.transport, { path }, { token: shop.token })
  expect(cart).toMatchObject({ status: 200, body: { lignes: [] } })
  const address = { rue: '3 avenue du Parc', ville: 'Québec', code_postal: 'G1R 4P5', pays: 'CA' }
  expect((await modifierAdresseLivraison(shop.transport, { path, body: address }, call())).status).toBe(200)
  const customer = await lireClient(shop.transport, { path }, { token: shop.token })
  expect(customer).toMatchObject({ status: 200, body: { adresse_livraison: address } })
  const listed = await listerCategories(shop.transport, {}, {})
  const [category] = listed.status === 200 ? listed.body.categories : []
  if (category === undefined) throw new Error('no category is listed')
  const query = { categorie: category.categorie, actif: true, limite: 100 }
  const found = await rechercherProduits(shop.transport, { query }, {})
  expect(found.status === 200 && found.body.elements.length).toBe(category.produits)
})
