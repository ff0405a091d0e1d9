import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lireHistoriquePrix, modifierPrix, rechercherProduits } from '#generated/catalogue/client.ts'
import { genererIndicateurs, genererRapportConsolide, listerVentesMagasin } from '#generated/commandes/client.ts'
import { connecterEmploye, lireClient, lirePanier, ouvrirSession } from '#generated/ecommerce/client.ts'
import { createDemoAccounts } from '../../scenarios/shop/demo-accounts.ts'
import { type Shop, startShop } from './shop.ts'

// What the staff read and change, through the gateway.

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
