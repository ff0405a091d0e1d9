import type { Page, PageRequest } from '#platform/http/page.ts'
import { pageOf } from '#platform/http/page.ts'

/** A request to send an entry back to its group: who made it, and its result (null until known). */
export type Relance = {
  par: string
  application: string
  le: Date
  resultat: 'envoyee' | 'echouee' | null
  detail: string | null
}

/**
 * An entry that a consumer group gave up on. `champs`: its field names and values alternating, exactly as in the
 * stream.
 */
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

/** Stores the request before anything is sent. `faite`: this same request was already carried out. */
export type CommencerRelance = (
  lettreId: number,
  qui: Demandeur,
) => Promise<{ relanceId: number; lettre: LettreMorte } | { faite: LettreMorte } | RelanceRefusee>
export type FinirRelance = (
  relanceId: number,
  lettreId: number,
  fin: { resultat: 'envoyee'; entryId: string } | { resultat: 'echouee'; detail: string },
) => Promise<void>
/** Appends the entry for its own group only; returns the new entry's id. */
export type Renvoyer = (lettre: LettreMorte) => Promise<string>

/** One page of dead letters, oldest first. */
export const listerLettresMortes =
  (lire: LireLettres) =>
  async (filtre: Filtre, page: PageRequest): Promise<Page<LettreMorte>> =>
    pageOf(await lire(filtre, page), page.limit, ({ lettre_id }) => lettre_id)

/**
 * Sends an entry back to the group that gave it up. The request is stored before the entry is sent and the result
 * afterwards, so a crash in between leaves a trace, and the letter can be sent again a minute later: the group
 * recognises the event by its id.
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
    // If this throws, the entry has been sent and the result may be stored: don't report a failure.
    await ports.finir(relance.relanceId, lettreId, { resultat: 'envoyee', entryId })
    return (await ports.lire(lettreId)) ?? { refus: 'lettre-morte-inconnue' }
  }
