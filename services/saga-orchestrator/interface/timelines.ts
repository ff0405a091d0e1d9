import { problems } from '#generated/problems.ts'
import type { Handlers } from '#generated/saga-orchestrator/server.ts'
import type { Deroulement, EtatSaga, Intervalle } from '#generated/saga-orchestrator/types.ts'
import type { Clock } from '#platform/base/clock.ts'
import { problem } from '#platform/http/problem.ts'
import type { SagaTable } from '#saga/definition.ts'
import type { Span, SpanOutcome } from '#saga/spans.ts'
import { type SagaTimeline, timelineOf } from '#saga/timeline.ts'
import { countsOf, filterOf, pageBody, pageOf } from '#services/checkout-lists.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { CheckoutLog, CountCheckouts, ListCheckouts } from '../application/ports.ts'
import type { SagaConnue } from '../domain/outcome.ts'

const names = {
  takenOver: 'reprise',
  restarted: 'relance',
  forced: 'compensation-forcee',
  parked: 'annulation-parquee',
  abandoned: 'sans-orchestrateur',
}
const coordinator = 'service-saga-orchestrator'
const [reasonLengthMax, detailLengthMax] = [200, 1_000]

const kinds = { step: 'etape', undo: 'annulation', event: 'evenement', wait: 'attente' } as const
const outcomes: Readonly<Record<SpanOutcome, Intervalle['resultat']>> = {
  running: 'en_cours',
  succeeded: 'reussi',
  refused: 'refuse',
  failed: 'echoue',
  interrupted: 'interrompu',
}
const results = { running: 'en_cours', succeeded: 'reussi', failed: 'echoue' } as const

const shorten = (text: string | null, length: number): string | null => text?.slice(0, length) ?? null

const spanBody = ({ kind, name, step, ...span }: Span): Intervalle => ({
  genre: kinds[kind],
  nom: name,
  par: kind === 'wait' ? null : coordinator,
  etapes: step === null ? [] : [step],
  tentative: span.attempt,
  debut_ms: span.startedAt,
  fin_ms: span.endedAt,
  resultat: outcomes[span.outcome],
  motif: shorten(span.reason, reasonLengthMax),
  detail: shorten(span.detail, detailLengthMax),
  annule: span.undoes,
})

const timelineBody = (saga: SagaConnue, timeline: SagaTimeline): Deroulement => ({
  checkout_id: saga.checkout_id,
  client_id: saga.client_id,
  style: 'orchestre',
  etat: timeline.etat as EtatSaga,
  resultat: results[timeline.outcome],
  etape: timeline.step,
  motif: shorten(timeline.reason, reasonLengthMax),
  commande_id: saga.commande_id,
  bloque: timeline.isParked,
  commence_ms: timeline.startedAt,
  termine_ms: timeline.endedAt,
  reste: timeline.remaining.map(({ kind, name, step, attempts, reason }) => ({
    genre: kinds[kind],
    nom: name,
    etape: step,
    tentatives: attempts,
    motif: shorten(reason, reasonLengthMax),
  })),
  intervalles: timeline.spans.map(spanBody),
})

export type TimelineHandlers = Pick<Handlers, 'lireDeroulement' | 'listerCheckoutsSaga' | 'compterCheckoutsSaga'>

type Ports = {
  table: SagaTable
  sagaLog: Pick<CheckoutLog, 'read' | 'readRecords'>
  listCheckouts: ListCheckouts
  countCheckouts: CountCheckouts
  clock: Clock
}

/** The checkouts of this style as operators see them: lists, counts, and one as a waterfall. */
export const timelineHandlers = ({
  table,
  sagaLog,
  listCheckouts,
  countCheckouts,
  clock,
}: Ports): TimelineHandlers => ({
  lireDeroulement: async ({ path: { id } }) => {
    const saga = await sagaLog.read(id)
    const timeline = saga && timelineOf(table, await sagaLog.readRecords(id), names)
    if (!saga || !timeline) return problem(problems, 'saga-inconnue')
    return { status: 200, body: timelineBody(saga, timeline) }
  },

  listerCheckoutsSaga: async ({ query }) => {
    const page = pageOf(query, clock.now())
    if (!page) return refuseCursor()
    return { status: 200, body: pageBody(await listCheckouts(page), page.limit) }
  },

  compterCheckoutsSaga: async ({ query }) => {
    const { from, before, client_id, ...states } = filterOf(query, clock.now())
    const origin = { ...(from && { from }), ...(before && { before }), ...(client_id && { client_id }) }
    const { cells, isPartial } = await countCheckouts(origin)
    return { status: 200, body: countsOf(cells, states, isPartial) }
  },
})
