import { lireCheckoutChoreo, suivreCheckoutChoreo } from '#generated/ecommerce/client.ts'
import type { IssueCheckout } from '#generated/ecommerce/types.ts'
import { lireEtatSaga } from '#generated/saga-orchestrator/client.ts'
import type { Saga } from '#generated/saga-orchestrator/types.ts'
import { CallFailure } from '#platform/http/failure.ts'
import { pause, startLimits } from './limits.ts'
import { bodyOf, Refused } from './problems.ts'
import { readServerSentEvents } from './server-sent-events.ts'
import type { CallOptions, Transport } from './transport.ts'

/** Identifies a choreographed checkout: its customer, and the id returned at its start. */
export type CheckoutPlace = { client_id: string; checkout_id: string }

export type WaitOptions = CallOptions & {
  /** Total waiting time; default 60 s. */
  waitMs?: number
}

const waitSecondsMax = 30 // the specification's limit for Prefer
const pollFirstMs = 200
const pollMaxMs = 2_000

/** Repeats a request until its result is final or the time is up. If the server responds without waiting, it polls with pauses. */
const askUntilEnd = async <T>(
  ask: (seconds: number) => Promise<T>,
  isEnd: (answer: T) => boolean,
  { waitMs = 60_000, signal }: WaitOptions,
): Promise<T> => {
  const deadline = Date.now() + waitMs
  for (let pollMs = pollFirstMs; ; ) {
    const askedAt = Date.now()
    const seconds = Math.max(0, Math.min(waitSecondsMax, Math.floor((deadline - askedAt) / 1_000)))
    const answer = await ask(seconds)
    const leftMs = deadline - Date.now()
    if (isEnd(answer) || leftMs <= 0) return answer
    if (Date.now() - askedAt > seconds * 1_000 - 250 && seconds > 0) continue
    await pause(Math.min(pollMs, leftMs), signal)
    pollMs = Math.min(pollMaxMs, pollMs * 2)
  }
}

/**
 * Waits for the end of a choreographed checkout by long polling, or with growing pauses if the server doesn't wait. If the
 * time is up, returns the latest state, with `etat` EN_COURS.
 * @throws Refused if there is no such checkout, CallFailure like any call
 */
export const waitForCheckout = (
  transport: Transport,
  { client_id, checkout_id }: CheckoutPlace,
  options: WaitOptions = {},
): Promise<IssueCheckout> => {
  const request = { path: { id: client_id, checkout_id } }
  const ask = async (seconds: number): Promise<IssueCheckout> => {
    const prefer = seconds > 0 ? { prefer: `wait=${seconds}` } : {}
    return bodyOf(await lireCheckoutChoreo(transport, request, { ...options, ...prefer }))
  }
  return askUntilEnd(ask, ({ etat }) => etat !== 'EN_COURS', options)
}

/** Whether polling can't help either: the request was refused or aborted. */
const isFinal = (error: unknown, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true ||
  error instanceof Refused ||
  (error instanceof CallFailure && error.status !== undefined && error.status < 429)

/**
 * Yields each state of a choreographed checkout as it arrives, by server-sent events. Falls back to long polling if the
 * stream breaks or is temporarily refused.
 * @throws like `waitForCheckout`
 */
export async function* followCheckout(
  transport: Transport,
  place: CheckoutPlace,
  options: WaitOptions = {},
): AsyncGenerator<IssueCheckout> {
  const { waitMs = 60_000, signal } = options
  const deadline = Date.now() + waitMs
  const limits = startLimits(waitMs, signal ? [signal] : [])
  const request = { path: { id: place.client_id, checkout_id: place.checkout_id } }
  let known: IssueCheckout['etat'] | undefined
  try {
    const result = await suivreCheckoutChoreo(transport, request, { ...options, signal: limits.signal })
    if (result.status !== 200) throw new Refused(result.status, result.body)
    for await (const { event, data } of readServerSentEvents(result.stream)) {
      if (event !== 'etat') continue
      const outcome = JSON.parse(data) as IssueCheckout
      known = outcome.etat
      yield outcome
      if (known !== 'EN_COURS') return
    }
  } catch (error) {
    if (isFinal(error, signal)) throw error
  } finally {
    limits.end()
  }
  const end = await waitForCheckout(transport, place, { ...options, waitMs: Math.max(0, deadline - Date.now()) })
  if (end.etat !== known) yield end
}

/** Waits, by polling, for the end of an orchestrated checkout whose start returned 202. @throws like `waitForCheckout` */
export const waitForSaga = (transport: Transport, checkoutId: string, options: WaitOptions = {}): Promise<Saga> => {
  const ask = async (): Promise<Saga> => bodyOf(await lireEtatSaga(transport, { path: { id: checkoutId } }, options))
  return askUntilEnd(ask, ({ terminale }) => terminale, options)
}
