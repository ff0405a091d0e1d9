import type { EtatSaga } from '#generated/event-store/types.ts'
import { reactions } from '#generated/events/events.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import { type CheckoutReason, type CheckoutStep, checkoutSaga } from '#generated/saga/checkout.ts'
import { stepOf } from '#saga/definition.ts'
import { rangs } from '../domain/ordre-des-causes.ts'
import type { EtatsParEvenement } from '../domain/rejeu.ts'

const { states } = checkoutSaga
const etape = (id: CheckoutStep) => stepOf(checkoutSaga, id).states as { done: EtatSaga; failed: EtatSaga }

// The event tells the reason, not the step: too little stock is what step 1 finds, unless another was faster.
const apresEchecReservation = (payload: unknown): EtatSaga => {
  const { reason } = payload as { reason?: CheckoutReason }
  return etape(reason === 'STOCK_INSUFFISANT' ? 'verifier-stock' : 'reserver-stock').failed
}

const parType: Readonly<Record<CheckoutEvent['type'], (payload: unknown) => EtatSaga>> = {
  CheckoutInitiated: () => states.initial,
  StockReserved: () => etape('reserver-stock').done,
  StockReservationFailed: apresEchecReservation,
  OrderCreated: () => etape('creer-commande').done,
  OrderCreationFailed: () => etape('creer-commande').failed,
  StockReleased: () => states.undoing,
  CheckoutSucceeded: () => states.done,
  CheckoutFailed: () => states.undone,
}

const terminaux = new Set<EtatSaga>([states.done, states.undone])

/** The types of events that end a checkout. */
export const typesTerminaux = Object.entries(parType).flatMap(([type, apres]) =>
  terminaux.has(apres({})) ? [type] : [],
)

/** The states that the events of a checkout lead to, as the process definition names them. */
export const etatsDuCheckout: EtatsParEvenement<EtatSaga> = {
  initial: states.initial,
  apres: (type, payload) =>
    Object.hasOwn(parType, type) ? parType[type as CheckoutEvent['type']](payload) : undefined,
  terminaux,
  rang: rangs(reactions, new Set(typesTerminaux)),
}
