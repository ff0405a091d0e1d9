import type { ConsumerName } from './delivery.ts'
import { type Invariant, withoutChoreography } from './invariant.ts'
import type { Evenement, Snapshot } from './snapshot.ts'

const ends = ['CheckoutSucceeded', 'CheckoutFailed']

/** Consumers that write a database: the event types each takes, and its group. */
const consumers: Record<ConsumerName, { group: string; takes: (type: string) => boolean }> = {
  audit: { group: 'choreo-audit', takes: () => true },
  notification: { group: 'choreo-notification', takes: (type) => ends.includes(type) },
  cqrs: { group: 'choreo-cqrs', takes: (type) => type === 'OrderCreated' },
}

/** Consumers that call services: an event is handled once one of these types follows it. */
const answers: readonly { group: string; to: string; by: readonly string[] }[] = [
  {
    group: 'choreo-reservation',
    to: 'CheckoutInitiated',
    by: ['StockReserved', 'StockReservationFailed', 'CheckoutFailed'],
  },
  { group: 'choreo-order', to: 'StockReserved', by: ['OrderCreated', 'OrderCreationFailed'] },
  { group: 'choreo-compensation', to: 'OrderCreationFailed', by: ['StockReleased'] },
]
const eventStore = 'choreo-event-store'

type Waits = (group: string, eventId: string) => boolean

const twice = (ids: readonly string[]): string[] => {
  const seen = new Set<string>()
  return [...new Set(ids.filter((id) => seen.size === seen.add(id).size))]
}

const outboxFindings = ({ delivery, checkouts }: Snapshot, stored: ReadonlySet<string>, waits: Waits): string[] => {
  const announced = new Set(delivery.outbox.map(({ checkout_id }) => checkout_id))
  return [
    ...delivery.outbox
      .filter(({ event_id, sent }) => sent && !stored.has(event_id) && !waits(eventStore, event_id))
      .map(({ event_id }) => `${event_id} was sent from the outbox but is not in the event store`),
    ...[...checkouts.keys()]
      .filter((id) => !announced.has(id))
      .map((id) => `checkout ${id} was accepted but never put into the outbox`),
  ]
}

const consumerFindings = (
  name: ConsumerName,
  { delivery }: Snapshot,
  all: readonly Evenement[],
  stored: ReadonlySet<string>,
  waits: Waits,
): string[] => {
  const { group, takes } = consumers[name]
  const { claimed, written } = delivery.consumers[name]
  const rows = new Set(written)
  const due = all.filter(({ type }) => takes(type))
  return [
    ...due
      .filter(({ event_id: id }) => !(claimed.has(id) && rows.has(id)) && !waits(group, id))
      .map(
        ({ event_id: id }) => `${id} was ${claimed.has(id) ? 'claimed without an effect' : 'not handled'} by ${name}`,
      ),
    ...twice(written).map((id) => `${id} was handled more than once by ${name}`),
    ...[...new Set([...claimed, ...rows])]
      .filter((id) => !stored.has(id) && !waits(eventStore, id))
      .map((id) => `${id} was handled by ${name} but is not in the event store`),
  ]
}

const answerFindings = (ofCheckout: readonly Evenement[], waits: Waits): string[] =>
  answers.flatMap(({ group, to, by }) =>
    ofCheckout
      .filter(({ type, event_id }) => type === to && !waits(group, event_id))
      .filter(() => !ofCheckout.some(({ type }) => by.includes(type)))
      .map(({ event_id }) => `nothing follows ${event_id}`),
  )

/**
 * 8. Nothing acknowledged is lost: what was accepted is in the outbox, what was sent is in the event store, and each
 * event was handled once by each of its consumers, or waits for it, or is in its dead letter.
 */
export const nothingLost: Invariant = {
  id: 'nothing-lost',
  text: 'Nothing acknowledged is lost: what left the outbox is in the event store; each event was handled once by each consumer, or waits, or is in the dead letter',
  check: (snapshot) => {
    const { delivery, evenements } = snapshot
    const all = [...evenements.values()].flat()
    const stored = new Set(all.map(({ event_id }) => event_id))
    const waits: Waits = (group, id) => delivery.waiting.get(group)?.has(id) === true
    return {
      ...withoutChoreography(snapshot.checkouts, evenements),
      checked: delivery.outbox.length + all.length,
      violations: [
        ...outboxFindings(snapshot, stored, waits),
        ...(Object.keys(consumers) as ConsumerName[]).flatMap((name) =>
          consumerFindings(name, snapshot, all, stored, waits),
        ),
        ...[...evenements.values()].flatMap((ofCheckout) => answerFindings(ofCheckout, waits)),
      ],
    }
  },
}
