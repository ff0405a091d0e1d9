import fc from 'fast-check'
import { expect, it } from 'vitest'
import { commandeVente } from './commande-vente.ts'
import {
  annuler,
  type CommandeVente,
  calculerTotal,
  enregistrer,
  peutEtreAnnulee,
  trancher,
  type Vente,
} from './vente.ts'

const commande = (...prix: number[]): CommandeVente => {
  const lignes = prix.map((prixCents, i) => ({ produitId: i + 1, quantite: 2, prixCents }))
  const valeur = commandeVente({ checkoutId: 'c', clientId: 'x', lignes })
  if ('kind' in valeur) throw new Error(valeur.regle)
  return valeur
}

it('the total is the exact sum of its lines, whatever the prices', () => {
  const prix = fc.array(fc.integer({ min: 1, max: 100_000_000 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(prix, (tous) => {
      const total = tous.reduce((somme, cents) => somme + 2n * BigInt(cents), 0n)
      expect(BigInt(calculerTotal(commande(...tous).lignes))).toBe(total)
    }),
  )
})

it('50 lines of the largest values still give a whole number of cents', () => {
  const lignes = Array.from({ length: 50 }, (_, i) => ({ produitId: i + 1, quantite: 10_000, prixCents: 100_000_000 }))
  const valeur = commandeVente({ checkoutId: 'c', clientId: 'x', lignes })
  expect('lignes' in valeur && calculerTotal(valeur.lignes)).toBe(50_000_000_000_000)
})

it('a sale is recorded once; recording it again returns the known one', () => {
  const vente = enregistrer(undefined, commande(100), 'v1') as Vente
  expect(vente).toMatchObject({ commandeId: 'v1', etat: 'enregistree', totalCents: 200 })
  expect(enregistrer(vente, commande(100), 'v2')).toEqual(vente)
  expect(enregistrer(vente, commande(101), 'v2')).toEqual({ kind: 'autre-vente' })
})

it('a cancelled sale, and one whose cancellation came first, can no longer be recorded', () => {
  const annulee = annuler(enregistrer(undefined, commande(100), 'v1') as Vente)
  const tombstone = annuler(undefined)
  for (const connue of [annulee, tombstone]) {
    expect(peutEtreAnnulee(connue)).toBe(false)
    expect(annuler(connue)).toEqual(connue)
    expect(enregistrer(connue, commande(100), 'v2')).toEqual({ kind: 'vente-annulee' })
  }
})

it('a sale needs each product once, with a quantity and a price', () => {
  const ligne = { produitId: 1, quantite: 1, prixCents: 1 }
  const refus = (...lignes: (typeof ligne)[]) => commandeVente({ checkoutId: 'c', clientId: 'x', lignes })
  expect(refus(ligne, ligne)).toEqual({ kind: 'ligne-refusee', position: 1, regle: 'produit-unique' })
  expect(refus({ ...ligne, quantite: 0 })).toMatchObject({ regle: 'quantite' })
  expect(refus({ ...ligne, prixCents: 0.5 })).toMatchObject({ regle: 'prix' })
})

it('once decided, a checkout keeps its sale or never gets one', () => {
  const vente = enregistrer(undefined, commande(100), 'v1') as Vente
  expect(trancher(vente)).toEqual(vente)
  expect(enregistrer(trancher(undefined), commande(100), 'v2')).toEqual({ kind: 'vente-annulee' })
})
