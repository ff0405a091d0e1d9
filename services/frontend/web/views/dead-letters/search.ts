import type { EtatLettreMorte, TypeEvenement } from '#generated/event-store/types.ts'
import { countIn, defined, oneOf, textIn } from '../../shell/search.ts'

/** The filters, the page and what is opened, as the address has them, with the names of the API. */
export type DeadLetterSearch = {
  /** The list of batches; without it, the dead letters. */
  vue?: 'lots'
  etat?: EtatLettreMorte
  groupe?: string
  type?: TypeEvenement
  motif?: string
  /** Given up before this moment. */
  avant_ms?: number
  curseur?: string
  /** The batch that is shown. */
  lot_id?: string
}

export const states = ['ouverte', 'relancee'] as const satisfies readonly EtatLettreMorte[]
export const types = [
  'CheckoutInitiated',
  'StockReserved',
  'StockReservationFailed',
  'OrderCreated',
  'OrderCreationFailed',
  'StockReleased',
  'CheckoutSucceeded',
  'CheckoutFailed',
] as const satisfies readonly TypeEvenement[]

const group = /^[a-z0-9]+([._-][a-z0-9]+)*$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text can be the name of a consumer group. */
export const isGroup = (text: string): boolean => group.test(text)

const matching = (pattern: RegExp, value: string | undefined): string | undefined =>
  value !== undefined && pattern.test(value) ? value : undefined

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readDeadLetterSearch = (raw: Record<string, unknown>): DeadLetterSearch =>
  defined({
    vue: oneOf(['lots'], raw.vue),
    etat: oneOf(states, raw.etat),
    groupe: matching(group, textIn(raw.groupe)),
    type: oneOf(types, raw.type),
    motif: textIn(raw.motif),
    avant_ms: countIn(raw.avant_ms),
    curseur: textIn(raw.curseur),
    lot_id: matching(uuid, textIn(raw.lot_id)),
  })
