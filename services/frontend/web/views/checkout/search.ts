import { defined, textIn } from '../../shell/search.ts'

export const styles = ['orchestre', 'choregraphie'] as const
export type Style = (typeof styles)[number]

/** `checkout`: the one that is shown; without it, a new one can be started. */
export type CheckoutSearch = { style?: Style; checkout?: string }

/** Reads the address. Ignores what it can't use, because people edit addresses. */
export const readCheckoutSearch = (raw: Record<string, unknown>): CheckoutSearch =>
  defined({ style: styles.find((style) => style === raw.style), checkout: textIn(raw.checkout) })
