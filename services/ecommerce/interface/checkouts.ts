import type { Handlers } from '#generated/ecommerce/server.ts'
import type { IssueCheckout } from '#generated/ecommerce/types.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { on } from '#platform/delivery/operation-log.ts'
import { actOf } from '#platform/http/act.ts'
import { waitSeconds } from '#platform/http/prefer.ts'
import { ProblemError } from '#platform/http/problem.ts'
import type { followCheckout, Update } from '../application/follow-checkout.ts'
import type { forceEnd } from '../application/force-end.ts'
import type { readCheckout } from '../application/read-checkout.ts'
import type { startCheckout } from '../application/start-checkout.ts'
import type { ProcessusCheckout } from '../domain/processus-checkout.ts'
import { refuse } from './refusals.ts'

type UseCases = {
  /** Whether too many checkouts wait for their first event to reach the stream. */
  isBacklogFull: () => boolean
  startCheckout: ReturnType<typeof startCheckout>
  readCheckout: ReturnType<typeof readCheckout>
  followCheckout: ReturnType<typeof followCheckout>
  forceEnd: ReturnType<typeof forceEnd>
}

type Operations = 'initierCheckoutChoreo' | 'lireCheckoutChoreo' | 'suivreCheckoutChoreo' | 'terminerCheckoutChoreo'
type Checkouts = Pick<Handlers, Operations>

const comeBack = { 'retry-after': '1' }

const shown = (checkoutProcess: ProcessusCheckout): IssueCheckout => ({
  checkout_id: checkoutProcess.checkout_id,
  etat: checkoutProcess.etat,
  commande_id: checkoutProcess.etat === 'REUSSI' ? checkoutProcess.commande_id : null,
  motif: checkoutProcess.etat === 'ECHOUE' ? checkoutProcess.motif : null,
})

/** A reader that prefers to wait longer is answered after this time, as RFC 7240 allows. */
const waitMaxSeconds = 30

async function* serverSentEvents(updates: AsyncIterable<Update>): AsyncGenerator<string> {
  for await (const update of updates) {
    if (update === 'still-running') yield ': EN_COURS\n\n'
    else yield `event: etat\ndata: ${JSON.stringify(shown(update))}\n\n`
  }
}

const startAndFollow = ({
  isBacklogFull,
  startCheckout,
  readCheckout,
  followCheckout,
}: UseCases): Omit<Checkouts, 'terminerCheckoutChoreo'> => ({
  initierCheckoutChoreo: async ({ path, headers, body }, { traceparent }) => {
    if (isBacklogFull()) {
      const detail = 'too many checkouts are waiting to be published'
      throw new ProblemError('unavailable', { detail }, { 'retry-after': '5' })
    }
    const lines = body?.panier?.lignes
    const request = {
      scope: `client:${path.id}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('initierCheckoutChoreo', lines ?? null),
    }
    const accepted = await startCheckout({ client_id: path.id, lignes: lines, request, traceparent })
    if ('kind' in accepted) {
      if (accepted.kind !== 'produit-en-double') return refuse(accepted)
      const message = `product ${accepted.produit_id} appears in more than one line`
      return refuse(accepted, { errors: [{ field: '/panier/lignes', rule: 'unique produit_id', message }] })
    }
    const { checkout_id } = accepted
    const location = `/api/commandes/clients/${path.id}/checkout/choreo/${checkout_id}/`
    return { status: 202, body: { checkout_id, etat: 'EN_COURS' }, headers: { location } }
  },

  lireCheckoutChoreo: async ({ path, headers }, { signal }) => {
    const seconds = waitSeconds(headers.prefer, waitMaxSeconds)
    const read = await readCheckout({
      client_id: path.id,
      checkout_id: path.checkout_id,
      waitMs: seconds * 1000,
      signal,
    })
    if ('kind' in read) return refuse(read)
    const body = shown(read.checkoutProcess)
    if (read.waited) return { status: 200, body, headers: { 'preference-applied': `wait=${seconds}` } }
    return seconds > 0 ? { status: 200, body, headers: comeBack } : { status: 200, body }
  },

  suivreCheckoutChoreo: async ({ path }, { signal }) => {
    const updates = await followCheckout({ client_id: path.id, checkout_id: path.checkout_id, signal })
    if (Symbol.asyncIterator in updates) {
      // A buffering gateway would hold the events back.
      return { status: 200, stream: serverSentEvents(updates), headers: { 'x-accel-buffering': 'no' } }
    }
    if (updates.kind === 'checkout-inconnu') return refuse(updates)
    return { ...refuse(updates), headers: comeBack }
  },
})

/** The choreographed checkout: its start, its outcome by long poll or server-sent events, and its end by an administrator. */
export const checkouts = (useCases: UseCases): Checkouts => ({
  ...startAndFollow(useCases),

  terminerCheckoutChoreo: async ({ path: { checkout_id }, headers }, context) => {
    const by = on(actOf('terminerCheckoutChoreo', context), 'checkout', checkout_id)
    const found = await useCases.forceEnd(checkout_id, { ...by, requestKey: headers['idempotency-key'] })
    return 'kind' in found ? refuse(found) : { status: 200, body: shown(found) }
  },
})
