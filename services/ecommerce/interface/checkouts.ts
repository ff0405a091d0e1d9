import type { Handlers } from '#generated/ecommerce/server.ts'
import type { IssueCheckout } from '#generated/ecommerce/types.ts'
import { fingerprint } from '#platform/delivery/idempotency.ts'
import { waitSeconds } from '#platform/http/prefer.ts'
import { ProblemError } from '#platform/http/problem.ts'
import type { checkoutEcommerce } from '../application/checkout-ecommerce.ts'
import type { lireCheckout } from '../application/lire-checkout.ts'
import type { Nouvelle, suivreCheckout } from '../application/suivre-checkout.ts'
import type { ProcessusCheckout } from '../domain/processus-checkout.ts'
import { refuse } from './refusals.ts'

type UseCases = {
  /** Whether too many checkouts wait for their first event to reach the stream. */
  isBacklogFull: () => boolean
  checkoutEcommerce: ReturnType<typeof checkoutEcommerce>
  lireCheckout: ReturnType<typeof lireCheckout>
  suivreCheckout: ReturnType<typeof suivreCheckout>
}

type Checkouts = Pick<Handlers, 'initierCheckoutChoreo' | 'lireCheckoutChoreo' | 'suivreCheckoutChoreo'>

const comeBack = { 'retry-after': '1' }

const shown = (processus: ProcessusCheckout): IssueCheckout => ({
  checkout_id: processus.checkout_id,
  etat: processus.etat,
  commande_id: processus.etat === 'REUSSI' ? processus.commande_id : null,
  motif: processus.etat === 'ECHOUE' ? processus.motif : null,
})

/** A reader that prefers to wait longer is answered after this time, as RFC 7240 allows. */
const waitMaxSeconds = 30

async function* serverSentEvents(nouvelles: AsyncIterable<Nouvelle>): AsyncGenerator<string> {
  for await (const nouvelle of nouvelles) {
    if (nouvelle === 'toujours-en-cours') yield ': EN_COURS\n\n'
    else yield `event: etat\ndata: ${JSON.stringify(shown(nouvelle))}\n\n`
  }
}

/** The choreographed checkout: its start, and its outcome by long poll or server-sent events. */
export const checkouts = ({ isBacklogFull, checkoutEcommerce, lireCheckout, suivreCheckout }: UseCases): Checkouts => ({
  initierCheckoutChoreo: async ({ path, headers, body }, { traceparent }) => {
    if (isBacklogFull()) {
      const detail = 'too many checkouts are waiting to be published'
      throw new ProblemError('unavailable', { detail }, { 'retry-after': '5' })
    }
    const lignes = body?.panier?.lignes
    const demande = {
      scope: `client:${path.id}`,
      key: headers['idempotency-key'],
      fingerprint: fingerprint('initierCheckoutChoreo', lignes ?? null),
    }
    const accepte = await checkoutEcommerce({ client_id: path.id, lignes, demande, traceparent })
    if ('refus' in accepte) {
      if (accepte.refus !== 'produit-en-double') return refuse(accepte)
      const message = `product ${accepte.produit_id} appears in more than one line`
      return refuse(accepte, { errors: [{ field: '/panier/lignes', rule: 'unique produit_id', message }] })
    }
    const { checkout_id } = accepte
    const location = `/api/commandes/clients/${path.id}/checkout/choreo/${checkout_id}/`
    return { status: 202, body: { checkout_id, etat: 'EN_COURS' }, headers: { location } }
  },

  lireCheckoutChoreo: async ({ path, headers }, { signal }) => {
    const seconds = waitSeconds(headers.prefer, waitMaxSeconds)
    const lu = await lireCheckout({
      client_id: path.id,
      checkout_id: path.checkout_id,
      attendreMs: seconds * 1000,
      signal,
    })
    if ('refus' in lu) return refuse(lu)
    const body = shown(lu.processus)
    if (lu.attendu) return { status: 200, body, headers: { 'preference-applied': `wait=${seconds}` } }
    return seconds > 0 ? { status: 200, body, headers: comeBack } : { status: 200, body }
  },

  suivreCheckoutChoreo: async ({ path }, { signal }) => {
    const nouvelles = await suivreCheckout({ client_id: path.id, checkout_id: path.checkout_id, signal })
    if (Symbol.asyncIterator in nouvelles) {
      // A buffering gateway would hold the events back.
      return { status: 200, stream: serverSentEvents(nouvelles), headers: { 'x-accel-buffering': 'no' } }
    }
    if (nouvelles.refus === 'checkout-inconnu') return refuse(nouvelles)
    return { ...refuse(nouvelles), headers: comeBack }
  },
})
