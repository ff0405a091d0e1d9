import type { Issue } from '../domain/processus-checkout.ts'

/** What the event store knows of a checkout: nothing, that it goes on, or how and when it ended. */
export type Connaissance =
  | { readonly sait: 'rien' }
  | { readonly sait: 'en-cours' }
  | { readonly sait: 'fin'; readonly issue: Issue; readonly endedAtMs: number }

/** `emis`: its first event was sent, and not only just now. */
export type CheckoutEnCours = { readonly checkout_id: string; readonly client_id: string; readonly emis: boolean }

/** Some of the checkouts of a time, and from where to read the rest; undefined at the end. */
export type PageEnCours = { readonly enCours: readonly CheckoutEnCours[]; readonly suite: string | undefined }

type Ports = {
  /** Checkouts in progress after this id and before the other. */
  lireEnCours: (apres: string, avant: string) => Promise<PageEnCours>
  /** Undefined: the event store can't be asked now. */
  demander: (checkout_id: string) => Promise<Connaissance | undefined>
  /** Puts their first events back among what the relay has to send. */
  renvoyer: (checkout_ids: readonly string[]) => Promise<void>
  terminer: (checkout: CheckoutEnCours, fin: { issue: Issue; endedAtMs: number }) => Promise<void>
}

export type Retrouves = { renvoyes: number; termines: number }

const day = 86_400_000
/** A checkout that takes longer is looked for. */
const patienceMs = 10_000
/** A checkout whose first event was sent again is not sent once more before this time. */
const renvoiMs = 60_000
const horizonMs = 7 * day
const atOnce = 8

/** The least UUIDv7 of a moment, in milliseconds since the epoch. */
const idAt = (ms: number): string => {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
const msOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/**
 * Looks for checkouts whose events were lost between here and the event store. Where it knows nothing of one, the first
 * event is sent again; an end that was missed here is taken from it; what goes on is the event store's to look after.
 * Each call looks at all that are in progress: from the oldest one of the call before on.
 */
export const retrouverCheckouts = (ports: Ports) => {
  const renvoyesLe = new Map<string, number>()
  let horizon: number | undefined

  const examiner = async (checkout: CheckoutEnCours, nowMs: number): Promise<keyof Retrouves | undefined> => {
    const { checkout_id } = checkout
    if (!checkout.emis || renvoyesLe.has(checkout_id)) return undefined
    const connu = await ports.demander(checkout_id)
    if (connu?.sait === 'fin') {
      await ports.terminer(checkout, connu)
      return 'termines'
    }
    if (connu?.sait !== 'rien') return undefined
    await ports.renvoyer([checkout_id])
    renvoyesLe.set(checkout_id, nowMs)
    return 'renvoyes'
  }

  return async (nowMs: number): Promise<Retrouves> => {
    for (const [id, at] of renvoyesLe) if (at < nowMs - renvoiMs) renvoyesLe.delete(id)
    const found = { renvoyes: 0, termines: 0 }
    let oldestMs = nowMs - renvoiMs
    let apres: string | undefined = idAt(horizon ?? nowMs - horizonMs)
    while (apres !== undefined) {
      const { enCours, suite }: PageEnCours = await ports.lireEnCours(apres, idAt(nowMs - patienceMs))
      for (const { checkout_id } of enCours) oldestMs = Math.min(oldestMs, msOf(checkout_id))
      for (let at = 0; at < enCours.length; at += atOnce) {
        const examined = await Promise.all(enCours.slice(at, at + atOnce).map((one) => examiner(one, nowMs)))
        for (const what of examined) if (what) found[what] += 1
      }
      apres = suite
    }
    horizon = Math.max(oldestMs - 1, nowMs - horizonMs)
    return found
  }
}
