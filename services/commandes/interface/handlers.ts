import type { Handlers } from '#generated/commandes/server.ts'
import type * as api from '#generated/commandes/types.ts'
import { problems } from '#generated/problems.ts'
import type { Role } from '#generated/roles.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { answerOnce, keyedRequest, readEpoch } from '#platform/http/idempotency.ts'
import { pageOf, pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseCursor } from '#services/refusals.ts'
import type { CancelSale, DecideSale, ReadSale, ReadShops, WriteSale } from '../application/ports.ts'
import { recordSale } from '../application/record-sale.ts'
import { commandeVente } from '../domain/commande-vente.ts'
import type { Vente } from '../domain/vente.ts'
import { refuseLine } from './refusals.ts'
import { type ReportPorts, reportHandlers } from './reports.ts'

/** Sees only its own sales. */
const customer: Role = 'client'

export type Ports = ReportPorts & {
  write: WriteSale
  cancel: CancelSale
  decide: DecideSale
  readSale: ReadSale
  readShops: ReadShops
  newId: () => string
}

const fencedRequest = (operation: string, request: Parameters<typeof keyedRequest>[1], context: RequestContext) => ({
  ...keyedRequest(operation, request, context),
  epoch: readEpoch(context),
})

const saleBody = (sale: Vente): api.Vente => ({
  commande_id: sale.commandeId,
  checkout_id: sale.checkoutId,
  client_id: sale.clientId,
  etat: sale.etat,
  total_cents: sale.totalCents,
  lignes: sale.lignes.map(({ produitId, quantite, prixUnitaire }) => ({
    produit_id: produitId,
    quantite,
    prix_unitaire_cents: prixUnitaire,
  })),
})

/** Step 4 of the checkout and its undo. */
const checkout = ({ write, cancel, newId }: Ports) => {
  const record = recordSale(write, newId)
  return {
    enregistrerVente: async (request, context) => {
      const { checkout_id, client_id, lignes: lines } = request.body
      const order = commandeVente({
        checkoutId: checkout_id,
        clientId: client_id,
        lignes: lines.map(({ produit_id, quantite, prix_unitaire_cents }) => ({
          produitId: produit_id,
          quantite,
          prixCents: prix_unitaire_cents,
        })),
      })
      if ('kind' in order) return refuseLine(order)
      const once = await record(fencedRequest('enregistrerVente', request, context), order)
      return answerOnce(
        problems,
        once,
        (outcome): api.EnregistrerVenteAnswer =>
          outcome.kind === 'sale'
            ? { status: 201, body: saleBody(outcome.sale) }
            : problem(problems, outcome.kind, { checkout_id }),
      )
    },

    annulerVente: async (request, context) => {
      const { checkout_id, motif } = request.body
      const once = await cancel(fencedRequest('annulerVente', request, context), checkout_id, motif)
      return answerOnce(
        problems,
        once,
        (outcome): api.AnnulerVenteAnswer =>
          outcome.kind === 'annulee'
            ? { status: 200, body: { checkout_id, etat: 'annulee', commande_id: outcome.commandeId } }
            : problem(problems, outcome.kind, { checkout_id }),
      )
    },
  } satisfies Partial<Handlers>
}

/** Whether a checkout has an order, decided once and for all. */
const decision = ({ decide, readSale }: Ports) =>
  ({
    trancherVente: async (request, context) => {
      const { checkout_id, motif } = request.body
      const once = await decide(keyedRequest('trancherVente', request, context), checkout_id, motif)
      const decided = once.kind === 'done' || once.kind === 'replayed' ? once.answer : undefined
      const sale = decided?.kind === 'enregistree' ? await readSale(decided.commandeId) : undefined
      return answerOnce(problems, once, (outcome): api.TrancherVenteAnswer => {
        if (sale?.etat === 'enregistree') return { status: 200, body: saleBody(sale) }
        const reason = 'motif' in outcome && outcome.motif !== null ? { motif: outcome.motif } : {}
        return problem(problems, 'vente-annulee', { checkout_id, ...reason })
      })
    },
  }) satisfies Partial<Handlers>

const reads = ({ readSale, readShops }: Ports) =>
  ({
    lireVente: async ({ path }, { subject }) => {
      const sale = await readSale(path.commande_id)
      const seesAll = subject !== undefined && subject.role !== customer
      const visible = sale !== undefined && (seesAll || subject?.id === sale.clientId)
      return visible ? { status: 200, body: saleBody(sale) } : problem(problems, 'vente-inconnue', {})
    },

    listerMagasins: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return refuseCursor()
      const { elements, cursor } = pageOf(await readShops(page), page.limit, ({ magasinId }) => magasinId)
      return {
        status: 200,
        body: {
          elements: elements.map(({ magasinId, nom }) => ({ magasin_id: magasinId, nom })),
          curseur_suivant: cursor,
        },
      }
    },
  }) satisfies Partial<Handlers>

/** The operations of specs/openapi/commandes.yaml. */
export const commandesHandlers = (ports: Ports): Omit<Handlers, 'lireLignesVentes' | 'lireDonneesClientCommandes'> => ({
  ...checkout(ports),
  ...decision(ports),
  ...reads(ports),
  ...reportHandlers(ports),
})
