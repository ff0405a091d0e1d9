import { type Invariant, withoutChoreography } from './invariant.ts'
import type { Evenement, Snapshot } from './snapshot.ts'

/** What must come before an event: one of these. A failure that an earlier run has undone may be told at once. */
const causes: Readonly<Record<string, readonly string[]>> = {
  CheckoutInitiated: [],
  StockReserved: ['CheckoutInitiated'],
  StockReservationFailed: ['CheckoutInitiated'],
  OrderCreated: ['StockReserved'],
  OrderCreationFailed: ['StockReserved'],
  StockReleased: ['OrderCreationFailed'],
  CheckoutSucceeded: ['OrderCreated'],
  CheckoutFailed: ['StockReservationFailed', 'StockReleased', 'CheckoutInitiated'],
}

const findings = (id: string, evenements: readonly Evenement[]): string[] => {
  const before = new Set<string>()
  return evenements.flatMap(({ type, version, payload, event_id }, i) => {
    const needed = causes[type]
    const found = [
      ...(version === i + 1 ? [] : [`checkout ${id}: event ${i + 1} has version ${version}`]),
      ...(payload.checkout_id === id ? [] : [`${event_id} stands under checkout ${id}`]),
      ...(needed === undefined ? [`checkout ${id}: ${type} is no event of ours`] : []),
      ...(needed !== undefined && needed.length > 0 && !needed.some((cause) => before.has(cause))
        ? [`checkout ${id}: ${type} before ${needed.join(' or ')}`]
        : []),
    ]
    before.add(type)
    return found
  })
}

/**
 * 9. The event store: versions of a checkout are 1..n, causes stand before effects, the chain of hashes fits the anchor, and
 * the role of the service can neither change nor remove an event.
 */
export const eventStore: Invariant = {
  id: 'event-store',
  check: ({ evenements, checkouts, rewrites, chaine }: Snapshot) => ({
    ...withoutChoreography(checkouts, evenements),
    checked: evenements.size,
    violations: [
      ...rewrites.map((statement) => `the service's role may ${statement}`),
      ...chaine,
      ...[...evenements].flatMap(([id, ofCheckout]) => findings(id, ofCheckout)),
    ],
  }),
}
