import type { Handlers } from '#generated/event-store/server.ts'
import type { Deroulement, EtatSaga, EvenementRejoue, ResumeCheckout } from '#generated/event-store/types.ts'
import { problems } from '#generated/problems.ts'
import type { Clock } from '#platform/base/clock.ts'
import { problem } from '#platform/http/problem.ts'
import {
  type Cell,
  type CheckoutPage,
  countsOf,
  filterOf,
  type OriginFilter,
  pageBody,
  pageOf,
} from '#services/checkout-lists.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { StoredEvent } from '../application/read-history.ts'
import type { AskOrchestrator } from '../application/timelines.ts'

export type TimelineHandlers = Pick<Handlers, 'rejouerCheckout' | 'listerCheckoutsChoreo' | 'compterCheckoutsChoreo'>

type Replayed = { etat: EtatSaga; events: (StoredEvent & { etat: EtatSaga })[] }

export type TimelineUseCases = {
  replayCheckout: (checkoutId: string) => Promise<Replayed | undefined>
  timeline: (checkoutId: string, replayed: Replayed) => Promise<Deroulement>
  askOrchestrator: AskOrchestrator
  listCheckouts: (page: CheckoutPage) => Promise<ResumeCheckout[]>
  countCheckouts: (filter: OriginFilter) => Promise<{ cells: Cell[]; isPartial: boolean }>
  clock: Clock
}

// Every stored type is one that the specification lists: the consumer rejects others.
const replayedBodies = (events: Replayed['events']): EvenementRejoue[] => events as EvenementRejoue[]

/** Checkouts as operators see them: lists, counts, and one of either style as a waterfall. */
export const timelineHandlers = (useCases: TimelineUseCases): TimelineHandlers => ({
  rejouerCheckout: async ({ path: { id } }) => {
    const replayed = await useCases.replayCheckout(id)
    if (replayed) {
      const { etat, events } = replayed
      const deroulement = await useCases.timeline(id, replayed)
      return { status: 200, body: { checkout_id: id, etat, evenements: replayedBodies(events), deroulement } }
    }
    const deroulement = await useCases.askOrchestrator(id)
    if (!deroulement) return problem(problems, 'checkout-inconnu')
    return { status: 200, body: { checkout_id: id, etat: deroulement.etat, evenements: [], deroulement } }
  },

  listerCheckoutsChoreo: async ({ query }) => {
    const page = pageOf(query, useCases.clock.now())
    if (!page) return refuseCursor()
    return { status: 200, body: pageBody(await useCases.listCheckouts(page), page.limit) }
  },

  compterCheckoutsChoreo: async ({ query }) => {
    const { from, before, client_id, ...states } = filterOf(query, useCases.clock.now())
    const origin = { ...(from && { from }), ...(before && { before }), ...(client_id && { client_id }) }
    const { cells, isPartial } = await useCases.countCheckouts(origin)
    return { status: 200, body: countsOf(cells, states, isPartial) }
  },
})
