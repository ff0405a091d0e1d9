import type { Outcome } from '../domain/processus-checkout.ts'

/** The event store's knowledge of a checkout: nothing, still open, or how and when it ended. */
export type Knowledge =
  | { readonly knows: 'nothing' }
  | { readonly knows: 'running' }
  | { readonly knows: 'end'; readonly outcome: Outcome; readonly endedAtMs: number }

/**
 * `isSent`: its first event was sent, and not just now; `hasEnded`: its end is known here; `recent`: it ended moments ago,
 * so events that the event store lacks may be on their way.
 */
export type SoughtCheckout = {
  readonly checkout_id: string
  readonly client_id: string
  readonly isSent: boolean
  readonly hasEnded: boolean
  readonly recent: boolean
}

/** Some checkouts of a period, and where to read the rest; undefined at the end. */
export type SoughtPage = { readonly checkouts: readonly SoughtCheckout[]; readonly nextPage: string | undefined }

type Ports = {
  /** Checkouts between the two ids. */
  read: (after: string, before: string) => Promise<SoughtPage>
  /** Checkouts whose first event the event store lacks, and those that lack another event; may throw. */
  findUnknown: (
    checkout_ids: readonly string[],
  ) => Promise<{ readonly unknown: readonly string[]; readonly incomplets: readonly string[] }>
  /** The event store's knowledge of one checkout; undefined if it can't be reached now. */
  ask: (checkout_id: string) => Promise<Knowledge | undefined>
  /** Queues their first events for the relay again. */
  sendAgain: (checkout_ids: readonly string[]) => Promise<void>
  end: (checkout: SoughtCheckout, end: { outcome: Outcome; endedAtMs: number }) => Promise<void>
  /** Publishes the whole history of an ended checkout; false if its participants can't be reached now. */
  republish: (checkout: SoughtCheckout) => Promise<boolean>
  /** Called for each checkout that failed; the others are processed all the same. */
  report: (checkout: SoughtCheckout, error: unknown) => void
}

export type Found = { sentAgain: number; ended: number; republished: number }

const day = 86_400_000
/** A checkout this old should be known and have ended. */
const patienceMs = 10_000
/** An accepted checkout may appear in the database this much later. */
const delayMs = 10_000
/** The first event of a checkout is not sent again before this time has passed. */
const sendAgainAfterMs = 60_000
const horizonMs = 7 * day
const atOnce = 8
const unknownMax = 1_000

/** The smallest UUIDv7 of a time, in milliseconds since the epoch. */
const idAt = (ms: number): string => {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
const msOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

/**
 * Finds checkouts whose events were lost on the way to the event store. If the event store lacks the first event, it is
 * sent again; an end missed here is taken over from the event store. If a checkout ended here but its end or another
 * event is missing there, its whole history is published again. Each call checks all unsettled checkouts, starting with
 * the oldest one left by the previous call.
 */
export const findLostCheckouts = (ports: Ports) => {
  const sentAgainAt = new Map<string, number>()
  let horizon: number | undefined

  const sendAgain = async (
    sent: readonly SoughtCheckout[],
    nowMs: number,
  ): Promise<{ unknown: Set<string>; incomplets: Set<string> }> => {
    const [unknown, incomplets] = [new Set<string>(), new Set<string>()]
    for (const chunk of chunks(sent, unknownMax)) {
      const found = await ports.findUnknown(chunk.map(({ checkout_id }) => checkout_id))
      if (found.unknown.length > 0) await ports.sendAgain(found.unknown)
      for (const id of found.unknown) {
        sentAgainAt.set(id, nowMs)
        unknown.add(id)
      }
      for (const id of found.incomplets) incomplets.add(id)
    }
    return { unknown, incomplets }
  }

  /** Processes several checkouts concurrently and returns how many succeeded. */
  const forEachCheckout = async (
    checkouts: readonly SoughtCheckout[],
    handle: (checkout: SoughtCheckout) => Promise<boolean>,
  ): Promise<number> => {
    let handled = 0
    const attempt = async (checkout: SoughtCheckout): Promise<void> => {
      try {
        if (await handle(checkout)) handled += 1
      } catch (error) {
        ports.report(checkout, error)
      }
    }
    for (const chunk of chunks(checkouts, atOnce)) await Promise.all(chunk.map(attempt))
    return handled
  }

  /**
   * Publishes missing events of ended checkouts; whether they arrived is checked later, and failures are retried just
   * as late.
   */
  const republish = (ended: readonly SoughtCheckout[], nowMs: number): Promise<number> =>
    forEachCheckout(ended, async (checkout) => {
      sentAgainAt.set(checkout.checkout_id, nowMs)
      const isRepublished = await ports.republish(checkout)
      if (!isRepublished) sentAgainAt.delete(checkout.checkout_id)
      return isRepublished
    })

  const end = (open: readonly SoughtCheckout[]): Promise<number> =>
    forEachCheckout(open, async (checkout) => {
      const known = await ports.ask(checkout.checkout_id)
      if (known?.knows !== 'end') return false
      await ports.end(checkout, known)
      return true
    })

  return async (nowMs: number): Promise<Found> => {
    for (const [id, at] of sentAgainAt) if (at < nowMs - sendAgainAfterMs) sentAgainAt.delete(id)
    const found = { sentAgain: 0, ended: 0, republished: 0 }
    let oldestMs = nowMs - patienceMs - delayMs
    let after: string | undefined = idAt(horizon ?? nowMs - horizonMs)
    while (after !== undefined) {
      const { checkouts, nextPage }: SoughtPage = await ports.read(after, idAt(nowMs - patienceMs))
      const sent = checkouts.filter(({ checkout_id, isSent }) => isSent && !sentAgainAt.has(checkout_id))
      const { unknown, incomplets } = await sendAgain(sent, nowMs)
      const known = sent.filter(({ checkout_id }) => !unknown.has(checkout_id))
      const lacking = known.filter(
        ({ checkout_id, hasEnded, recent }) => hasEnded && !recent && incomplets.has(checkout_id),
      )
      found.sentAgain += unknown.size
      found.ended += await end(known.filter(({ hasEnded }) => !hasEnded))
      found.republished += await republish(lacking, nowMs)
      const open = new Set(lacking.map(({ checkout_id }) => checkout_id))
      for (const { checkout_id, isSent, hasEnded, recent } of checkouts) {
        if (!isSent || !hasEnded || recent || sentAgainAt.has(checkout_id) || open.has(checkout_id))
          oldestMs = Math.min(oldestMs, msOf(checkout_id))
      }
      after = nextPage
    }
    horizon = Math.max(oldestMs - 1, nowMs - horizonMs)
    return found
  }
}
