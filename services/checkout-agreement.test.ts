import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Agreement, agreementOf } from './checkout-agreement.ts'

type Values = Record<string, string | null>
const rows = (service: string, tables: Readonly<Record<string, readonly Values[]>>) => ({
  service,
  tables: Object.entries(tables).map(([table, found]) => ({
    table,
    lignes: found.map((row) => Object.entries(row).map(([colonne, valeur]) => ({ colonne, valeur }))),
  })),
})

type State = {
  style: 'orchestrated' | 'choreographed'
  outcome: 'running' | 'succeeded' | 'failed' | 'none'
  reservation: 'reservee' | 'liberee' | 'tombstone' | undefined
  sale: 'enregistree' | 'annulee' | 'tombstone' | undefined
  order: string
  types: readonly string[]
}

const endings = { running: 'EN_COURS', succeeded: 'REUSSI', failed: 'ECHOUE' }

const databases = ({ style, outcome, reservation, sale, order, types }: State) => {
  const known = outcome !== 'none'
  const commande_id = outcome === 'succeeded' ? 'order-1' : null
  const saga = { terminal: String(outcome !== 'running'), commande_id }
  const checkout = { etat: known ? endings[outcome] : null, commande_id }
  return [
    rows('saga-orchestrator', { saga: known && style === 'orchestrated' ? [saga] : [] }),
    rows('ecommerce', { checkout: known && style === 'choreographed' ? [checkout] : [] }),
    rows('inventaire', { reservation: reservation ? [{ etat: reservation }] : [] }),
    rows('commandes', { vente: sale ? [{ etat: sale, commande_id: sale === 'tombstone' ? null : order }] : [] }),
    rows('event-store', { event: types.map((type) => ({ type })) }),
  ]
}
const judge = (state: Partial<State>): Agreement => agreementOf(databases({ ...whole, ...state }))
const whole: State = {
  style: 'choreographed',
  outcome: 'succeeded',
  reservation: 'reservee',
  sale: 'enregistree',
  order: 'order-1',
  types: ['CheckoutInitiated', 'CheckoutSucceeded'],
}
const found = (state: Partial<State>) => judge(state).disagreements.map(({ what }) => what)

it.each(['orchestrated', 'choreographed'] as const)(
  'a whole %s checkout agrees, whether it succeeded or failed',
  (style) => {
    const types = style === 'orchestrated' ? [] : ['CheckoutFailed']
    const failed = { style, outcome: 'failed', reservation: 'liberee', types } as const
    expect(judge({ style, types: style === 'orchestrated' ? [] : whole.types }).verdict).toBe('agree')
    for (const sale of [undefined, 'annulee', 'tombstone'] as const)
      expect([sale, judge({ ...failed, sale })]).toEqual([sale, { verdict: 'agree', disagreements: [], missing: [] }])
    expect(judge({ ...failed, reservation: undefined, sale: undefined }).verdict).toBe('agree')
  },
)

it.each<[string, Partial<State>, string[]]>([
  ['an order without a reservation', { reservation: undefined }, ['order-without-stock']],
  ['an order whose stock was released', { reservation: 'liberee' }, ['order-without-stock']],
  [
    'an order whose stock was released, in progress',
    { outcome: 'running', reservation: 'liberee' },
    ['order-without-stock'],
  ],
  ['a success without an order', { sale: undefined }, ['success-without-order']],
  ['a success whose order was cancelled', { sale: 'annulee' }, ['success-without-order']],
  ['another order', { order: 'order-2' }, ['different-order']],
  ['a failure that keeps stock', { outcome: 'failed', sale: 'annulee', types: [] }, ['stock-kept-after-failure']],
  ['a failure with an order', { outcome: 'failed', types: [] }, ['order-after-failure', 'stock-kept-after-failure']],
  ['effects without a checkout', { outcome: 'none', types: [] }, ['effect-without-checkout']],
  ['a history with another end', { types: ['CheckoutFailed'] }, ['different-history']],
])('%s is a disagreement', (_what, state, expected) => {
  expect([judge(state).verdict, found(state)]).toEqual(['disagree', expected])
})

it('a checkout that both styles run is a disagreement', () => {
  const both = [...databases({ ...whole, style: 'orchestrated' }).slice(0, 1), ...databases(whole).slice(1)]
  expect(agreementOf(both).disagreements).toEqual([
    { what: 'two-styles', services: ['saga-orchestrator', 'ecommerce'] },
  ])
})

it('a disagreement names the services that contradict each other', () => {
  expect(judge({ sale: undefined }).disagreements[0]?.services).toEqual(['ecommerce', 'commandes'])
  expect(judge({ reservation: 'liberee' }).disagreements[0]?.services).toEqual(['commandes', 'inventaire'])
})

it('an orchestrated checkout that is being undone may release its stock before its order is cancelled', () => {
  const undoing = { style: 'orchestrated', outcome: 'running', reservation: 'liberee', types: [] } as const
  expect(judge(undoing).verdict).toBe('in-progress')
})

it('an end whose history is still on its way is in progress', () => {
  expect(judge({ types: ['CheckoutInitiated'] }).verdict).toBe('in-progress')
  expect(judge({ style: 'orchestrated', types: [] }).verdict).toBe('agree')
})

const states = fc.record<State>({
  style: fc.constantFrom('orchestrated', 'choreographed'),
  outcome: fc.constantFrom('running', 'succeeded', 'failed', 'none'),
  reservation: fc.constantFrom('reservee', 'liberee', 'tombstone', undefined),
  sale: fc.constantFrom('enregistree', 'annulee', 'tombstone', undefined),
  order: fc.constantFrom('order-1', 'order-2'),
  types: fc.subarray(['CheckoutInitiated', 'CheckoutSucceeded', 'CheckoutFailed']),
})

it('whatever the databases contain, agreement means that an order exists exactly with its stock and its success', () => {
  const verdicts = new Set<string>()
  fc.assert(
    fc.property(states, (state) => {
      const { verdict, disagreements } = judge(state)
      verdicts.add(verdict)
      expect(verdict === 'disagree').toBe(disagreements.length > 0)
      if (verdict !== 'agree') return
      const [isSold, holds] = [state.sale === 'enregistree', state.reservation === 'reservee']
      expect([isSold, holds]).toEqual(Array(2).fill(state.outcome === 'succeeded'))
    }),
    { numRuns: 2_000 },
  )
  expect([...verdicts].sort()).toEqual(['agree', 'disagree', 'in-progress'])
})

it('a missing service makes the verdict unknown and never invents a disagreement', () => {
  fc.assert(
    fc.property(states, fc.subarray([0, 1, 2, 3, 4], { maxLength: 4 }), (state, kept) => {
      const all = databases(state)
      const some = agreementOf(kept.map((i) => all[i] ?? rows('none', {})))
      expect(some.missing).toHaveLength(5 - kept.length)
      expect(some.verdict).toMatch(/unknown|disagree/)
      const complete = agreementOf(all).disagreements.map(({ what }) => what)
      for (const { what } of some.disagreements) expect(complete).toContain(what)
    }),
  )
})
