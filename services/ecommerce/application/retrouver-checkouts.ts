import type { Outcome } from '../domain/processus-checkout.ts'

/** The event store's knowledge of a checkout: nothing, still open, or how and when it ended. */
export type Connaissance =
  | { readonly sait: 'rien' }
  | { readonly sait: 'en-cours' }
  | { readonly sait: 'fin'; readonly outcome: Outcome; readonly endedAtMs: number }

/**
 * `emis`: its first event was sent, and not just now; `termine`: its end is known here; `recent`: it ended moments ago,
 * so events that the event store lacks may be on their way.
 */
export type CheckoutCherche = {
  readonly checkout_id: string
  readonly client_id: string
  readonly emis: boolean
  readonly termine: boolean
  readonly recent: boolean
}

/** Some checkouts of a period, and where to read the rest; undefined at the end. */
export type PageCherchee = { readonly checkouts: readonly CheckoutCherche[]; readonly suite: string | undefined }

type Ports = {
  /** Checkouts between the two ids. */
  lire: (apres: string, avant: string) => Promise<PageCherchee>
  /** Checkouts whose first event the event store lacks, and those that lack another event; may throw. */
  trouverInconnus: (
    checkout_ids: readonly string[],
  ) => Promise<{ readonly inconnus: readonly string[]; readonly incomplets: readonly string[] }>
  /** The event store's knowledge of one checkout; undefined if it can't be reached now. */
  demander: (checkout_id: string) => Promise<Connaissance | undefined>
  /** Queues their first events for the relay again. */
  renvoyer: (checkout_ids: readonly string[]) => Promise<void>
  terminer: (checkout: CheckoutCherche, fin: { outcome: Outcome; endedAtMs: number }) => Promise<void>
  /** Publishes the whole history of an ended checkout; false if its participants can't be reached now. */
  raconter: (checkout: CheckoutCherche) => Promise<boolean>
  /** Called for each checkout that failed; the others are processed all the same. */
  signaler: (checkout: CheckoutCherche, erreur: unknown) => void
}

export type Retrouves = { renvoyes: number; termines: number; racontes: number }

const day = 86_400_000
/** A checkout this old should be known and have ended. */
const patienceMs = 10_000
/** An accepted checkout may appear in the database this much later. */
const retardMs = 10_000
/** The first event of a checkout is not sent again before this time has passed. */
const renvoiMs = 60_000
const horizonMs = 7 * day
const atOnce = 8
const inconnusMax = 1_000

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
export const retrouverCheckouts = (ports: Ports) => {
  const renvoyesLe = new Map<string, number>()
  let horizon: number | undefined

  const renvoyer = async (
    sent: readonly CheckoutCherche[],
    nowMs: number,
  ): Promise<{ inconnus: Set<string>; incomplets: Set<string> }> => {
    const [inconnus, incomplets] = [new Set<string>(), new Set<string>()]
    for (const chunk of chunks(sent, inconnusMax)) {
      const found = await ports.trouverInconnus(chunk.map(({ checkout_id }) => checkout_id))
      if (found.inconnus.length > 0) await ports.renvoyer(found.inconnus)
      for (const id of found.inconnus) {
        renvoyesLe.set(id, nowMs)
        inconnus.add(id)
      }
      for (const id of found.incomplets) incomplets.add(id)
    }
    return { inconnus, incomplets }
  }

  /** Processes several checkouts concurrently and returns how many succeeded. */
  const pourChacun = async (
    checkouts: readonly CheckoutCherche[],
    faire: (checkout: CheckoutCherche) => Promise<boolean>,
  ): Promise<number> => {
    let faits = 0
    const essayer = async (checkout: CheckoutCherche): Promise<void> => {
      try {
        if (await faire(checkout)) faits += 1
      } catch (erreur) {
        ports.signaler(checkout, erreur)
      }
    }
    for (const chunk of chunks(checkouts, atOnce)) await Promise.all(chunk.map(essayer))
    return faits
  }

  /**
   * Publishes missing events of ended checkouts; whether they arrived is checked later, and failures are retried just
   * as late.
   */
  const raconter = (ended: readonly CheckoutCherche[], nowMs: number): Promise<number> =>
    pourChacun(ended, async (checkout) => {
      renvoyesLe.set(checkout.checkout_id, nowMs)
      const raconte = await ports.raconter(checkout)
      if (!raconte) renvoyesLe.delete(checkout.checkout_id)
      return raconte
    })

  const terminer = (open: readonly CheckoutCherche[]): Promise<number> =>
    pourChacun(open, async (checkout) => {
      const connu = await ports.demander(checkout.checkout_id)
      if (connu?.sait !== 'fin') return false
      await ports.terminer(checkout, connu)
      return true
    })

  return async (nowMs: number): Promise<Retrouves> => {
    for (const [id, at] of renvoyesLe) if (at < nowMs - renvoiMs) renvoyesLe.delete(id)
    const found = { renvoyes: 0, termines: 0, racontes: 0 }
    let oldestMs = nowMs - patienceMs - retardMs
    let apres: string | undefined = idAt(horizon ?? nowMs - horizonMs)
    while (apres !== undefined) {
      const { checkouts, suite }: PageCherchee = await ports.lire(apres, idAt(nowMs - patienceMs))
      const sent = checkouts.filter(({ checkout_id, emis }) => emis && !renvoyesLe.has(checkout_id))
      const { inconnus, incomplets } = await renvoyer(sent, nowMs)
      const known = sent.filter(({ checkout_id }) => !inconnus.has(checkout_id))
      const lacking = known.filter(
        ({ checkout_id, termine, recent }) => termine && !recent && incomplets.has(checkout_id),
      )
      found.renvoyes += inconnus.size
      found.termines += await terminer(known.filter(({ termine }) => !termine))
      found.racontes += await raconter(lacking, nowMs)
      const open = new Set(lacking.map(({ checkout_id }) => checkout_id))
      for (const { checkout_id, emis, termine, recent } of checkouts) {
        if (!emis || !termine || recent || renvoyesLe.has(checkout_id) || open.has(checkout_id))
          oldestMs = Math.min(oldestMs, msOf(checkout_id))
      }
      apres = suite
    }
    horizon = Math.max(oldestMs - 1, nowMs - horizonMs)
    return found
  }
}
