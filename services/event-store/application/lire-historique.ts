import { chronologie, type EtatsParEvenement } from '../domain/rejeu.ts'

/** A stored event with its position in its stream and its version in its checkout; `ts` in seconds since the epoch. */
export type EvenementStocke = {
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
export type Filtre = {
  type?: string
  depuis?: number
  avant?: number
  checkout_id?: string
  client_id?: string
  commande_id?: string
}

export type DemandePage = { stream: string; filtre: Filtre; apres: number; limite: number }
export type Page = { elements: EvenementStocke[]; suivant: number | null }

export type LirePage = (demande: DemandePage) => Promise<EvenementStocke[]>
export type LireCheckout = (checkoutId: string) => Promise<EvenementStocke[]>
export type MesurerRejeu = (durationSeconds: number) => void

/** The events of a stream that match a filter, in order of ingestion, after a position. Undefined: no such stream. */
export const lireEvenements =
  (streams: ReadonlySet<string>, lirePage: LirePage) =>
  async (demande: DemandePage): Promise<Page | undefined> => {
    if (!streams.has(demande.stream)) return undefined
    // Reads one event more than requested, to know whether a next page exists.
    const lus = await lirePage({ ...demande, limite: demande.limite + 1 })
    const elements = lus.slice(0, demande.limite)
    return { elements, suivant: lus.length > demande.limite ? (elements.at(-1)?.position ?? null) : null }
  }

/** The timeline of a checkout: each event with the state after it, and the final state. Undefined: unknown checkout. */
export const rejouerCheckout =
  <Etat extends string>(
    etats: EtatsParEvenement<Etat>,
    lireCheckout: LireCheckout,
    mesurer: MesurerRejeu,
    nowMs: () => number,
  ) =>
  async (checkoutId: string): Promise<{ etat: Etat; evenements: (EvenementStocke & { etat: Etat })[] } | undefined> => {
    const startedMs = nowMs()
    const evenements = chronologie(etats, await lireCheckout(checkoutId))
    const etat = evenements.at(-1)?.etat
    if (etat === undefined) return undefined
    mesurer((nowMs() - startedMs) / 1000)
    return { etat, evenements }
  }
