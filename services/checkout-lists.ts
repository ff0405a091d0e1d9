import { checkoutSaga } from '#generated/saga/checkout.ts'
import type { ComptesCheckouts, EtatSaga, ResultatDeroulement } from '#generated/saga-orchestrator/types.ts'
import { uuidForm } from '#platform/base/uuid.ts'

// The lists of checkouts of both styles: the same parameters, order, cursors and counts.

/** Filters on what became of a checkout. */
export type StateFilter = {
  etat?: EtatSaga
  resultat?: ResultatDeroulement
  etape?: string
  motif?: string
  bloque?: boolean
}

/** Filters on who checked out and when. `from` and `before` are the least ids at those moments: ids are UUIDv7. */
export type OriginFilter = { client_id?: string; from?: string; before?: string }

export type CheckoutFilter = StateFilter & OriginFilter
export type CheckoutPage = { filter: CheckoutFilter; order: 'asc' | 'desc'; after?: string; limit: number }

type CountQuery = StateFilter & { client_id?: string; depuis_ms?: number; avant_ms?: number; age_s?: number }
type ListQuery = CountQuery & { tri: 'recents' | 'anciens'; limite: number; curseur?: string }

const lastMs = 2 ** 48 - 1

/** The least UUIDv7 of a moment. */
export const leastIdAt = (ms: number): string => {
  const hex = Math.min(Math.max(0, ms), lastMs).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** The filter of a request; fields that are absent from it are absent from the filter. */
export const filterOf = ({ depuis_ms, avant_ms, age_s, ...rest }: CountQuery, nowMs: number): CheckoutFilter => {
  const { etat, resultat, etape, motif, bloque, client_id } = rest
  const limits = [avant_ms, age_s === undefined ? undefined : nowMs - age_s * 1000 + 1]
  const beforeMs = limits.filter((ms) => ms !== undefined)
  const given = {
    etat,
    resultat,
    etape,
    motif,
    bloque,
    client_id,
    from: depuis_ms === undefined ? undefined : leastIdAt(depuis_ms),
    before: beforeMs.length === 0 ? undefined : leastIdAt(Math.min(...beforeMs)),
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** The page that a request asks for; undefined if its cursor is no id of a checkout. */
export const pageOf = (query: ListQuery, nowMs: number): CheckoutPage | undefined => {
  const { tri, limite, curseur } = query
  if (curseur !== undefined && !uuidForm.test(curseur)) return undefined
  const order = tri === 'anciens' ? 'asc' : 'desc'
  return { filter: filterOf(query, nowMs), order, limit: limite, ...(curseur === undefined ? {} : { after: curseur }) }
}

/** Builds a page from one element more than it holds. */
export const pageBody = <Element extends { checkout_id: string }>(read: readonly Element[], limit: number) => {
  const elements = read.slice(0, limit)
  return { elements, curseur_suivant: read.length > limit ? (elements.at(-1)?.checkout_id ?? null) : null }
}

const [first, last] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']

/** All bounds of a page are given, since an optional one would not limit an index: `from` ≤ id < `before`, except `after`. */
export const boundsOf = ({ filter, order, after }: Pick<CheckoutPage, 'filter' | 'order' | 'after'>) => {
  const { from = first, before = last } = filter
  const cursor = after?.toLowerCase()
  if (cursor === undefined) return { from, before, after: last }
  const latest = (...ids: string[]): string => ids.sort().at(-1) ?? first
  const earliest = (...ids: string[]): string => ids.sort()[0] ?? last
  return order === 'asc'
    ? { from: latest(cursor, from), before, after: cursor }
    : { from, before: earliest(cursor, before), after: cursor }
}

/** How many checkouts are in the same situation. */
export type Cell = {
  etat: EtatSaga
  etape: string | null
  motif: string | null
  bloque: boolean
  nombre: number
}

/** At most this many checkouts of each kind are counted. */
export const countedMax = 10_000

const { done, undone } = checkoutSaga.states

export const resultOf = (etat: EtatSaga): ResultatDeroulement => {
  if (etat === done) return 'reussi'
  return etat === undone ? 'echoue' : 'en_cours'
}

const facets = {
  etat: (cell: Cell) => cell.etat,
  resultat: (cell: Cell) => resultOf(cell.etat),
  etape: (cell: Cell) => cell.etape,
  motif: (cell: Cell) => cell.motif,
  bloque: (cell: Cell) => String(cell.bloque),
} as const
type Facet = keyof typeof facets

const matches = (cell: Cell, filter: StateFilter, except?: Facet): boolean =>
  (Object.keys(facets) as Facet[]).every(
    (facet) => facet === except || filter[facet] === undefined || facets[facet](cell) === String(filter[facet]),
  )

const countsBy = (cells: readonly Cell[], filter: StateFilter, facet: Facet) => {
  const counts = new Map<string | null, number>()
  for (const cell of cells) {
    if (!matches(cell, filter, facet)) continue
    const value = facets[facet](cell)
    counts.set(value, (counts.get(value) ?? 0) + cell.nombre)
  }
  return [...counts]
    .map(([valeur, nombre]) => ({ valeur, nombre }))
    .sort((a, b) => b.nombre - a.nombre || String(a.valeur).localeCompare(String(b.valeur)))
}

/** How many checkouts each value of each filter would leave, given the other filters. */
export const countsOf = (cells: readonly Cell[], filter: StateFilter, isPartial: boolean): ComptesCheckouts => ({
  total: cells.filter((cell) => matches(cell, filter)).reduce((sum, { nombre }) => sum + nombre, 0),
  partiel: isPartial,
  etat: countsBy(cells, filter, 'etat'),
  resultat: countsBy(cells, filter, 'resultat'),
  etape: countsBy(cells, filter, 'etape'),
  motif: countsBy(cells, filter, 'motif'),
  bloque: countsBy(cells, filter, 'bloque'),
})
