import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decouper, instantMaxMs, periode, precedente } from './periode.ts'

const instant = fc.integer({ min: 0, max: instantMaxMs })
const jourMs = 86_400_000

it('a period is not empty and at most 366 days long, and the one before it has the same length and ends where it begins', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -1_000, max: 400 * jourMs }), (debutMs, dureeMs) => {
      const valeur = periode(debutMs, debutMs + dureeMs)
      const valide =
        dureeMs > 0 && dureeMs <= 366 * jourMs && debutMs + dureeMs <= instantMaxMs && debutMs + dureeMs >= 0
      expect('kind' in valeur).toBe(!valide)
      if ('kind' in valeur) return
      const avant = precedente(valeur)
      expect([avant.finMs, avant.finMs - avant.debutMs]).toEqual([debutMs, dureeMs])
    }),
  )
})

it('the whole days of a period and its other parts cover it exactly, and the other parts are shorter than two days', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 400 * jourMs }), fc.boolean(), (debutMs, dureeMs, exact) => {
      const debut = exact ? debutMs - (debutMs % jourMs) : debutMs
      const { premier, fin, restes } = decouper({ debutMs: debut, finMs: debut + dureeMs })
      const jours = fin > premier ? [{ debutMs: premier * jourMs, finMs: fin * jourMs }] : []
      const parties = [...restes, ...jours].sort((a, b) => a.debutMs - b.debutMs)
      expect(parties.every((partie) => partie.debutMs < partie.finMs)).toBe(true)
      expect([parties[0]?.debutMs, parties.at(-1)?.finMs]).toEqual([debut, debut + dureeMs])
      for (const [i, partie] of parties.entries()) if (i > 0) expect(partie.debutMs).toBe(parties[i - 1]?.finMs)
      expect(restes.reduce((somme, reste) => somme + reste.finMs - reste.debutMs, 0)).toBeLessThan(2 * jourMs)
    }),
  )
})

it('a refusal names the rule', () => {
  expect(periode(5, 5)).toEqual({ kind: 'periode-refusee', regle: 'ordre' })
  expect(periode(0, 367 * jourMs)).toEqual({ kind: 'periode-refusee', regle: 'duree' })
  for (const pas of [Number.NaN, -1, 0.5, instantMaxMs + 1])
    expect(periode(pas, 10)).toEqual({ kind: 'periode-refusee', regle: 'instant' })
})
