import type { Act } from '#platform/delivery/operation-log.ts'
import type { Page, PageRequest } from '#platform/http/page.ts'
import { pageOf } from '#platform/http/page.ts'

/** A request to send an entry back to its group: who made it, and its result (null until known). */
export type Redrive = {
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
export type StoredLetter = {
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
  relances: Redrive[]
}

/** `motif`: a part of the reason; `avant_ms`: given up before this moment. */
export type Filter = { groupe?: string; etat?: StoredLetter['etat']; type?: string; motif?: string; avant_ms?: number }
export type ReadLetters = (filter: Filter, page: PageRequest) => Promise<StoredLetter[]>
export type ReadLetter = (letterId: number) => Promise<StoredLetter | undefined>

export type Requester = { act: Act; key: string }

export type RedriveRefused = {
  kind:
    | 'lettre-morte-inconnue'
    | 'lettre-deja-relancee'
    | 'relance-en-cours'
    | 'idempotency-in-flight'
    | 'idempotency-key-reused'
    | 'bus-unavailable'
}

/** Stores the request, and logs the operation, before anything is sent. `done`: this same request was already carried out. */
export type BeginRedrive = (
  letterId: number,
  requester: Requester,
) => Promise<{ redriveId: number; letter: StoredLetter } | { done: StoredLetter } | RedriveRefused>
export type EndRedrive = (
  redriveId: number,
  letterId: number,
  end: { resultat: 'envoyee'; entryId: string } | { resultat: 'echouee'; detail: string },
) => Promise<void>
/** Appends the entry for its own group only; returns the new entry's id. */
export type Resend = (letter: StoredLetter) => Promise<string>

/** One page of dead letters, oldest first. */
export const listDeadLetters =
  (read: ReadLetters) =>
  async (filter: Filter, page: PageRequest): Promise<Page<StoredLetter>> =>
    pageOf(await read(filter, page), page.limit, ({ lettre_id }) => lettre_id)

/**
 * Sends an entry back to the group that gave it up. The request is stored before the entry is sent and the result
 * afterwards, so a crash in between leaves a trace, and the letter can be sent again a minute later: the group
 * recognises the event by its id.
 */
export const redriveDeadLetter =
  (ports: { begin: BeginRedrive; resend: Resend; end: EndRedrive; read: ReadLetter }) =>
  async (letterId: number, requester: Requester): Promise<StoredLetter | RedriveRefused> => {
    const redrive = await ports.begin(letterId, requester)
    if ('kind' in redrive) return redrive
    if ('done' in redrive) return redrive.done
    let entryId: string
    try {
      entryId = await ports.resend(redrive.letter)
    } catch (error) {
      await ports.end(redrive.redriveId, letterId, { resultat: 'echouee', detail: (error as Error).message })
      return { kind: 'bus-unavailable' }
    }
    // If this throws, the entry has been sent and the result may be stored: don't report a failure.
    await ports.end(redrive.redriveId, letterId, { resultat: 'envoyee', entryId })
    return (await ports.read(letterId)) ?? { kind: 'lettre-morte-inconnue' }
  }
