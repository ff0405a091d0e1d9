import { type Invariant, withoutChoreography } from './invariant.ts'
import type { OrdersOfClient } from './read-model.ts'
import type { Evenement, Snapshot } from './snapshot.ts'

type Order = { client_id: string; commande_id: string; checkout_id: string; ts: number }

const ordersIn = (evenements: Iterable<readonly Evenement[]>): Order[] =>
  [...evenements]
    .flat()
    .filter(({ type }) => type === 'OrderCreated')
    .map(({ payload, ts }) => ({ ...(payload as Omit<Order, 'ts'>), ts }))

/** "Last" is the latest publication time, then the greatest checkout id; the order of arrival doesn't matter. */
const isLater = (a: Order, b: OrdersOfClient): boolean =>
  a.ts > b.last_update_ts || (a.ts === b.last_update_ts && a.checkout_id > b.last_checkout_id)

/**
 * The read model that follows from the events. Written independently: the projection's own fold can't verify itself.
 */
export const foldOrders = (evenements: Iterable<readonly Evenement[]>): Map<string, OrdersOfClient> => {
  const model = new Map<string, OrdersOfClient>()
  for (const order of ordersIn(evenements)) {
    const known = model.get(order.client_id)
    const latest = known === undefined || isLater(order, known)
    model.set(order.client_id, {
      client_id: order.client_id,
      total_orders: (known?.total_orders ?? 0) + 1,
      last_order_id: latest ? order.commande_id : known.last_order_id,
      last_checkout_id: latest ? order.checkout_id : known.last_checkout_id,
      last_update_ts: latest ? order.ts : known.last_update_ts,
    })
  }
  return model
}

const clientsHit = (evenements: readonly Evenement[]): unknown[] =>
  evenements.flatMap(({ type, hit, payload }) => (type === 'OrderCreated' && hit ? [payload.client_id] : []))

const differences = (
  what: string,
  expected: ReadonlyMap<string, OrdersOfClient>,
  found: ReadonlyMap<string, OrdersOfClient>,
  countOnly: ReadonlySet<unknown>,
): string[] =>
  [...new Set([...expected.keys(), ...found.keys()])].flatMap((id) => {
    const [ours, theirs] = [expected.get(id), found.get(id)]
    if (ours === undefined) return [`${what} of customer ${id}, who has no orders in the events`]
    if (theirs === undefined) return [`customer ${id} has ${ours.total_orders} orders but no ${what}`]
    const names = countOnly.has(id) ? (['total_orders'] as const) : (Object.keys(ours) as (keyof OrdersOfClient)[])
    const wrong = names.filter((name) => ours[name] !== theirs[name])
    return wrong.map(
      (name) => `${what} of customer ${id}: ${name} is ${theirs[name]}, but the events give ${ours[name]}`,
    )
  })

/** 10. The read models equal a fold of the events: the rows in Postgres, and their copies in Redis. */
export const readModels: Invariant = {
  id: 'read-models',
  text: 'The read models in Postgres and Redis equal a fold of the events',
  check: ({ evenements, checkouts, readModel }: Snapshot) => {
    const expected = foldOrders(evenements.values())
    const { rows, keys } = readModel
    // If an event was published twice, model and event store may hold different copies with different times.
    const publishedTwice = new Set([...evenements.values()].flatMap(clientsHit))
    return {
      ...withoutChoreography(checkouts, evenements),
      checked: expected.size,
      violations: [
        ...differences('read model', expected, rows, publishedTwice),
        ...(keys === undefined ? [] : differences('Redis key', expected, keys, publishedTwice)),
      ],
    }
  },
}
