import type { Issue } from '../domain/processus-checkout.ts'

/** What the event store knows of a checkout: nothing, that it goes on, or how and when it ended. */
export type Connaissance =
  | { readonly sait: 'rien' }
  | { readonly sait: 'en-cours' }
  | { readonly sait: 'fin'; readonly issue: Issue; readonly endedAtMs: number }

/**
 * `emis`: its first event was sent, and not only just now; `termine`: its end is known here; `recent`: since a moment only, so that what
 * the event store lacks of it may be on its way.
 */
export type CheckoutCherche = {
  readonly checkout_id: string
  readonly client_id: string
  readonly emis: boolean
  readonly termine: boolean
  readonly recent: boolean
}

/** Some of the checkouts of a time, and from where to read the rest; undefined at the end. */
export type PageCherchee = { readonly checkouts: readonly CheckoutCherche[]; readonly suite: string | undefined }

type Ports = {
  /** Checkouts after this id and before the other. */
  lire: (apres: string, avant: string) => Promise<PageCherchee>
  /** Those of which the event store does not know the beginning, and those of which it lacks something else; it may throw. */
  trouverInconnus: (
    checkout_ids: readonly string[],
  ) => Promise<{ readonly inconnus: readonly string[]; readonly incomplets: readonly string[] }>
  /** What it knows of one; undefined: it can't be asked now. */
  demander: (checkout_id: string) => Promise<Connaissance | undefined>
  /** Puts their first events back among what the relay has to send. */
  renvoyer: (checkout_ids: readonly string[]) => Promise<void>
  terminer: (checkout: CheckoutCherche, fin: { issue: Issue; endedAtMs: number }) => Promise<void>
  /** Publishes the whole history of one that has ended; false: its participants can't be asked now. */
  raconter: (checkout: CheckoutCherche) => Promise<boolean>
  /** Called for each checkout that could not be looked after; the others are all the same. */
  signaler: (checkout: CheckoutCherche, erreur: unknown) => void
}

export type Retrouves = { renvoyes: number; termines: number; racontes: number }

const day = 86_400_000
/** A checkout that is this old should be known, and have ended. */
const patienceMs = 10_000
/** One that was accepted may show up in the database so much later. */
const retardMs = 10_000
/** A checkout whose first event was sent again is not sent once more before this time. */
const renvoiMs = 60_000
const horizonMs = 7 * day
const atOnce = 8
const inconnusMax = 1_000

/** The least UUIDv7 of a moment, in milliseconds since the epoch. */
const idAt = (ms: number): string => {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
const msOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))

/**
 * Looks for checkouts whose events were lost between here and the event store. Where the event store lacks the first event of one, it is
 * sent again; an end that was missed here is taken from the event store. Of a checkout that has ended here, and whose end or
 * another event is missing there, the whole history is published again. Each call looks at all that are not settled: from the oldest
 * such of the call before on.
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

  /** Does this for some at once, and gives of how many it is done. */
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

  /** What is missing of ended ones; it is asked again later whether that has arrived, and what failed is repeated as late. */
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
