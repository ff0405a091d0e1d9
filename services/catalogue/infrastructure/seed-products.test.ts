import { expect, it } from 'vitest'
import { categorie, nomProduit, prixMonetaire, referenceSku } from '../domain/produit.ts'
import { seedFormerPrices, seedProduct } from './seed-products.ts'

const products = Array.from({ length: 10_000 }, (_, i) => seedProduct(1, i + 1))

it('seeded products have valid and different references, names as in a shop, and prices as on a price tag', () => {
  expect(new Set(products.map(({ sku }) => sku)).size).toBe(products.length)
  for (const { sku, nom, categorie: category, prixCents } of products) {
    expect([referenceSku(sku), nomProduit(nom), categorie(category)]).toEqual([sku, nom, category])
    expect(prixMonetaire(prixCents)).toBe(prixCents)
    expect([nom, prixCents % 100]).toEqual([expect.stringMatching(/^\p{Lu}[\p{L} ]+ en? [^,]+ « \p{L}+ », \S/u), 90])
  }
  expect(new Set(products.map(({ nom }) => nom)).size).toBeGreaterThan(8_500)
})

it('each category has at least one of twenty products', () => {
  const counts = Map.groupBy(products, (product) => product.categorie)
  expect(counts.size).toBe(8)
  for (const [, some] of counts) expect(some.length).toBeGreaterThan(products.length / 20)
})

it('some products had other prices, each different from the next', () => {
  const changed = products.map((product) => [...seedFormerPrices(1, product), product.prixCents])
  expect(changed.filter((prices) => prices.length > 1).length).toBeGreaterThan(1_500)
  for (const prices of changed) for (const [i, price] of prices.entries()) expect(price).not.toBe(prices[i + 1])
})
