import { seedNumber } from '#services/seed-ids.ts'
import { collections, colours, kinds } from './seed-assortment.ts'

const pick = <T>(values: readonly T[], n: number): T => {
  const value = values[n % values.length]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

/** Shops write prices like 24,90. */
const roundPrice = (cents: number): number => Math.max(90, Math.round(cents / 100) * 100 - 10)

export type SeedProduct = { produitId: number; sku: string; nom: string; prixCents: number; categorie: string }

/** The n-th seeded product, counted from 1, which is its id in every service. */
export const seedProduct = (seed: number, n: number): SeedProduct => {
  const number = (label: string): number => seedNumber(seed, label, n)
  const { nom, feminin, code, materials, formats, prix, categorie } = pick(kinds, number('chose'))
  const colour = pick(colours, number('couleur'))[feminin ? 1 : 0]
  const format = number('format') % formats.length
  // The largest format costs twice as much as the smallest.
  const base =
    prix[0] + ((number('prix') % 1_000) / 1_000) * (prix[1] - prix[0]) * ((1 + (format + 1) / formats.length) / 2)
  return {
    produitId: n,
    sku: `${code}-${String(n).padStart(6, '0')}`,
    nom: `${nom} ${pick(materials, number('material'))} ${colour} « ${pick(collections, number('collection'))} », ${formats[format]}`,
    categorie,
    prixCents: roundPrice(base * 100),
  }
}

/** The prices that the product had before, oldest first; three of four products never changed. */
export const seedFormerPrices = (seed: number, { produitId, prixCents }: SeedProduct): number[] => {
  const changes = seedNumber(seed, 'prix-changes', produitId) % 12
  if (changes > 2) return []
  const former = Array.from({ length: changes + 1 }, (_, i) =>
    roundPrice(prixCents * (0.8 + (seedNumber(seed, `prix-ancien-${i}`, produitId) % 350) / 1_000)),
  )
  // The history has no entry for an equal price.
  return former.filter((cents, i) => cents !== (former[i + 1] ?? prixCents))
}
