import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ajouterProduit,
  lignesMax,
  modifierQuantite,
  type Panier,
  panierDe,
  panierVide,
  quantiteMax,
} from './panier.ts'

const produit = fc.integer({ min: 1, max: 60 })
const ligne = fc.record({ produit_id: produit, quantite: fc.integer({ min: 1, max: 3_000 }) })

const fill = (lignes: readonly { produit_id: number; quantite: number }[]): Panier => {
  let panier = panierVide
  for (const one of lignes) {
    const next = ajouterProduit(panier, one)
    if (!('kind' in next)) panier = next
  }
  return panier
}

describe('a cart', () => {
  it('has one line per product and stays within its limits, whatever is added', () => {
    fc.assert(
      fc.property(fc.array(ligne, { maxLength: 120 }), (lignes) => {
        const panier = fill(lignes)
        expect(new Set(panier.lignes.map(({ produit_id }) => produit_id)).size).toBe(panier.lignes.length)
        expect(panier.lignes.length).toBeLessThanOrEqual(lignesMax)
        for (const { quantite } of panier.lignes) expect(quantite).toBeLessThanOrEqual(quantiteMax)
      }),
    )
  })

  it('adds to the quantity of a product it contains and leaves the earlier cart unchanged', () => {
    const before: Panier = { lignes: [{ produit_id: 1, quantite: 2 }] }
    expect(ajouterProduit(before, { produit_id: 1, quantite: 3 })).toEqual({ lignes: [{ produit_id: 1, quantite: 5 }] })
    expect(before).toEqual({ lignes: [{ produit_id: 1, quantite: 2 }] })
  })

  it('with a new quantity of one product keeps its other lines in order, and 0 removes the product', () => {
    const modification = fc.record({ produit_id: produit, quantite: fc.integer({ min: 0, max: quantiteMax }) })
    fc.assert(
      fc.property(fc.array(ligne, { maxLength: 80 }), modification, (lignes, change) => {
        const avant = fill(lignes)
        const presente = avant.lignes.some(({ produit_id }) => produit_id === change.produit_id)
        const apres = modifierQuantite(avant, change)
        if ('kind' in apres) {
          expect([apres, presente]).toEqual([{ kind: 'ligne-inconnue', produit_id: change.produit_id }, false])
          return
        }
        expect(presente || change.quantite === 0).toBe(true)
        const autres = (panier: Panier) => panier.lignes.filter(({ produit_id }) => produit_id !== change.produit_id)
        expect(autres(apres)).toEqual(autres(avant))
        const obtenue = apres.lignes.find(({ produit_id }) => produit_id === change.produit_id)
        expect(obtenue?.quantite ?? 0).toBe(change.quantite)
        expect(modifierQuantite(apres, change)).toEqual(apres)
      }),
    )
  })

  it('rejects one product too many and one item too many', () => {
    const full = fill(Array.from({ length: lignesMax }, (_, i) => ({ produit_id: i + 1, quantite: quantiteMax })))
    expect(ajouterProduit(full, { produit_id: 999, quantite: 1 })).toMatchObject({ kind: 'panier-plein' })
    expect(ajouterProduit(full, { produit_id: 1, quantite: 1 })).toMatchObject({ kind: 'quantite-trop-grande' })
  })

  it('from a request keeps the order of its lines, and rejects zero lines and two lines of one product', () => {
    const lignes = [
      { produit_id: 9, quantite: 1 },
      { produit_id: 2, quantite: 4 },
    ]
    expect(panierDe(lignes)).toEqual({ lignes })
    expect(panierDe([])).toEqual({ kind: 'panier-vide' })
    expect(panierDe([...lignes, { produit_id: 9, quantite: 1 }])).toEqual({ kind: 'produit-en-double', produit_id: 9 })
  })
})
