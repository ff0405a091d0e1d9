import type { Page, PageRequest } from '#platform/page.ts'
import { pageOf } from '#platform/page.ts'

/** A sending of an entry back to its group: by whom, and what came of it; null while that is not known. */
export type Relance = {
  par: string
  application: string
  le: Date
  resultat: 'envoyee' | 'echouee' | null
  detail: string | null
}

/** An entry that a consumer group gave up. `champs`: names and values in turn, as they stood in the stream. */
export type LettreMorte = {
  lettre_id: number
  stream: string
  groupe: string
  entry_id: string
  event_id: string
  type: string
  checkout_id: string | null
  champs: string[]
  motif: string
  livraisons: number
  abandonnee_le: Date
  etat: 'ouverte' | 'relancee'
  relances: Relance[]
}

export type Filtre = { groupe?: string; etat?: LettreMorte['etat'] }
export type LireLettres = (filtre: Filtre, page: PageRequest) => Promise<LettreMorte[]>
export type LireLettre = (lettreId: number) => Promise<LettreMorte | undefined>

export type Demandeur = { par: string; application: string; cle: string }

export type RelanceRefusee = {
  refus:
    | 'lettre-morte-inconnue'
    | 'lettre-deja-relancee'
    | 'relance-en-cours'
    | 'idempotency-in-flight'
    | 'idempotency-key-reused'
    | 'bus-indisponible'
}

/** Writes that somebody asks for it, before anything is sent. `faite`: this very request was carried out before. */
export type CommencerRelance = (
  lettreId: number,
  qui: Demandeur,
) => Promise<{ relanceId: number; lettre: LettreMorte } | { faite: LettreMorte } | RelanceRefusee>
export type FinirRelance = (
  relanceId: number,
  lettreId: number,
  fin: { resultat: 'envoyee'; entryId: string } | { resultat: 'echouee'; detail: string },
) => Promise<void>
/** Appends the entry for its group alone; returns the new entry's id. */
export type Renvoyer = (lettre: LettreMorte) => Promise<string>

/** One page of what was given up, oldest first. */
export const listerLettresMortes =
  (lire: LireLettres) =>
  async (filtre: Filtre, page: PageRequest): Promise<Page<LettreMorte>> =>
    pageOf(await lire(filtre, page), page.limit, ({ lettre_id }) => lettre_id)

/**
 * Sends an entry back to the group that gave it up. The request is written before the entry is sent and its result after,
 * so that a crash in between leaves a trace and a letter that can be sent again a minute later: the group knows the event by its id.
 */
export const relancerLettreMorte =
  (ports: { commencer: CommencerRelance; renvoyer: Renvoyer; finir: FinirRelance; lire: LireLettre }) =>
  async (lettreId: number, qui: Demandeur): Promise<LettreMorte | RelanceRefusee> => {
    const relance = await ports.commencer(lettreId, qui)
    if ('refus' in relance) return relance
    if ('faite' in relance) return relance.faite
    let entryId: string
    try {
      entryId = await ports.renvoyer(relance.lettre)
    } catch (error) {
      await ports.finir(relance.relanceId, lettreId, { resultat: 'echouee', detail: (error as Error).message })
      return { refus: 'bus-indisponible' }
    }
    // Where this throws it is sent all the same, and the record may be written: nobody must say that it failed.
    await ports.finir(relance.relanceId, lettreId, { resultat: 'envoyee', entryId })
    return (await ports.lire(lettreId)) ?? { refus: 'lettre-morte-inconnue' }
  }
