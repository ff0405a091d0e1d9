import type { ComptesCheckouts, CompteValeur, StyleCheckout } from '#generated/event-store/types.ts'

const facets = ['resultat', 'bloque', 'etat', 'etape', 'motif'] as const
/** A filter whose values are counted by each service. */
export type Facet = (typeof facets)[number]

/** How many checkouts each value of each filter would leave, in both styles. */
export type Counts = Readonly<Record<Facet | 'style', readonly CompteValeur[]>> & {
  readonly total: number
  /** There are older checkouts than those that were counted. */
  readonly partiel: boolean
}

const addFacet = (counts: readonly ComptesCheckouts[], facet: Facet): CompteValeur[] => {
  const sums = new Map<string | null, number>()
  for (const { valeur, nombre } of counts.flatMap((one) => one[facet]))
    sums.set(valeur, (sums.get(valeur) ?? 0) + nombre)
  return [...sums]
    .map(([valeur, nombre]) => ({ valeur, nombre }))
    .toSorted((a, b) => b.nombre - a.nombre || String(a.valeur).localeCompare(String(b.valeur)))
}

/** Adds the counts of the chosen styles. The style itself is counted for all, as every filter is: given the other filters. */
export const addCounts = (
  answers: ReadonlyMap<StyleCheckout, ComptesCheckouts>,
  chosen: readonly StyleCheckout[],
): Counts => {
  const counts = [...answers].flatMap(([style, one]) => (chosen.includes(style) ? [one] : []))
  const byFacet = Object.fromEntries(facets.map((facet) => [facet, addFacet(counts, facet)])) as Record<
    Facet,
    CompteValeur[]
  >
  return {
    ...byFacet,
    style: [...answers].map(([valeur, { total }]) => ({ valeur, nombre: total })),
    total: counts.reduce((sum, one) => sum + one.total, 0),
    partiel: counts.some(({ partiel }) => partiel),
  }
}
