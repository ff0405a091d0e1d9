import { describe, expect, it } from 'vitest'
import { accepter, estTermine, type Outcome, terminer } from './processus-checkout.ts'

const accepted = accepter({ checkout_id: 'k1', client_id: 'c1' })
const reussi: Outcome = { etat: 'REUSSI', commande_id: 'v1' }
const echoue: Outcome = { etat: 'ECHOUE', motif: 'STOCK_INSUFFISANT' }

describe('a checkout', () => {
  it('runs until its end is reported', () => {
    expect(estTermine(accepted)).toBe(false)
    expect(terminer(accepted, reussi)).toEqual({ checkout_id: 'k1', client_id: 'c1', ...reussi })
    expect(estTermine(terminer(accepted, echoue))).toBe(true)
  })

  it.each([
    [reussi, echoue],
    [echoue, reussi],
    [reussi, reussi],
  ])('keeps its first end: %j, then %j', (first, second) => {
    const ended = terminer(accepted, first)
    expect(terminer(ended, second)).toBe(ended)
  })
})
