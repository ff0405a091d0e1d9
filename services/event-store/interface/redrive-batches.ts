import { uuidv7 } from 'uuidv7'
import type { Handlers } from '#generated/event-store/server.ts'
import { problems } from '#generated/problems.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { actOf } from '#platform/http/act.ts'
import { pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseCursor } from '#services/refusals.ts'
import { type Batch, type BatchStore, changeBatch, listBatches, listItems } from '../application/redrive-batches.ts'

export type BatchHandlers = Pick<
  Handlers,
  'creerLotRelance' | 'listerLotsRelance' | 'lireLotRelance' | 'listerElementsLot' | 'changerEtatLot'
>

/** Dead letters that administrators redrive together. */
export const batchHandlers = (store: BatchStore): BatchHandlers => ({
  creerLotRelance: async ({ body, headers }, context) => {
    const batch = await store.create({
      id: uuidv7(),
      filter: body.filtre,
      reason: body.raison,
      act: actOf('creerLotRelance', context),
      key: headers['idempotency-key'],
      fingerprint: fingerprint('creerLotRelance', body),
    })
    return batch === 'reused' ? problem(problems, 'idempotency-key-reused') : { status: 201, body: batch }
  },

  listerLotsRelance: async ({ query }) => {
    const page = pageRequest(query.curseur, query.limite)
    if (page === undefined) return refuseCursor()
    const { elements, cursor } = await listBatches(store)(page)
    const bodies = elements.map(({ position: _position, ...batch }): Batch => batch)
    return { status: 200, body: { elements: bodies, curseur_suivant: cursor } }
  },

  lireLotRelance: async ({ path }) => {
    const batch = await store.read(path.lot_id)
    return batch ? { status: 200, body: batch } : problem(problems, 'lot-inconnu')
  },

  listerElementsLot: async ({ path, query }) => {
    const page = pageRequest(query.curseur, query.limite)
    if (page === undefined) return refuseCursor()
    const items = await listItems(store)(path.lot_id, page)
    if (!items) return problem(problems, 'lot-inconnu')
    return { status: 200, body: { elements: items.elements, curseur_suivant: items.cursor } }
  },

  changerEtatLot: async ({ path, body: { etat, par_seconde: perSecond } }, context) => {
    const act = actOf('changerEtatLot', context)
    const batch = await changeBatch(store)(path.lot_id, { etat, perSecond, act })
    if (batch === 'unknown') return problem(problems, 'lot-inconnu')
    return batch === 'refused' ? problem(problems, 'lot-clos') : { status: 200, body: batch }
  },
})
