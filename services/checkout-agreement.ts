// Whether the rows of all services tell the same story of a checkout. Pure: the browser judges what it has read itself.

type Rows = {
  readonly service: string
  readonly tables: readonly {
    readonly table: string
    readonly lignes: readonly (readonly { readonly colonne: string; readonly valeur: string | null }[])[]
  }[]
}

/** Two services that contradict each other, or a checkout that left something behind. */
export type Disagreement =
  /** It succeeded, but there is no recorded order. */
  | 'success-without-order'
  /** It failed, but the order is recorded. */
  | 'order-after-failure'
  /** It failed, but stock is still reserved. */
  | 'stock-kept-after-failure'
  /** The order is recorded, but its stock is not reserved. */
  | 'order-without-stock'
  /** The checkout names another order than the one that is recorded. */
  | 'different-order'
  /** The history ended differently than the checkout. */
  | 'different-history'
  /** The order counts, but no checkout asked for it. */
  | 'effect-without-checkout'
  /** Both styles run the same checkout. */
  | 'two-styles'

/** `agree`: nothing contradicts. `in-progress`: nothing contradicts yet. `unknown`: a service that decides is missing. */
export type Agreement = {
  readonly verdict: 'agree' | 'in-progress' | 'disagree' | 'unknown'
  readonly disagreements: readonly { readonly what: Disagreement; readonly services: readonly string[] }[]
  /** Services whose rows are needed and not given. */
  readonly missing: readonly string[]
}

const coordinators = ['saga-orchestrator', 'ecommerce'] as const
const needed = [...coordinators, 'inventaire', 'commandes', 'event-store'] as const

type Row = Readonly<Record<string, string | null>>

/** What the rows say, as far as the judgement needs it. */
const factsOf = (all: readonly Rows[]) => {
  const rowsOf = (service: string, table: string): Row[] => {
    const found = all.find((one) => one.service === service)?.tables.find((one) => one.table === table)
    return (found?.lignes ?? []).map((row) => Object.fromEntries(row.map(({ colonne, valeur }) => [colonne, valeur])))
  }
  const [saga, checkout] = [rowsOf('saga-orchestrator', 'saga')[0], rowsOf('ecommerce', 'checkout')[0]]
  const [reservation, sale] = [rowsOf('inventaire', 'reservation')[0], rowsOf('commandes', 'vente')[0]]
  const types = new Set(rowsOf('event-store', 'event').map(({ type }) => type))
  return { saga, checkout, reservation, sale, types }
}

type Facts = ReturnType<typeof factsOf>

const outcomeOf = ({ saga, checkout }: Facts): 'succeeded' | 'failed' | 'running' | undefined => {
  if (saga) {
    if (saga.terminal !== 'true') return 'running'
    return saga.commande_id === null ? 'failed' : 'succeeded'
  }
  if (!checkout) return undefined
  if (checkout.etat === 'EN_COURS') return 'running'
  return checkout.etat === 'REUSSI' ? 'succeeded' : 'failed'
}

type Rule = readonly [what: Disagreement, services: readonly string[], holds: (facts: Facts) => boolean]

const coordinatorOf = ({ saga }: Facts): string => (saga ? 'saga-orchestrator' : 'ecommerce')
const isSold = ({ sale }: Facts): boolean => sale?.etat === 'enregistree'
const holdsStock = ({ reservation }: Facts): boolean => reservation?.etat === 'reservee'
const orderOf = ({ saga, checkout }: Facts): string | null | undefined => (saga ?? checkout)?.commande_id

const rules: readonly Rule[] = [
  ['two-styles', coordinators, ({ saga, checkout }) => saga !== undefined && checkout !== undefined],
  [
    'effect-without-checkout',
    ['commandes', 'inventaire'],
    (facts) => outcomeOf(facts) === undefined && (isSold(facts) || holdsStock(facts)),
  ],
  // An orchestrated checkout cancels its order and releases its stock at the same time, in either order.
  [
    'order-without-stock',
    ['commandes', 'inventaire'],
    (facts) => isSold(facts) && !holdsStock(facts) && !(facts.saga && outcomeOf(facts) === 'running'),
  ],
  ['success-without-order', ['commandes'], (facts) => outcomeOf(facts) === 'succeeded' && !isSold(facts)],
  ['order-after-failure', ['commandes'], (facts) => outcomeOf(facts) === 'failed' && isSold(facts)],
  ['stock-kept-after-failure', ['inventaire'], (facts) => outcomeOf(facts) === 'failed' && holdsStock(facts)],
  [
    'different-order',
    ['commandes'],
    (facts) => outcomeOf(facts) === 'succeeded' && isSold(facts) && orderOf(facts) !== facts.sale?.commande_id,
  ],
  [
    'different-history',
    ['event-store'],
    (facts) =>
      (facts.types.has('CheckoutSucceeded') && outcomeOf(facts) === 'failed') ||
      (facts.types.has('CheckoutFailed') && outcomeOf(facts) === 'succeeded'),
  ],
]

/** The history may reach the event store a moment after the end. */
const hasHistory = ({ saga, types }: Facts): boolean =>
  saga !== undefined || types.has('CheckoutSucceeded') || types.has('CheckoutFailed')

const verdictOf = (facts: Facts, isContradicted: boolean, isComplete: boolean): Agreement['verdict'] => {
  if (isContradicted) return 'disagree'
  if (!isComplete) return 'unknown'
  const outcome = outcomeOf(facts)
  if (outcome === 'running' || (outcome !== undefined && !hasHistory(facts))) return 'in-progress'
  return 'agree'
}

/**
 * Judges the rows that the services gave. Only contradictions between given services count: a service that didn't answer makes the
 * verdict unknown, never wrong. Rows are read one after the other, so read a checkout that disagrees a second time.
 */
export const agreementOf = (all: readonly Rows[]): Agreement => {
  const given = new Set(all.map(({ service }) => service))
  const missing = needed.filter((service) => !given.has(service))
  const facts = factsOf(all)
  const disagreements = rules.flatMap(([what, services, holds]) => {
    if (![...services, ...coordinators].every((service) => given.has(service)) || !holds(facts)) return []
    const isAboutEnd = services.length === 1
    return [{ what, services: isAboutEnd ? [coordinatorOf(facts), ...services] : services }]
  })
  return { verdict: verdictOf(facts, disagreements.length > 0, missing.length === 0), disagreements, missing }
}
