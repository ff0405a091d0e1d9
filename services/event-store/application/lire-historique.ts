import { chronologie, type EtatsParEvenement } from '../domain/rejeu.ts'

/** A stored event with its place in its stream and in its checkout; `ts` in seconds since the epoch. */
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

/** What selects events, together; `depuis` and `avant` in seconds since the epoch, `commande_id` the checkout's order. */
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

/** Events of a stream that a filter selects, in the order of ingestion, after a position. Undefined: there is no such stream. */
export const lireEvenements =
  (streams: ReadonlySet<string>, lirePage: LirePage) =>
  async (demande: DemandePage): Promise<Page | undefined> => {
    if (!streams.has(demande.stream)) return undefined
    // One more than asked tells whether there are more.
    const lus = await lirePage({ ...demande, limite: demande.limite + 1 })
    const elements = lus.slice(0, demande.limite)
    return { elements, suivant: lus.length > demande.limite ? (elements.at(-1)?.position ?? null) : null }
  }

/** The timeline of a checkout, each event with the state after it, and the last state. Undefined: nothing is known of it. */
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
