import { describe, expect, it } from 'vitest'
import { accepter, type Outcome } from '../domain/processus-checkout.ts'
import { createOutcomeBoard } from './outcome-board.ts'

const identity = { checkout_id: 'k1', client_id: 'c1' }
const outcome: Outcome = { etat: 'REUSSI', commande_id: 'v1' }
const ended = { ...identity, ...outcome }

describe('the outcome board', () => {
  it('delivers the end to every waiting reader and keeps none', async () => {
    const board = createOutcomeBoard()
    const waiters = [board.wait(identity, 10_000), board.wait(identity, 10_000)]
    expect(board.waiting()).toBe(2)
    board.ended(identity, outcome)
    expect(await Promise.all(waiters.map((waiter) => waiter?.ended))).toEqual([ended, ended])
    expect(board.waiting()).toBe(0)
  })

  it('releases a reader when its time is up, and when it leaves', async () => {
    const board = createOutcomeBoard()
    expect(await board.wait(identity, 1)?.ended).toBeUndefined()
    const waiter = board.wait(identity, 10_000)
    waiter?.[Symbol.dispose]()
    waiter?.[Symbol.dispose]()
    expect(await waiter?.ended).toBeUndefined()
    expect(board.waiting()).toBe(0)
  })

  it('rejects a reader above the limit, and every reader after the release', async () => {
    const board = createOutcomeBoard({ waitersMax: 1 })
    const first = board.wait(identity, 10_000)
    expect(board.wait({ checkout_id: 'k2', client_id: 'c1' }, 10_000)).toBeUndefined()
    board.release()
    expect(await first?.ended).toBeUndefined()
    expect(board.wait({ checkout_id: 'k3', client_id: 'c1' }, 10_000)).toBeUndefined()
  })

  it('rejects a reader above the limit of its customer, whichever checkout it reads, and accepts those of other customers', async () => {
    const board = createOutcomeBoard({ waitersMax: 10, waitersPerClientMax: 2 })
    const of = (client_id: string, checkout_id: string) => board.wait({ checkout_id, client_id }, 10_000)
    const own = [of('c1', 'k1'), of('c1', 'k2')]
    expect(of('c1', 'k3')).toBeUndefined()
    expect(of('c2', 'k1')).toBeDefined()
    own[0]?.[Symbol.dispose]()
    own[0]?.[Symbol.dispose]() // leaving twice frees one place
    expect(of('c1', 'k3')).toBeDefined()
    expect(of('c1', 'k4')).toBeUndefined()
    board.release()
  })

  it('keeps the first end, even if the acceptance is reported after it', () => {
    const board = createOutcomeBoard()
    board.ended(identity, outcome)
    board.accepted(accepter(identity))
    board.ended(identity, { etat: 'ECHOUE', motif: 'late' })
    expect(board.known('k1')).toEqual(ended)
  })

  it('forgets the oldest checkouts above its limit', () => {
    const board = createOutcomeBoard({ knownMax: 2 })
    for (const checkout_id of ['k1', 'k2', 'k3']) board.accepted(accepter({ checkout_id, client_id: 'c1' }))
    expect([board.known('k1'), board.known('k3')?.checkout_id]).toEqual([undefined, 'k3'])
  })
})
