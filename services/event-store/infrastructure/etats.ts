import type { EtatSaga } from '#generated/event-store/types.ts'
import type { CheckoutEvent } from '#generated/events/types.ts'
import type { EtatsParEvenement } from '../domain/rejeu.ts'

const parType: Readonly<Record<CheckoutEvent['type'], EtatSaga>> = {
  CheckoutInitiated: 'EN_ATTENTE',
  StockReserved: 'STOCK_RESERVE',
  StockReservationFailed: 'ECHEC_RESERVATION_STOCK',
  OrderCreated: 'COMMANDE_CREEE',
  OrderCreationFailed: 'ECHEC_CREATION_COMMANDE',
  StockReleased: 'COMPENSATION_EN_COURS',
  CheckoutSucceeded: 'SAGA_TERMINEE',
  CheckoutFailed: 'SAGA_ANNULEE',
}

/** The states that the events of a checkout lead to, as the process definition names them. */
export const etatsDuCheckout: EtatsParEvenement<EtatSaga> = {
  initial: 'EN_ATTENTE',
  apres: (type) => parType[type as CheckoutEvent['type']],
  terminaux: new Set(['SAGA_TERMINEE', 'SAGA_ANNULEE']),
}
