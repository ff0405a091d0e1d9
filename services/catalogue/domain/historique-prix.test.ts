import fc from 'fast-check'
import { expect, it } from 'vitest'
import { estComplet, type Historique, suivre } from './historique-prix.ts'
import { categorie, changerPrix, nomProduit, type Produit, prixMonetaire, referenceSku } from './produit.ts'
import { correspond } from './recherche.ts'

const prix = fc.integer({ min: 1, max: 4 }).map((cents) => prixMonetaire(cents) ?? fail(cents))
const fail = (valeur: unknown): never => {
  throw new Error(`${valeur} is not valid`)
}
const produit = (cents: number, actif = true, rayon = 'divers'): Produit => ({
  produitId: 1,
  sku: referenceSku('SKU-1') ?? fail('sku'),
  nom: nomProduit('Thé') ?? fail('nom'),
  categorie: categorie(rayon) ?? fail(rayon),
  prix: prixMonetaire(cents) ?? fail(cents),
  actif,
})

it('after any changes of the price the history is complete, keeps every entry, and has no entry for an equal price', () => {
  fc.assert(
    fc.property(prix, fc.array(prix, { maxLength: 30 }), (premier, changements) => {
      let actuel = produit(premier)
      let historique: Historique = suivre([], { prix: premier, par: 'a', depuisMs: 0 })
      for (const [i, nouveau] of changements.entries()) {
        const avant = historique
        const change = changerPrix(actuel, nouveau)
        if ('kind' in change) throw new Error(change.kind)
        historique = suivre(historique, { prix: nouveau, par: `p${i}`, depuisMs: i })
        expect(historique.length).toBe(avant.length + (actuel.prix === nouveau ? 0 : 1))
        expect(historique.slice(0, avant.length)).toEqual(avant)
        actuel = change
        expect(estComplet(actuel, historique)).toBe(true)
      }
    }),
  )
})

it('a history with a gap, or without the current price, is not complete', () => {
  const [un, deux] = [prixMonetaire(1) ?? fail(1), prixMonetaire(2) ?? fail(2)]
  const entree = (version: number, valeur: typeof un) => ({ version, prix: valeur, par: 'a', depuisMs: 0 })
  expect(estComplet(produit(2), [entree(1, un)])).toBe(false)
  expect(estComplet(produit(2), [entree(1, un), entree(3, deux)])).toBe(false)
  expect(estComplet(produit(2), [])).toBe(false)
})

it('a category is small letters and digits in groups joined by hyphens', () => {
  for (const text of ['epicerie', 'arts-de-la-table', '2e-main']) expect(categorie(text)).toBe(text)
  for (const text of ['', 'a', 'Thé', 'a--b', '-ab', 'ab-', 'a b', 'a'.repeat(41)])
    expect(categorie(text)).toBeUndefined()
})

it('a criterion more never finds more products, and a price range contains its ends', () => {
  const critere = fc.option(prix, { nil: undefined })
  fc.assert(
    fc.property(prix, fc.boolean(), critere, critere, (cents, actif, prixMinCents, prixMaxCents) => {
      const rayon = categorie('divers')
      const tous = {
        produitIds: undefined,
        categorie: undefined,
        prixMinCents: undefined,
        prixMaxCents: undefined,
        actif: undefined,
      }
      const valeur = produit(cents, actif)
      expect(correspond(valeur, tous)).toBe(true)
      expect(correspond(valeur, { ...tous, prixMinCents: cents, prixMaxCents: cents, categorie: rayon })).toBe(true)
      const trouve = correspond(valeur, { ...tous, prixMinCents, prixMaxCents })
      expect(trouve).toBe(!(cents < (prixMinCents ?? 0) || cents > (prixMaxCents ?? 9)))
      expect(correspond(valeur, { ...tous, prixMinCents, prixMaxCents, actif: true })).toBe(trouve && actif)
      expect(correspond(valeur, { ...tous, categorie: categorie('autre') })).toBe(false)
      expect(correspond(valeur, { ...tous, produitIds: [2, 3] })).toBe(false)
      expect(correspond(valeur, { ...tous, produitIds: [3, 1] })).toBe(true)
    }),
  )
})
