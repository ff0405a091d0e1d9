import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  archiver,
  categorie,
  changerPrix,
  estActif,
  nomProduit,
  type Produit,
  prixMonetaire,
  referenceSku,
} from './produit.ts'
import { selectionner } from './selection.ts'

const produit = (produitId: number, actif = true): Produit => {
  const [sku, nom, prix] = [referenceSku(`SKU-${produitId}`), nomProduit('Théière'), prixMonetaire(1250)]
  const rayon = categorie('divers')
  if (sku === undefined || nom === undefined || prix === undefined || rayon === undefined) throw new Error('not valid')
  return { produitId, sku, nom, categorie: rayon, prix, actif }
}

it('a price is whole cents from one cent to a million', () => {
  for (const cents of [0, -1, 0.5, 100_000_001, Number.NaN]) expect(prixMonetaire(cents)).toBeUndefined()
  expect([prixMonetaire(1), prixMonetaire(100_000_000)]).toEqual([1, 100_000_000])
})

it('a SKU is capitals and digits in groups joined by hyphens', () => {
  for (const text of ['ABC', 'THE-VERT-100', '123']) expect(referenceSku(text)).toBe(text)
  for (const text of ['', 'AB', 'abc', 'A--B', '-AB', 'AB-', 'A B', 'A'.repeat(41)])
    expect(referenceSku(text)).toBeUndefined()
})

it('a name has a visible character and at most 200 characters', () => {
  for (const text of ['', '  \t', 'é'.repeat(201)]) expect(nomProduit(text)).toBeUndefined()
  expect(nomProduit('🫖'.repeat(200))).toBeDefined()
})

it('an archived product stays archived and keeps its price', () => {
  const archive = archiver(produit(1))
  expect(estActif(archive)).toBe(false)
  expect(archiver(archive)).toEqual(archive)
  const prix = prixMonetaire(1)
  expect(prix !== undefined && changerPrix(archive, prix)).toEqual({ kind: 'produit-archive' })
})

it('a selection is complete and in the requested order, or names exactly the products that can not be sold', () => {
  const stock = fc.uniqueArray(fc.record({ id: fc.integer({ min: 1, max: 20 }), actif: fc.boolean() }), {
    selector: ({ id }) => id,
  })
  const demandes = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { minLength: 1 })
  fc.assert(
    fc.property(stock, demandes, (connus, ids) => {
      const outcome = selectionner(
        ids,
        connus.map(({ id, actif }) => produit(id, actif)),
      )
      const vendables = new Set(connus.filter(({ actif }) => actif).map(({ id }) => id))
      const manquants = ids.filter((id) => !vendables.has(id))
      if (outcome.kind === 'selection') expect(outcome.produits.map(({ produitId }) => produitId)).toEqual(ids)
      else expect(outcome.produitIds).toEqual(manquants)
      expect(outcome.kind).toBe(manquants.length === 0 ? 'selection' : 'produit-indisponible')
    }),
  )
})
