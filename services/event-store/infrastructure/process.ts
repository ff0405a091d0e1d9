import { publishers, reactions, readPayload } from '#generated/events/events.ts'
import type { CheckoutEvent, StockReservationFailed } from '#generated/events/types.ts'
import { checkoutSaga } from '#generated/saga/checkout.ts'
import type { SagaTable } from '#saga/definition.ts'
import type { Etape, Processus } from '../domain/intervalle.ts'

const table: SagaTable = checkoutSaga
const applications = new Set(table.steps.flatMap(({ owner, undo }) => [owner, ...(undo ? [undo.owner] : [])]))
const publishersOf = (type: string): readonly string[] =>
  Object.hasOwn(publishers, type) ? publishers[type as CheckoutEvent['type']] : []

const technical: ReadonlySet<string> = new Set(Object.values(table.reasons))
/** The event that reports a failed order says nothing of its step: its publisher runs only one. */
const orderStep = table.steps.find(({ owner }) => owner === 'order-creation')?.id ?? null

const stepOf = ({ type, payload_version: version, payload }: Parameters<Processus['echecDe']>[0]): string | null =>
  type === 'StockReservationFailed'
    ? (readPayload({ type, version, payload }) as StockReservationFailed).etape
    : orderStep

const failing: ReadonlySet<string> = new Set<CheckoutEvent['type']>([
  'StockReservationFailed',
  'OrderCreationFailed',
  'CheckoutFailed',
])

/** The choreographed checkout as its timeline needs it, from the process definition and the events. */
export const checkoutProcess: Processus = {
  etapes: table.steps.map(
    ({ id, operation, owner, undo }): Etape => ({
      id,
      operation,
      proprietaire: owner,
      ...(undo ? { annulation: { operation: undo.operation, proprietaire: undo.owner } } : {}),
    }),
  ),
  reactions,
  proprietaireDe: (groupe) => {
    const published: readonly string[] = Object.hasOwn(reactions, groupe)
      ? reactions[groupe as keyof typeof reactions].publishes
      : []
    return [...applications].find(
      (application) => published.length > 0 && published.every((type) => publishersOf(type).includes(application)),
    )
  },
  auteurDe: (type) => (publishersOf(type).length === 1 ? publishersOf(type)[0] : undefined),
  fins: { succes: 'CheckoutSucceeded', echec: 'CheckoutFailed' },
  echecDe: (evenement) => {
    if (!failing.has(evenement.type)) return undefined
    const { reason } = evenement.payload as { reason: string }
    const etape = evenement.type === 'CheckoutFailed' ? null : stepOf(evenement)
    return { etape, motif: reason, refuse: !technical.has(reason) }
  },
}
