/**
 * The possible direct causes of each event. A failure that an earlier run has already undone may be published at once.
 */
export const causes: Readonly<Record<string, readonly string[]>> = {
  CheckoutInitiated: [],
  StockReserved: ['CheckoutInitiated'],
  StockReservationFailed: ['CheckoutInitiated'],
  OrderCreated: ['StockReserved'],
  OrderCreationFailed: ['StockReserved'],
  StockReleased: ['OrderCreationFailed'],
  CheckoutSucceeded: ['OrderCreated'],
  CheckoutFailed: ['StockReservationFailed', 'StockReleased', 'CheckoutInitiated'],
}

export const ends = ['CheckoutSucceeded', 'CheckoutFailed']

/** All valid event sets of an ended checkout, in whatever order they were stored. */
const histories: readonly ReadonlySet<string>[] = [
  new Set(['CheckoutInitiated', 'StockReserved', 'OrderCreated', 'CheckoutSucceeded']),
  new Set(['CheckoutInitiated', 'StockReservationFailed', 'CheckoutFailed']),
  new Set(['CheckoutInitiated', 'CheckoutFailed']),
  new Set(['CheckoutInitiated', 'StockReserved', 'OrderCreationFailed', 'StockReleased', 'CheckoutFailed']),
]

/** Whether these are exactly the events of a validly ended checkout. */
export const isWhole = (types: ReadonlySet<string>): boolean =>
  histories.some((history) => history.size === types.size && [...types].every((type) => history.has(type)))

const depth = (type: string): number =>
  ends.includes(type) ? Number.POSITIVE_INFINITY : Math.max(-1, ...(causes[type] ?? []).map(depth)) + 1
const depths = new Map(Object.keys(causes).map((type) => [type, depth(type)]))

/** Sorts causes before effects and ends last, otherwise in the given order. */
export const byCause = <E extends { type: string }>(events: readonly E[]): E[] =>
  events.toSorted((a, b) => {
    const [one, other] = [depths.get(a.type) ?? 0, depths.get(b.type) ?? 0]
    return one === other ? 0 : one - other
  })
