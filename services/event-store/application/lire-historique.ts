import { type EtatsParEvenement, rejouer } from '../domain/rejeu.ts'

/** A stored event with its place in its stream and in its checkout; `ts` in seconds since the epoch. */
export type EvenementStocke = {
  event_id: string
  stream: string
  position: number
  checkout_id: string
  version: number
  type: string
  payload: Record<string, unknown>
  ts: number
}

export type DemandePage = { stream: string; type?: string; apres: number; limite: number }
export type Page = { elements: EvenementStocke[]; suivant: number | null }

export type LirePage = (demande: DemandePage) => Promise<EvenementStocke[]>
export type LireCheckout = (checkoutId: string) => Promise<EvenementStocke[]>
export type MesurerRejeu = (durationSeconds: number) => void

/** Events of a stream in the order of ingestion, after a position. Undefined: there is no such stream. */
export const lireEvenements =
  (streams: ReadonlySet<string>, lirePage: LirePage) =>
  async (demande: DemandePage): Promise<Page | undefined> => {
    if (!streams.has(demande.stream)) return undefined
    // One more than asked tells whether there are more.
    const lus = await lirePage({ ...demande, limite: demande.limite + 1 })
    const elements = lus.slice(0, demande.limite)
    return { elements, suivant: lus.length > demande.limite ? (elements.at(-1)?.position ?? null) : null }
  }

/** The timeline of a checkout and the state it leads to. Undefined: nothing is known of it. */
export const rejouerCheckout =
  <Etat extends string>(
    etats: EtatsParEvenement<Etat>,
    lireCheckout: LireCheckout,
    mesurer: MesurerRejeu,
    nowMs: () => number,
  ) =>
  async (checkoutId: string): Promise<{ etat: Etat; evenements: EvenementStocke[] } | undefined> => {
    const startedMs = nowMs()
    const evenements = await lireCheckout(checkoutId)
    if (evenements.length === 0) return undefined
    const etat = rejouer(etats, evenements)
    mesurer((nowMs() - startedMs) / 1000)
    return { etat, evenements }
  }
