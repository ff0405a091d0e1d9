import { lireCheckoutChoreo, suivreCheckoutChoreo } from '#generated/ecommerce/client.ts'
import type { IssueCheckout } from '#generated/ecommerce/types.ts'
import { lireEtatSaga } from '#generated/saga-orchestrator/client.ts'
import type { Saga } from '#generated/saga-orchestrator/types.ts'
import { CallFailure } from '#platform/http/failure.ts'
import { pause, startLimits } from './limits.ts'
import { bodyOf, Refused } from './problems.ts'
import { readServerSentEvents } from './server-sent-events.ts'
import type { CallOptions, Transport } from './transport.ts'

/** A choreographed checkout: whose, and its id from the answer to its start. */
export type CheckoutPlace = { client_id: string; checkout_id: string }

export type WaitOptions = CallOptions & {
  /** In all, 60 s. */
  waitMs?: number
}

const waitSecondsMax = 30 // what the specification lets Prefer ask for
const pollFirstMs = 200
const pollMaxMs = 2_000

/** Asks until the answer is an end or the time is over. An answer that came sooner than asked was not waited for: then it polls. */
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
 * Waits for the end of a choreographed checkout by long polls, and by polls with growing pauses where the server doesn't
 * wait. Gives what is known when the time is over: `etat` is EN_COURS then.
 * @throws Refused where there is no such checkout, CallFailure as every call
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

/** Whether another way of asking can help: not where the answer was no, or nobody wants it any more. */
const isFinal = (error: unknown, signal: AbortSignal | undefined): boolean =>
  signal?.aborted === true ||
  error instanceof Refused ||
  (error instanceof CallFailure && error.status !== undefined && error.status < 429)

/**
 * Each state of a choreographed checkout as it comes, the end last, by server-sent events. A stream that breaks or is
 * refused for now is followed by long polls.
 * @throws as `waitForCheckout`
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
      const issue = JSON.parse(data) as IssueCheckout
      known = issue.etat
      yield issue
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

/** Waits, by polls, for the end of an orchestrated checkout whose start was answered with 202. @throws as `waitForCheckout` */
export const waitForSaga = (transport: Transport, checkoutId: string, options: WaitOptions = {}): Promise<Saga> => {
  const ask = async (): Promise<Saga> => bodyOf(await lireEtatSaga(transport, { path: { id: checkoutId } }, options))
  return askUntilEnd(ask, ({ terminale }) => terminale, options)
}
