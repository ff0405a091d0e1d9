import type { EtatSaga } from '#generated/event-store/types.ts'
import { reactions, readPayload } from '#generated/events/events.ts'
import type { CheckoutEvent, StockReservationFailed } from '#generated/events/types.ts'
import { type CheckoutStep, checkoutSaga } from '#generated/saga/checkout.ts'
import { stepOf } from '#saga/definition.ts'
import { rangs } from '../domain/ordre-des-causes.ts'
import type { EtatsParEvenement, EvenementRejoue } from '../domain/rejeu.ts'

const { states } = checkoutSaga
const statesOf = (id: CheckoutStep) => stepOf(checkoutSaga, id).states as { done: EtatSaga; failed: EtatSaga }

type StateAfter = (event: EvenementRejoue) => EtatSaga

/** The state of the step that failed; of the last one after a timeout between two steps, or for a step of a newer process. */
const afterFailedReservation: StateAfter = ({ type, payload_version: version, payload }) => {
  const failure = readPayload({ type, version, payload }) as StockReservationFailed
  const step = checkoutSaga.steps.find(({ id }) => id === failure.etape)
  return (step?.states ?? statesOf('reserver-stock')).failed
}

const byType: Readonly<Record<CheckoutEvent['type'], StateAfter | EtatSaga>> = {
  CheckoutInitiated: states.initial,
  StockReserved: statesOf('reserver-stock').done,
  StockReservationFailed: afterFailedReservation,
  OrderCreated: statesOf('creer-commande').done,
  OrderCreationFailed: statesOf('creer-commande').failed,
  StockReleased: states.undoing,
  CheckoutSucceeded: states.done,
  CheckoutFailed: states.undone,
}

const terminaux = new Set<EtatSaga>([states.done, states.undone])

/** The event types that end a checkout. */
export const terminalTypes = Object.entries(byType).flatMap(([type, after]) =>
  typeof after === 'string' && terminaux.has(after) ? [type] : [],
)

/** The states that the events of a checkout lead to, as the process definition names them. */
export const checkoutStates: EtatsParEvenement<EtatSaga> = {
  initial: states.initial,
  apres: (event) => {
    const after = Object.hasOwn(byType, event.type) ? byType[event.type as CheckoutEvent['type']] : undefined
    return typeof after === 'function' ? after(event) : after
  },
  terminaux,
  rang: rangs(reactions, new Set(terminalTypes)),
}
