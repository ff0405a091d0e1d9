import { attenteMs, tentativesMax } from '../domain/echeance.ts'
import type { Issue } from '../domain/processus-checkout.ts'

/** A checkout that has not ended by its deadline; `tentatives`: how often its end was looked for, this time included. */
export type EnRetard = { readonly checkout_id: string; readonly client_id: string; readonly tentatives: number }

/** How a checkout ended, and what has to be published so that every reader has its whole history. */
export type Fin<Message> = { readonly issue: Issue; readonly messages: readonly Message[] }

export type EcheancesPorts<Message> = {
  /** Takes overdue checkouts for a while: no other instance gets them meanwhile. */
  prendre: (max: number) => Promise<readonly EnRetard[]>
  /** Asks the participants how it ended, and lets it fail where it did not succeed; undefined: one does not answer. */
  conclure: (checkout: EnRetard) => Promise<Fin<Message> | undefined>
  /** Writes the end and its messages in one transaction; false where it has ended meanwhile. */
  terminer: (checkout: EnRetard, fin: Fin<Message>) => Promise<boolean>
  /** Lets it be taken again after this time. */
  reporter: (checkout: EnRetard, apresMs: number) => Promise<void>
  /** Called for each checkout that has waited too long for an answer. */
  garer: (checkout: EnRetard) => void
  /** Called for each checkout whose end could not be found or written for another reason than a silent participant. */
  signaler: (checkout: EnRetard, erreur: unknown) => void
  /** Aborts when the process stops: what is in hand is then left to the other instances, and nothing more is taken. */
  signal: AbortSignal
}

export type Echus = { readonly reussis: number; readonly echoues: number; readonly reportes: number }

/** So many are taken and looked after at once: one that waited for its turn would lose its lease meanwhile. */
const aLaFois = 8

/**
 * Ends every checkout that is overdue now. Several instances may do so at once; what can't be told is tried later. One that can't be
 * ended holds up no other.
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
      return fin.issue.etat === 'REUSSI' ? 'reussis' : 'echoues'
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
