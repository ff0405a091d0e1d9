import fc from 'fast-check'
import { expect, it } from 'vitest'
import { boundsOf, type Cell, countsOf, filterOf, leastIdAt, pageBody, pageOf } from './checkout-lists.ts'

const cells = fc.array(
  fc.record<Cell>({
    etat: fc.constantFrom('SAGA_TERMINEE', 'SAGA_ANNULEE', 'STOCK_RESERVE'),
    etape: fc.constantFrom(null, 'verifier-stock', 'creer-commande'),
    motif: fc.constantFrom(null, 'STOCK_INSUFFISANT'),
    bloque: fc.boolean(),
    nombre: fc.integer({ min: 1, max: 100 }),
  }),
  { maxLength: 12 },
)
const names = ['etat', 'resultat', 'etape', 'motif', 'bloque'] as const
const filters = fc.record(
  {
    etat: fc.constantFrom('SAGA_TERMINEE' as const, 'SAGA_ANNULEE' as const),
    resultat: fc.constantFrom('reussi' as const, 'echoue' as const, 'en_cours' as const),
    etape: fc.constantFrom('verifier-stock', 'creer-commande'),
    motif: fc.constant('STOCK_INSUFFISANT'),
    bloque: fc.boolean(),
  },
  { requiredKeys: [] },
)

it('a filter leaves its own counts as they are, and each is the total that selecting its value would leave', () => {
  fc.assert(
    fc.property(cells, filters, fc.constantFrom(...names), (all, filter, name) => {
      const { [name]: _chosen, ...others } = filter
      expect(countsOf(all, filter, false)[name]).toEqual(countsOf(all, others, false)[name])
      for (const { valeur, nombre } of countsOf(all, filter, false)[name]) {
        if (valeur === null) continue
        const chosen = name === 'bloque' ? valeur === 'true' : valeur
        expect(countsOf(all, { ...others, [name]: chosen }, false).total).toBe(nombre)
      }
    }),
  )
})

it('without filters the values of each filter add up to all checkouts', () => {
  fc.assert(
    fc.property(cells, (all) => {
      const counts = countsOf(all, {}, false)
      const total = all.reduce((sum, { nombre }) => sum + nombre, 0)
      for (const name of names) expect(counts[name].reduce((sum, { nombre }) => sum + nombre, 0)).toBe(total)
      expect(counts.total).toBe(total)
    }),
  )
})

it('ids begin at their moment, so a moment selects ids as it selects times', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 2 }), (ms) => {
      expect(leastIdAt(ms) < leastIdAt(ms + 1)).toBe(true)
      expect(Number.parseInt(leastIdAt(ms).replaceAll('-', '').slice(0, 12), 16)).toBe(ms)
    }),
  )
})

it('an age is a moment before now, and the earlier of two moments counts', () => {
  expect(filterOf({ age_s: 5 }, 10_000)).toEqual({ before: leastIdAt(5_001) })
  expect(filterOf({ age_s: 5, avant_ms: 3_000 }, 10_000)).toEqual({ before: leastIdAt(3_000) })
  expect(filterOf({ age_s: 5, avant_ms: 8_000, depuis_ms: 0 }, 10_000)).toEqual({
    from: leastIdAt(0),
    before: leastIdAt(5_001),
  })
})

it('a cursor narrows the page on the side that the order leaves behind', () => {
  const id = leastIdAt(5_000)
  const filter = { from: leastIdAt(1_000), before: leastIdAt(9_000) }
  expect(boundsOf({ filter, order: 'desc', after: id })).toEqual({ from: filter.from, before: id, after: id })
  expect(boundsOf({ filter, order: 'asc', after: id })).toEqual({ from: id, before: filter.before, after: id })
  expect(pageOf({ tri: 'recents', limite: 2, curseur: 'MjA' }, 0)).toBeUndefined()
})

it('the last page has no cursor', () => {
  const rows = [1, 2, 3].map((n) => ({ checkout_id: leastIdAt(n) }))
  expect(pageBody(rows, 2)).toEqual({ elements: rows.slice(0, 2), curseur_suivant: leastIdAt(2) })
  expect(pageBody(rows, 3).curseur_suivant).toBeNull()
})
