import { attenteMs, tentativesMax } from '../domain/echeance.ts'
import type { Outcome } from '../domain/processus-checkout.ts'

/** A checkout past its deadline; `tentatives`: the number of attempts to end it, including this one. */
export type EnRetard = { readonly checkout_id: string; readonly client_id: string; readonly tentatives: number }

/** How a checkout ended, and the messages that give every reader its whole history. */
export type Fin<Message> = { readonly outcome: Outcome; readonly messages: readonly Message[] }

export type EcheancesPorts<Message> = {
  /** Leases overdue checkouts: no other instance gets them meanwhile. */
  prendre: (max: number) => Promise<readonly EnRetard[]>
  /** Asks the participants how it ended, and makes it fail unless it succeeded; undefined if one does not answer. */
  conclure: (checkout: EnRetard) => Promise<Fin<Message> | undefined>
  /** Stores the end and its messages in one transaction; false if it ended meanwhile. */
  terminer: (checkout: EnRetard, fin: Fin<Message>) => Promise<boolean>
  /** Makes it available again after this time. */
  reporter: (checkout: EnRetard, apresMs: number) => Promise<void>
  /** Called for each checkout that has waited too long for an answer. */
  garer: (checkout: EnRetard) => void
  /** Called for each checkout that failed for a reason other than a silent participant. */
  signaler: (checkout: EnRetard, erreur: unknown) => void
  /** Aborts when the process stops: its leased checkouts are released to other instances, and no more are leased. */
  signal: AbortSignal
}

export type Echus = { readonly reussis: number; readonly echoues: number; readonly reportes: number }

/** The number taken and processed at once: one that waited its turn would lose its lease. */
const aLaFois = 8

/**
 * Ends every checkout that is overdue now. Several instances may do so at once. Undecided ones are retried later; one
 * that can't be ended blocks no other.
 */
export const terminerEnRetard = <Message>(ports: EcheancesPorts<Message>) => {
  const reporter = async (checkout: EnRetard): Promise<'reportes'> => {
    const attente = ports.signal.aborted ? 0 : attenteMs(checkout.tentatives)
    if (attente > 0 && checkout.tentatives === tentativesMax) ports.garer(checkout)
    await ports.reporter(checkout, attente)
    return 'reportes'
  }
  const terminerUn = async (checkout: EnRetard): Promise<keyof Echus | undefined> => {
    try {
      const fin = ports.signal.aborted ? undefined : await ports.conclure(checkout)
      if (fin === undefined) return await reporter(checkout)
      if (!(await ports.terminer(checkout, fin))) return undefined
      return fin.outcome.etat === 'REUSSI' ? 'reussis' : 'echoues'
    } catch (erreur) {
      ports.signaler(checkout, erreur)
      return await reporter(checkout)
    }
  }

  return async (): Promise<Echus> => {
    const echus = { reussis: 0, echoues: 0, reportes: 0 }
    for (;;) {
      const pris = await ports.prendre(aLaFois)
      for (const devenu of await Promise.all(pris.map(terminerUn))) if (devenu) echus[devenu] += 1
      if (pris.length < aLaFois || ports.signal.aborted) return echus
    }
  }
}
