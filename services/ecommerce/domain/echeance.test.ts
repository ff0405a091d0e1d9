import { expect, it } from 'vitest'
import { attenteMs, histoireDe } from './echeance.ts'

const lignes = [{ produit_id: 1, quantite: 1, prix_unitaire_cents: 100 }]
const worker = 'worker-stock-reservation'

it('a checkout with an order has the history of one, whatever became of its reservation', () => {
  expect(histoireDe('REUSSI', undefined, worker)).toBe('commandee')
})

it('a reservation that somebody else released was announced; one of its own worker, or none, was not', () => {
  expect(histoireDe('ECHOUE', { lignes, liberee_par: 'service-ecommerce' }, worker)).toBe('liberee')
  expect(histoireDe('ECHOUE', { lignes, liberee_par: worker }, worker)).toBe('refusee')
  expect(histoireDe('ECHOUE', { lignes: [], liberee_par: 'service-ecommerce' }, worker)).toBe('refusee')
  expect(histoireDe('ECHOUE', undefined, worker)).toBe('refusee')
})

it('attempts are repeated ever more rarely, and at least twice a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map(attenteMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})
