/** The fields of an OrderCreated that the projection needs, from the stream or from the event store. */
export type OrderCreatedFact = {
  eventId: string
  clientId: string
  commandeId: string
  checkoutId: string
  /** Seconds since the epoch. */
  ts: number
}
