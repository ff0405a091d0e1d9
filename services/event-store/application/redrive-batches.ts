import type { FiltreLot } from '#generated/event-store/types.ts'
import type { Act } from '#platform/delivery/operation-log.ts'
import { type Page, type PageRequest, pageOf } from '#platform/http/page.ts'
import { type EtatDemande, type EtatLot, peutPasserA } from '../domain/lot.ts'
import type { RedriveRefused, Requester, StoredLetter } from './dead-letters.ts'

/** Which open dead letters a batch contains. `motif`: a part of the reason; `avant_ms`: when they were given up, at the latest. */
export type BatchFilter = FiltreLot

export type Batch = {
  lot_id: string
  etat: EtatLot
  filtre: BatchFilter
  raison: string
  par_seconde: number | null
  nombre: number
  relancees: number
  echouees: number
  ignorees: number
  cree_par: string
  cree_ms: number
  modifie_par: string
  modifie_ms: number
}

export type BatchItem = {
  rang: number
  lettre_id: number
  resultat: 'relancee' | 'echouee' | 'ignoree' | null
  detail: string | null
  fait_ms: number | null
}

export type NewBatch = { id: string; filter: BatchFilter; reason: string; act: Act; key: string; fingerprint: Buffer }

/** The next open dead letters of a running batch, and on whose behalf they are sent. */
export type BatchWork = { batchId: string; act: Act; letterIds: number[] }

export type BatchStore = {
  /** Freezes the set. `reused`: the key belongs to a request with another body. */
  create: (batch: NewBatch) => Promise<Batch | 'reused'>
  list: (page: PageRequest) => Promise<(Batch & { position: number })[]>
  read: (batchId: string) => Promise<Batch | undefined>
  items: (batchId: string, page: PageRequest) => Promise<BatchItem[]>
  /** Changes the state, if `allows` the present one, and logs the operation. */
  change: (
    batchId: string,
    change: { etat: EtatDemande; perSecond: number | undefined; act: Act },
    allows: (etat: EtatLot) => boolean,
  ) => Promise<'changed' | 'unknown' | 'refused'>
  /** The work of one second of every running batch. */
  due: () => Promise<BatchWork[]>
  /** Stores the result of a dead letter; the last one finishes the batch. */
  record: (
    batchId: string,
    letterId: number,
    result: NonNullable<BatchItem['resultat']>,
    detail: string | null,
  ) => Promise<void>
}

export const listBatches =
  (store: Pick<BatchStore, 'list'>) =>
  async (page: PageRequest): Promise<Page<Batch & { position: number }>> =>
    pageOf(await store.list(page), page.limit, ({ position }) => position)

/** Undefined: no such batch. */
export const listItems =
  (store: Pick<BatchStore, 'read' | 'items'>) =>
  async (batchId: string, page: PageRequest): Promise<Page<BatchItem> | undefined> => {
    if (!(await store.read(batchId))) return undefined
    return pageOf(await store.items(batchId, page), page.limit, ({ rang }) => rang)
  }

export const changeBatch =
  (store: Pick<BatchStore, 'change' | 'read'>) =>
  async (
    batchId: string,
    change: { etat: EtatDemande; perSecond: number | undefined; act: Act },
  ): Promise<Batch | 'unknown' | 'refused'> => {
    const changed = await store.change(batchId, change, (etat) => peutPasserA(etat, change.etat))
    if (changed !== 'changed') return changed
    return (await store.read(batchId)) ?? 'unknown'
  }

type Redrive = (letterId: number, requester: Requester) => Promise<StoredLetter | RedriveRefused>

/** What a redrive means for its batch; undefined: its outcome is not known yet, so it is tried again later. */
const resultOf = (
  redriven: StoredLetter | RedriveRefused,
): [NonNullable<BatchItem['resultat']>, string | null] | undefined => {
  if (!('kind' in redriven)) return ['relancee', null]
  switch (redriven.kind) {
    case 'lettre-deja-relancee':
      return ['ignoree', 'it was redriven before']
    case 'relance-en-cours':
    case 'idempotency-in-flight':
      return undefined
    case 'bus-unavailable':
      return ['echouee', 'Redis did not accept the entry']
    case 'lettre-morte-inconnue':
    case 'idempotency-key-reused':
      return ['echouee', redriven.kind]
    default:
      return redriven.kind satisfies never
  }
}

/**
 * Sends what is due in one second. Each dead letter has a key of its own in its batch: after a crash the same request is repeated, and
 * `redrive` answers whether it was carried out. Batches that share a dead letter send it once, because `redrive` allows only one.
 */
export const runBatches = (store: Pick<BatchStore, 'due' | 'record'>, redrive: Redrive) => async (): Promise<void> => {
  for (const { batchId, act, letterIds } of await store.due()) {
    for (const letterId of letterIds) {
      const result = resultOf(await redrive(letterId, { act, key: `lot:${batchId}:${letterId}` }))
      if (result) await store.record(batchId, letterId, ...result)
    }
  }
}
