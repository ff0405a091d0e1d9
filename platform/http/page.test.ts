import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pageOf, readCursor } from './page.ts'

it('following the cursors returns every element once, in order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 1e9 })), fc.integer({ min: 1, max: 10 }), (numbers, limit) => {
      const all = numbers.sort((a, b) => a - b)
      const seen: number[] = []
      let cursor: string | undefined
      do {
        const after = readCursor(cursor)
        if (after === undefined) throw new Error('the cursor is not ours')
        const page = pageOf(all.filter((n) => n > after).slice(0, limit + 1), limit, (n) => n)
        seen.push(...page.elements)
        cursor = page.cursor ?? undefined
      } while (cursor !== undefined)
      expect(seen).toEqual(all)
    }),
  )
})

it('a cursor that pageOf did not write is rejected', () => {
  for (const cursor of ['x', 'LTE', 'MDE', 'MjA=', 'OTAwNzE5OTI1NDc0MDk5Mg']) expect(readCursor(cursor)).toBeUndefined()
  expect(readCursor('MjA')).toBe(20)
})
