import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aucuneVente, calculerChiffres, comparer, panierMoyenCents, sommer } from './chiffres.ts'

const vente = fc.record({
  etat: fc.constantFrom('enregistree' as const, 'annulee' as const),
  totalCents: fc.integer({ min: 1, max: 1_000_000_000 }),
})
const ventes = fc.array(vente)
const chiffres = ventes.map(calculerChiffres)

it('a cancelled sale changes no figure, and a recorded one counts with its total', () => {
  fc.assert(
    fc.property(ventes, vente, (toutes, encore) => {
      const avant = calculerChiffres(toutes)
      const compte = encore.etat === 'enregistree' ? 1 : 0
      expect(calculerChiffres([encore, ...toutes])).toEqual({
        chiffreAffairesCents: avant.chiffreAffairesCents + compte * encore.totalCents,
        nombreVentes: avant.nombreVentes + compte,
      })
    }),
  )
})

it('the figures of all shops are those of all their sales together', () => {
  fc.assert(
    fc.property(fc.array(ventes), (magasins) => {
      expect(sommer(magasins.map(calculerChiffres))).toEqual(calculerChiffres(magasins.flat()))
    }),
  )
})

it('the average basket is within half a cent of the exact average', () => {
  fc.assert(
    fc.property(chiffres, (valeur) => {
      const moyen = panierMoyenCents(valeur)
      if (moyen === undefined) {
        expect(valeur).toEqual(aucuneVente)
        return
      }
      const reste = 2 * (valeur.chiffreAffairesCents - moyen * valeur.nombreVentes)
      expect(reste >= -valeur.nombreVentes && reste < valeur.nombreVentes).toBe(true)
    }),
  )
  expect(panierMoyenCents({ chiffreAffairesCents: 5, nombreVentes: 2 })).toBe(3)
  expect(panierMoyenCents({ chiffreAffairesCents: Number.MAX_SAFE_INTEGER, nombreVentes: 1 })).toBe(2 ** 53 - 1)
})

it('the trend follows the sign of the change, and the change is in thousandths of the previous turnover', () => {
  fc.assert(
    fc.property(chiffres, chiffres, (avant, apres) => {
      const { tendance, pourMille } = comparer(avant, apres)
      const ecart = apres.chiffreAffairesCents - avant.chiffreAffairesCents
      expect(tendance).toBe(ecart > 0 ? 'hausse' : ecart < 0 ? 'baisse' : 'stable')
      expect(pourMille === undefined).toBe(avant.chiffreAffairesCents === 0)
      if (pourMille === undefined) return
      expect(pourMille).toBeGreaterThanOrEqual(-1000)
      if (pourMille === 1_000_000_000) return
      expect(Math.abs(pourMille - (1000 * ecart) / avant.chiffreAffairesCents)).toBeLessThanOrEqual(0.5001)
    }),
  )
  const cents = (chiffreAffairesCents: number) => ({ chiffreAffairesCents, nombreVentes: 1 })
  expect(comparer(cents(1), cents(Number.MAX_SAFE_INTEGER))).toEqual({ tendance: 'hausse', pourMille: 1_000_000_000 })
  expect(comparer(cents(2000), cents(1999))).toEqual({ tendance: 'baisse', pourMille: -1 })
})

it('a turnover that can not be counted exactly is a bug, not a rounded figure', () => {
  const plein = { chiffreAffairesCents: Number.MAX_SAFE_INTEGER, nombreVentes: 1 }
  expect(() => sommer([plein, { chiffreAffairesCents: 1, nombreVentes: 1 }])).toThrow('counted exactly')
})
