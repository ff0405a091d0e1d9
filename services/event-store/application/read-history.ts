import { chronologie, type EtatsParEvenement } from '../domain/rejeu.ts'

/** A stored event with its position in its stream and its version in its checkout; `ts` in seconds since the epoch. */
export type StoredEvent = {
  event_id: string
  stream: string
  position: number
  checkout_id: string
  version: number
  type: string
  payload_version: number
  payload: Record<string, unknown>
  ts: number
}

/**
 * Filters, combined with AND; `depuis` and `avant` in seconds since the epoch, `commande_id` the order of the checkout.
 */
export type Filter = {
  type?: string
  depuis?: number
  avant?: number
  checkout_id?: string
  client_id?: string
  commande_id?: string
}

export type PageQuery = { stream: string; filter: Filter; after: number; limit: number }
export type Page = { elements: StoredEvent[]; next: number | null }

export type ReadPage = (query: PageQuery) => Promise<StoredEvent[]>
export type ReadCheckout = (checkoutId: string) => Promise<StoredEvent[]>
export type MeasureReplay = (durationSeconds: number) => void

/** The events of a stream that match a filter, in order of ingestion, after a position. Undefined: no such stream. */
export const readEvents =
  (streams: ReadonlySet<string>, readPage: ReadPage) =>
  async (query: PageQuery): Promise<Page | undefined> => {
    if (!streams.has(query.stream)) return undefined
    // Reads one event more than requested, to know whether a next page exists.
    const read = await readPage({ ...query, limit: query.limit + 1 })
    const elements = read.slice(0, query.limit)
    return { elements, next: read.length > query.limit ? (elements.at(-1)?.position ?? null) : null }
  }

/** The events of a checkout, each with the state after it, and the final state. Undefined: unknown checkout. */
export const replayCheckout =
  <State extends string>(
    states: EtatsParEvenement<State>,
    readCheckout: ReadCheckout,
    measure: MeasureReplay,
    nowMs: () => number,
  ) =>
  async (checkoutId: string): Promise<{ etat: State; events: (StoredEvent & { etat: State })[] } | undefined> => {
    const startedMs = nowMs()
    const events = chronologie(states, await readCheckout(checkoutId))
    const etat = events.at(-1)?.etat
    if (etat === undefined) return undefined
    measure((nowMs() - startedMs) / 1000)
    return { etat, events }
  }
