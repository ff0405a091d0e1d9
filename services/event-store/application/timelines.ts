import type { Deroulement, EtatSaga } from '#generated/event-store/types.ts'
import { type Deroulement as Course, deroulementDe } from '../domain/deroulement.ts'
import type { Abandon, Processus } from '../domain/intervalle.ts'
import type { StoredEvent } from './read-history.ts'

/** What consumer groups gave up of a checkout, oldest first. */
export type ReadAbandoned = (checkoutId: string) => Promise<Abandon[]>

/** The timeline of an orchestrated checkout, which the orchestrator keeps; undefined if it knows no such saga. */
export type AskOrchestrator = (checkoutId: string) => Promise<Deroulement | undefined>

type Replayed = { etat: EtatSaga; events: readonly StoredEvent[] }

/** When a checkout was accepted, from its UUIDv7. */
const acceptedMs = (checkoutId: string): number => Number.parseInt(checkoutId.slice(0, 8) + checkoutId.slice(9, 13), 16)

const reasonLengthMax = 200
const detailLengthMax = 1_000
const shorten = (text: string | null, length: number): string | null => text?.slice(0, length) ?? null

const clientOf = (events: readonly StoredEvent[]): string =>
  String(events.find(({ payload }) => typeof payload.client_id === 'string')?.payload.client_id)

/** The head of a timeline, without its bars: where the checkout is and why it failed. */
const headOf = (checkout_id: string, { etat, events }: Replayed, course: Course) => ({
  checkout_id,
  client_id: clientOf(events),
  style: 'choregraphie' as const,
  etat,
  resultat: course.resultat,
  etape: course.etape,
  motif: shorten(course.motif, reasonLengthMax),
  commande_id: course.commande_id,
  bloque: course.bloque,
  commence_ms: course.commence_ms,
  termine_ms: course.termine_ms,
})

const courseOf = (process: Processus, id: string, { events }: Replayed, abandons: readonly Abandon[]): Course =>
  deroulementDe(process, events, { abandons, accepteMs: acceptedMs(id) })

/** Where a checkout is according to its events alone. */
export const summaryOf = (process: Processus, checkoutId: string, replayed: Replayed) =>
  headOf(checkoutId, replayed, courseOf(process, checkoutId, replayed, []))

/** A choreographed checkout as a waterfall. `replayed`: its events in causal order and the state after them. */
export const timelineOf = (
  process: Processus,
  checkoutId: string,
  replayed: Replayed,
  abandons: readonly Abandon[],
): Deroulement => {
  const course = courseOf(process, checkoutId, replayed, abandons)
  return {
    ...headOf(checkoutId, replayed, course),
    reste: course.reste.map((rest) => ({ ...rest, motif: shorten(rest.motif, reasonLengthMax) })),
    intervalles: course.intervalles.map((bar) => ({
      ...bar,
      motif: shorten(bar.motif, reasonLengthMax),
      detail: shorten(bar.detail, detailLengthMax),
    })),
  }
}
