import fc from 'fast-check'
import { expect, it } from 'vitest'
import { lignes } from './lignes.ts'
import { type Quantite, quantite } from './quantite.ts'
import {
  augmenter,
  diminuer,
  estFerme,
  piecesMax,
  reapprovisionner,
  type StockCentral,
  stockVide,
  transferer,
  verifierStock,
} from './stock-central.ts'

const pieces = (n: number): Quantite => {
  const valeur = quantite(n)
  if (valeur === undefined) throw new Error(`${n} is not a quantity`)
  return valeur
}

const stock: StockCentral = { ...stockVide(1), initial: 10, disponible: 10 }

const mouvement = fc.record({
  genre: fc.constantFrom('diminuer', 'augmenter', 'reapprovisionner', 'transferer'),
  quantite: fc.integer({ min: 1, max: 30 }).map(pieces),
})

it('after any sequence of movements every item is accounted for and nothing is negative', () => {
  fc.assert(
    fc.property(fc.array(mouvement, { maxLength: 40 }), (mouvements) => {
      let actuel = stock
      for (const { genre, quantite } of mouvements) {
        if (genre === 'augmenter' && actuel.reserve < quantite) continue
        const apres = { diminuer, augmenter, reapprovisionner, transferer }[genre](actuel, quantite)
        if ('kind' in apres) continue
        expect(estFerme(apres)).toBe(true)
        actuel = apres
      }
    }),
  )
})

it('releasing what was reserved restores the stock', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 }).map(pieces), (quantite) => {
      const reserve = diminuer(stock, quantite)
      expect('kind' in reserve ? reserve : augmenter(reserve, quantite)).toEqual(stock)
    }),
  )
})

it('the last item can be reserved; one more is refused with the available quantity', () => {
  expect(diminuer(stock, pieces(10))).toMatchObject({ disponible: 0, reserve: 10 })
  expect(diminuer(stock, pieces(11))).toEqual({
    kind: 'stock-insuffisant',
    lignes: [{ produitId: 1, quantite: 11, disponible: 10 }],
  })
})

it('releasing more than was reserved is a bug, not a refusal', () => {
  expect(() => augmenter(stock, pieces(1))).toThrow('can not release more')
})

it('a delivery above the maximum count is refused', () => {
  const plein = { ...stock, initial: piecesMax - 1, disponible: piecesMax - 1 }
  expect(reapprovisionner(plein, pieces(1))).toMatchObject({ disponible: piecesMax })
  expect(reapprovisionner(plein, pieces(2))).toEqual({ kind: 'stock-plein', max: piecesMax })
})

it('a product without stock has nothing available', () => {
  const demandees = lignes([{ produitId: 7, quantite: 1 }])
  if ('kind' in demandees) throw new Error('refused')
  expect(verifierStock(new Map(), demandees)).toEqual({
    kind: 'stock-insuffisant',
    lignes: [{ produitId: 7, quantite: 1, disponible: 0 }],
  })
})

it('lines are sorted by product, and a product may occur in one line only', () => {
  expect(lignes([3, 1, 2].map((produitId) => ({ produitId, quantite: 1 })))).toMatchObject(
    [1, 2, 3].map((produitId) => ({ produitId })),
  )
  expect(lignes([1, 2, 1].map((produitId) => ({ produitId, quantite: 1 })))).toEqual({
    kind: 'ligne-refusee',
    position: 2,
    regle: 'produit-unique',
  })
})

it('a quantity is a whole number from one to a million', () => {
  for (const n of [0, -1, 1.5, 1_000_001, Number.NaN]) expect(quantite(n)).toBeUndefined()
  expect([quantite(1), quantite(1_000_000)]).toEqual([1, 1_000_000])
})
