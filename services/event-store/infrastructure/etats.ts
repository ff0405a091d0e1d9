import type { EtatSaga } from '#generated/event-store/types.ts'
import { reactions, readPayload } from '#generated/events/events.ts'
import type { CheckoutEvent, StockReservationFailed } from '#generated/events/types.ts'
import { type CheckoutStep, checkoutSaga } from '#generated/saga/checkout.ts'
import { stepOf } from '#saga/definition.ts'
import { rangs } from '../domain/ordre-des-causes.ts'
import type { EtatsParEvenement, EvenementRejoue } from '../domain/rejeu.ts'

const { states } = checkoutSaga
const etape = (id: CheckoutStep) => stepOf(checkoutSaga, id).states as { done: EtatSaga; failed: EtatSaga }

type Apres = (evenement: EvenementRejoue) => EtatSaga

/** The state of the step that failed; of the last one after a timeout between two steps, or for a step of a newer process. */
const apresEchecReservation: Apres = ({ type, payload_version: version, payload }) => {
  const echec = readPayload({ type, version, payload }) as StockReservationFailed
  const step = checkoutSaga.steps.find(({ id }) => id === echec.etape)
  return (step?.states ?? etape('reserver-stock')).failed
}

const parType: Readonly<Record<CheckoutEvent['type'], Apres | EtatSaga>> = {
  CheckoutInitiated: states.initial,
  StockReserved: etape('reserver-stock').done,
  StockReservationFailed: apresEchecReservation,
  OrderCreated: etape('creer-commande').done,
  OrderCreationFailed: etape('creer-commande').failed,
  StockReleased: states.undoing,
  CheckoutSucceeded: states.done,
  CheckoutFailed: states.undone,
}

const terminaux = new Set<EtatSaga>([states.done, states.undone])

/** The event types that end a checkout. */
export const typesTerminaux = Object.entries(parType).flatMap(([type, apres]) =>
  typeof apres === 'string' && terminaux.has(apres) ? [type] : [],
)

/** The states that the events of a checkout lead to, as the process definition names them. */
export const etatsDuCheckout: EtatsParEvenement<EtatSaga> = {
  initial: states.initial,
  apres: (evenement) => {
    const apres = Object.hasOwn(parType, evenement.type) ? parType[evenement.type as CheckoutEvent['type']] : undefined
    return typeof apres === 'function' ? apres(evenement) : apres
  },
  terminaux,
  rang: rangs(reactions, new Set(typesTerminaux)),
}
