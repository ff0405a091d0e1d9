import { randomFrom, seedOf, shuffled } from '#harness/base/random.ts'

/**
 * The seeded workload: carts like those of real shops. Pure; the same seed gives the same carts, whatever the style.
 */

export type Workload = {
  customers: number
  zipf_exponent: number
  lines: { least: number; most: number }
  quantity: { least: number; most: number }
  hot_product_share: number
  too_much_share: number
}

export type Cart = {
  /** Index of the customer among the participating ones. */
  client: number
  lignes: { produit_id: number; quantite: number }[]
  expected: 'succeeded' | 'refused'
}

/** More of the scarce product than is ever in stock. */
export const tooMuch = 100

/** Draws ranks 0..n-1 with probability ∝ 1 / (rank + 1)^exponent, by inversion of the exact distribution. */
export const zipf = (n: number, exponent: number, random: () => number): (() => number) => {
  const cumulative: number[] = []
  let sum = 0
  for (let rank = 1; rank <= n; rank++) {
    sum += 1 / rank ** exponent
    cumulative.push(sum)
  }
  return () => {
    const wanted = random() * sum
    let [low, high] = [0, n - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulative[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

const between = ({ least, most }: { least: number; most: number }, random: () => number): number =>
  least + Math.floor(random() * (most - least + 1))

/** The scarce product: always the last one, so that scenarios don't take each other's stock. */
export const scarceProduct = (products: readonly number[]): number => {
  if (products.length === 0) throw new Error('no products')
  return Math.max(...products)
}

/**
 * The carts of one load. Popularity follows a Zipf distribution over shuffled products (as in YCSB); the most popular
 * one is also the hot product, which a share of the carts contains in addition. Ordinary carts avoid the scarce
 * product, and a few ask for far more of it than is in stock.
 */
export const makeCarts = (
  workload: Workload,
  products: readonly number[],
  seed: number,
  load: string,
  count: number,
): Cart[] => {
  const scarce = scarceProduct(products)
  const plentiful = products.filter((product) => product !== scarce).sort((a, b) => a - b)
  if (plentiful.length < workload.lines.most) throw new Error('too few products for the workload')
  const byPopularity = shuffled(plentiful, randomFrom(seed))
  const random = randomFrom(seedOf(seed, load))
  const rank = zipf(byPopularity.length, workload.zipf_exponent, random)
  const hot = byPopularity[0] ?? scarce
  return Array.from({ length: count }, () => {
    const client = Math.floor(random() * workload.customers)
    const isTooMuch = random() < workload.too_much_share
    const wanted = new Set<number>(random() < workload.hot_product_share ? [hot] : [])
    const lines = between(workload.lines, random)
    while (wanted.size < lines) wanted.add(byPopularity[rank()] ?? hot)
    const lignes = [...wanted].map((produit_id) => ({ produit_id, quantite: between(workload.quantity, random) }))
    if (isTooMuch) lignes[lignes.length - 1] = { produit_id: scarce, quantite: tooMuch }
    return { client, lignes, expected: isTooMuch ? ('refused' as const) : ('succeeded' as const) }
  })
}
