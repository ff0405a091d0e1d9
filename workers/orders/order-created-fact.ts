/** What the projection needs of an OrderCreated, whether it came by the stream or from the event store. */
export type OrderCreatedFact = {
  eventId: string
  clientId: string
  commandeId: string
  checkoutId: string
  /** Seconds since the epoch. */
  ts: number
}
