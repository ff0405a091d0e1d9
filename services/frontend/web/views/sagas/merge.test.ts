import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergePages } from './merge.ts'

type Row = { checkout_id: string }

/** A page as a service answers it: the rows after the cursor in its order. */
const pageOf = (ids: readonly string[], isOldestFirst: boolean, limit: number, cursor: string | null) => {
  const isAfter = (id: string): boolean => cursor === null || (isOldestFirst ? id > cursor : id < cursor)
  const sorted = ids.toSorted((a, b) => (isOldestFirst === a < b ? -1 : 1)).filter(isAfter)
  const elements: Row[] = sorted.slice(0, limit).map((checkout_id) => ({ checkout_id }))
  return { elements, curseur_suivant: sorted.length > limit ? (elements.at(-1)?.checkout_id ?? null) : null }
}

it('pages of two lists, merged one after the other, contain every row once and in order', () => {
  const ids = fc.uniqueArray(fc.stringMatching(/^[0-9a-f]{4}$/), { maxLength: 40 })
  fc.assert(
    fc.property(ids, fc.array(fc.boolean()), fc.integer({ min: 1, max: 7 }), fc.boolean(), (all, sides, limit, asc) => {
      const left = all.filter((_, index) => sides[index % Math.max(1, sides.length)] ?? false)
      const right = all.filter((id) => !left.includes(id))
      const seen: string[] = []
      for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
        const pages = [left, right].map((one) => pageOf(one, asc, limit, cursor))
        const { rows, next } = mergePages(pages, { limit, isOldestFirst: asc })
        seen.push(...rows.map(({ checkout_id }) => checkout_id))
        cursor = next
      }
      expect(seen).toEqual(all.toSorted((a, b) => (asc === a < b ? -1 : 1)))
    }),
  )
})
