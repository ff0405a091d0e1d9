import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomFrom } from '#harness/base/random.ts'
import { makeCarts, scarceProduct, type Workload, zipf } from './workload.ts'

const workload: Workload = {
  customers: 50,
  zipf_exponent: 0.99,
  lines: { least: 1, most: 8 },
  quantity: { least: 1, most: 3 },
  hot_product_share: 0.1,
  too_much_share: 0.02,
}
const products = Array.from({ length: 1_000 }, (_, i) => i + 1)

test('the same seed gives the same carts, and another seed or load different ones', () => {
  const carts = makeCarts(workload, products, 1, 'open', 200)
  expect(makeCarts(workload, [...products].reverse(), 1, 'open', 200)).toEqual(carts)
  expect(makeCarts(workload, products, 2, 'open', 200)).not.toEqual(carts)
  expect(makeCarts(workload, products, 1, 'closed', 200)).not.toEqual(carts)
})

test('a longer sequence of a load starts with the same carts', () => {
  expect(makeCarts(workload, products, 1, 'open', 50)).toEqual(
    makeCarts(workload, products, 1, 'open', 200).slice(0, 50),
  )
})

test('which product is the hot one depends on the seed, not on its number', () => {
  const hottest = (seed: number): number => {
    const counts = new Map<number, number>()
    for (const { lignes } of makeCarts(workload, products, seed, 'l', 500)) {
      for (const { produit_id } of lignes) counts.set(produit_id, (counts.get(produit_id) ?? 0) + 1)
    }
    return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
  }
  expect(new Set([1, 2, 3, 4].map(hottest)).size).toBe(4)
})

test('ranks follow Zipf: the first is drawn about twice as often as the second', () => {
  const draw = zipf(1_000, 0.99, randomFrom(1))
  const counts = Array.from({ length: 1_000 }, () => 0)
  for (let i = 0; i < 100_000; i++) {
    const rank = draw()
    counts[rank] = (counts[rank] ?? 0) + 1
  }
  const [first = 0, second = 0, third = 0] = counts
  expect(first / second).toBeCloseTo(2 ** 0.99, 0)
  expect(first / third).toBeCloseTo(3 ** 0.99, 0)
  expect(first / 100_000).toBeCloseTo(0.13, 1)
})

describe('every cart', () => {
  test('has its lines within bounds, no product twice, and a scarce one only if it must be refused', () => {
    const scarce = scarceProduct(products)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        for (const { client, lignes, expected } of makeCarts(workload, products, seed, 'l', 40)) {
          expect(client).toBeLessThan(workload.customers)
          expect(lignes.length).toBeGreaterThanOrEqual(1)
          expect(lignes.length).toBeLessThanOrEqual(8)
          expect(new Set(lignes.map(({ produit_id }) => produit_id)).size).toBe(lignes.length)
          expect(lignes.some(({ produit_id }) => produit_id === scarce)).toBe(expected === 'refused')
        }
      }),
      { numRuns: 50 },
    )
  })

  test('asks for too much in about 2 % of cases, and contains the hot product in at least one in ten', () => {
    const carts = makeCarts(workload, products, 1, 'open', 10_000)
    expect(carts.filter(({ expected }) => expected === 'refused').length / 10_000).toBeCloseTo(0.02, 2)
    const holders = new Map<number, number>()
    for (const { lignes } of carts)
      for (const { produit_id } of lignes) holders.set(produit_id, (holders.get(produit_id) ?? 0) + 1)
    expect(Math.max(...holders.values()) / 10_000).toBeGreaterThan(0.3)
  })
})
