import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type EtatDemande, type EtatLot, etatApres, peutPasserA } from './lot.ts'

const demandes = fc.constantFrom<EtatDemande>('en_cours', 'en_pause', 'annule')
const etats = fc.constantFrom<EtatLot>('prepare', 'en_cours', 'en_pause', 'annule', 'termine')

it('whatever an administrator asks for, a batch that is cancelled or finished stays so', () => {
  fc.assert(
    fc.property(etats, fc.array(demandes), (debut, liste) => {
      let etat = debut
      for (const demande of liste) if (peutPasserA(etat, demande)) etat = demande
      if (debut === 'annule' || debut === 'termine') expect(etat).toBe(debut)
      if (debut === 'prepare' && liste.length === 0) expect(etat).toBe('prepare')
    }),
  )
})

it('a batch that has not started or is paused can run', () => {
  expect([peutPasserA('prepare', 'en_cours'), peutPasserA('en_pause', 'en_cours')]).toEqual([true, true])
})

it('a batch is finished once nothing is open, but a cancelled or unstarted one is not', () => {
  fc.assert(
    fc.property(etats, fc.nat(3), (etat, restantes) => {
      const apres = etatApres(etat, restantes)
      const finit = restantes === 0 && (etat === 'en_cours' || etat === 'en_pause')
      expect(apres).toBe(finit ? 'termine' : etat)
    }),
  )
})
