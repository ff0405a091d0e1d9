import type { EtatSaga, ResultatDeroulement, StyleCheckout } from '#generated/event-store/types.ts'
import { booleanIn, countIn, defined, oneOf, textIn } from '../../shell/search.ts'

/** The filters, the page and the opened checkout, as the address has them, with the names of the API. */
export type SagaSearch = {
  style?: StyleCheckout
  resultat?: ResultatDeroulement
  etat?: EtatSaga
  etape?: string
  motif?: string
  bloque?: boolean
  client_id?: string
  /** At least this old, in seconds. */
  age_s?: number
  /** Oldest first; without it, newest first. */
  tri?: 'anciens'
  curseur?: string
  /** The checkout that is shown instead of the list. */
  checkout?: string
}

export const styles = ['orchestre', 'choregraphie'] as const satisfies readonly StyleCheckout[]
export const outcomes = ['en_cours', 'reussi', 'echoue'] as const satisfies readonly ResultatDeroulement[]
/** Every state; a type error names one that is missing. */
const everyState: Readonly<Record<EtatSaga, true>> = {
  EN_ATTENTE: true,
  VERIFICATION_STOCK: true,
  STOCK_VERIFIE: true,
  RESERVATION_STOCK: true,
  STOCK_RESERVE: true,
  CREATION_COMMANDE: true,
  COMMANDE_CREEE: true,
  SAGA_TERMINEE: true,
  ECHEC_STOCK_INSUFFISANT: true,
  ECHEC_RESERVATION_STOCK: true,
  ECHEC_CREATION_COMMANDE: true,
  COMPENSATION_EN_COURS: true,
  SAGA_ANNULEE: true,
}
export const states = Object.keys(everyState) as EtatSaga[]

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const step = /^[a-z][a-z0-9-]*$/
const ageMaxSeconds = 315_360_000

/** Whether a text is an id of a customer or of a checkout. */
export const isId = (text: string): boolean => uuid.test(text)

const matching = (pattern: RegExp, value: string | undefined): string | undefined =>
  value !== undefined && pattern.test(value) ? value : undefined

const ageIn = (value: unknown): number | undefined => {
  const seconds = countIn(value)
  return seconds === undefined || seconds > ageMaxSeconds ? undefined : seconds
}

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readSagaSearch = (raw: Record<string, unknown>): SagaSearch =>
  defined({
    style: oneOf(styles, raw.style),
    resultat: oneOf(outcomes, raw.resultat),
    etat: oneOf(states, raw.etat),
    etape: matching(step, textIn(raw.etape)),
    motif: textIn(raw.motif),
    bloque: booleanIn(raw.bloque),
    client_id: textIn(raw.client_id),
    age_s: ageIn(raw.age_s),
    tri: oneOf(['anciens'], raw.tri),
    curseur: matching(uuid, textIn(raw.curseur)),
    checkout: matching(uuid, textIn(raw.checkout)),
  })
