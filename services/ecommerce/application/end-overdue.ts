import { attenteMs, tentativesMax } from '../domain/echeance.ts'
import type { Outcome } from '../domain/processus-checkout.ts'

/** A checkout past its deadline; `tentatives`: the number of attempts to end it, including this one. */
export type Overdue = { readonly checkout_id: string; readonly client_id: string; readonly tentatives: number }

/** How a checkout ended, and the messages that give every reader its whole history. */
export type End<Message> = { readonly outcome: Outcome; readonly messages: readonly Message[] }

export type DeadlinePorts<Message> = {
  /** Leases overdue checkouts: no other instance gets them meanwhile. */
  take: (max: number) => Promise<readonly Overdue[]>
  /** Asks the participants how it ended, and makes it fail unless it succeeded; undefined if one does not answer. */
  conclude: (checkout: Overdue) => Promise<End<Message> | undefined>
  /** Stores the end and its messages in one transaction; false if it ended meanwhile. */
  end: (checkout: Overdue, end: End<Message>) => Promise<boolean>
  /** Makes it available again after this time. */
  postpone: (checkout: Overdue, afterMs: number) => Promise<void>
  /** Called for each checkout that has waited too long for an answer. */
  park: (checkout: Overdue) => void
  /** Called for each checkout that failed for a reason other than a silent participant. */
  report: (checkout: Overdue, error: unknown) => void
  /** Aborts when the process stops: its leased checkouts are released to other instances, and no more are leased. */
  signal: AbortSignal
}

export type EndedOverdue = { readonly succeeded: number; readonly failed: number; readonly postponed: number }

/** The number taken and processed at once: one that waited its turn would lose its lease. */
const atOnce = 8

/**
 * Ends every checkout that is overdue now. Several instances may do so at once. Undecided ones are retried later; one
 * that can't be ended blocks no other.
 */
export const endOverdue = <Message>(ports: DeadlinePorts<Message>) => {
  const postpone = async (checkout: Overdue): Promise<'postponed'> => {
    const wait = ports.signal.aborted ? 0 : attenteMs(checkout.tentatives)
    if (wait > 0 && checkout.tentatives === tentativesMax) ports.park(checkout)
    await ports.postpone(checkout, wait)
    return 'postponed'
  }
  const endOne = async (checkout: Overdue): Promise<keyof EndedOverdue | undefined> => {
    try {
      const end = ports.signal.aborted ? undefined : await ports.conclude(checkout)
      if (end === undefined) return await postpone(checkout)
      if (!(await ports.end(checkout, end))) return undefined
      return end.outcome.etat === 'REUSSI' ? 'succeeded' : 'failed'
    } catch (error) {
      ports.report(checkout, error)
      return await postpone(checkout)
    }
  }

  return async (): Promise<EndedOverdue> => {
    const ended = { succeeded: 0, failed: 0, postponed: 0 }
    for (;;) {
      const taken = await ports.take(atOnce)
      for (const outcome of await Promise.all(taken.map(endOne))) if (outcome) ended[outcome] += 1
      if (taken.length < atOnce || ports.signal.aborted) return ended
    }
  }
}
