import { useEffect, useState } from 'react'
import type { IssueCheckout } from '#generated/ecommerce/types.ts'
import { Refused } from '#sdk/problems.ts'
import { followCheckout } from '#sdk/wait-for-checkout.ts'
import { boutique } from '../../shell/api.ts'
import { customerId } from '../../shop/customer.ts'

export type Followed = { outcome: IssueCheckout | undefined; error: unknown }

const askAgainMs = 2_000

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(end, askAgainMs)
    signal.addEventListener('abort', end, { once: true })
  })

/** Follows a checkout by server-sent events, or by polling where they fail, until its end. Connection failures are retried. */
const follow = async (id: string, signal: AbortSignal, onChange: (followed: Followed) => void): Promise<void> => {
  let outcome: IssueCheckout | undefined
  while (!signal.aborted && (outcome === undefined || outcome.etat === 'EN_COURS')) {
    try {
      const place = { client_id: customerId(), checkout_id: id }
      for await (const next of followCheckout(boutique.transport, place, { signal })) {
        outcome = next
        onChange({ outcome, error: undefined })
      }
    } catch (error) {
      if (signal.aborted) return
      onChange({ outcome, error })
      if (error instanceof Refused) return
      await pause(signal)
    }
  }
}

/** The latest state of a choreographed checkout. */
export const useFollowed = (checkoutId: string): Followed => {
  const [followed, setFollowed] = useState<Followed>({ outcome: undefined, error: undefined })
  useEffect(() => {
    const abort = new AbortController()
    void follow(checkoutId, abort.signal, setFollowed)
    return () => abort.abort()
  }, [checkoutId])
  return followed
}
