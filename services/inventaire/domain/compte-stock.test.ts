import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compter, estEnRupture } from './compte-stock.ts'

const stock = fc.array(fc.record({ disponible: fc.nat({ max: 3 }) }))

it('a stock-out is a product without a piece, and every other product has at least one', () => {
  fc.assert(
    fc.property(stock, (stocks) => {
      const { produits, ruptures, pieces } = compter(stocks)
      expect(ruptures).toBe(stocks.filter(estEnRupture).length)
      expect(pieces).toBeGreaterThanOrEqual(produits - ruptures)
      expect(pieces === 0).toBe(ruptures === produits)
    }),
  )
})

it('the sums of two stocks are the sums of both together', () => {
  fc.assert(
    fc.property(stock, stock, (a, b) => {
      const [one, other, both] = [compter(a), compter(b), compter([...a, ...b])]
      expect(both).toEqual({
        produits: one.produits + other.produits,
        ruptures: one.ruptures + other.ruptures,
        pieces: one.pieces + other.pieces,
      })
    }),
  )
})
