import { expect, it } from 'vitest'
import { attenteMs, histoireDe } from './echeance.ts'

const lignes = [{ produit_id: 1, quantite: 1, prix_unitaire_cents: 100 }]
const worker = 'worker-stock-reservation'

it('a checkout with an order has the history of an order, whatever happened to its reservation', () => {
  expect(histoireDe('REUSSI', undefined, worker)).toBe('commandee')
})

it('a reservation released by another application was announced; one released by its own worker, or none, was not', () => {
  expect(histoireDe('ECHOUE', { lignes, liberee_par: 'service-ecommerce' }, worker)).toBe('liberee')
  expect(histoireDe('ECHOUE', { lignes, liberee_par: worker }, worker)).toBe('refusee')
  expect(histoireDe('ECHOUE', { lignes: [], liberee_par: 'service-ecommerce' }, worker)).toBe('refusee')
  expect(histoireDe('ECHOUE', undefined, worker)).toBe('refusee')
})

it('attempts are spaced out further and further, up to 30 seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map(attenteMs)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
})
