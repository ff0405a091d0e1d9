import type { LigneCommande } from '#generated/ecommerce/types.ts'
import type { Style } from './search.ts'

/** An order that the customer has placed and whose end this tab hasn't seen yet. */
export type Attempt = { key: string; clientId: string; style: Style; lines: readonly LigneCommande[] }

const place = 'checkout'

/**
 * The attempt of this tab. It is stored before the first call and survives a reload, so that a repetition carries the same
 * Idempotency-Key and can't order twice.
 */
export const readAttempt = (clientId: string): Attempt | undefined => {
  try {
    const attempt = JSON.parse(sessionStorage.getItem(place) ?? 'null') as Attempt | null
    return attempt?.clientId === clientId ? attempt : undefined
  } catch {
    return undefined
  }
}

/** 128 random bits. crypto.randomUUID isn't available in pages without https. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Begins an attempt, or returns the one that has begun: pressing twice is one attempt. */
export const beginAttempt = (wanted: Omit<Attempt, 'key'>): Attempt => {
  const attempt = readAttempt(wanted.clientId) ?? { ...wanted, key: newKey() }
  sessionStorage.setItem(place, JSON.stringify(attempt))
  return attempt
}

export const forgetAttempt = (): void => sessionStorage.removeItem(place)
