import type { Handlers } from '#generated/inventaire/server.ts'
import type {
  AugmenterStockAnswer,
  CreerDemandeReapproAnswer,
  DiminuerStockAnswer,
  ReapprovisionnerStockAnswer,
  TransfererStockAnswer,
} from '#generated/inventaire/types.ts'
import { problems } from '#generated/problems.ts'
import { on } from '#platform/delivery/operation-log.ts'
import { actOf } from '#platform/http/act.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { answerOnce, keyedRequest, readEpoch } from '#platform/http/idempotency.ts'
import { pageOf, pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseCursor } from '#services/refusals.ts'
import { createRestockRequest } from '../application/create-restock-request.ts'
import type { ReadReservation, Reads, Release, Reserve, RunOnce, StockLists } from '../application/ports.ts'
import { restock } from '../application/restock.ts'
import { transferStock } from '../application/transfer-stock.ts'
import { verifyStock } from '../application/verify-stock.ts'
import { type Quantite, quantite } from '../domain/quantite.ts'
import * as bodies from './bodies.ts'
import { refuseFullStock, refuseLine, refuseStock, refuseUnknown } from './refusals.ts'
import { type StepUseCases, stepHandlers } from './steps.ts'
import { stockListHandlers } from './stock-lists.ts'

export type Ports = {
  reserve: Reserve
  release: Release
  readReservation: ReadReservation
  runOnce: RunOnce
  reads: Reads
  lists: StockLists
  steps: StepUseCases
  newId: () => string
  /** Milliseconds since the epoch. */
  now: () => number
}

type Keyed = Parameters<typeof keyedRequest>[1]

const fencedRequest = (operation: string, request: Keyed, context: RequestContext) => ({
  ...keyedRequest(operation, request, context),
  epoch: readEpoch(context),
})

/** The specification allows only quantities that the domain accepts. */
const pieces = (count: number): Quantite => {
  const parsed = quantite(count)
  if (parsed === undefined) throw new Error(`${count} passed the specification but is not a valid quantity`)
  return parsed
}

/** Steps 1 and 3 of the checkout, the undo of step 3, and reading its reservation. */
const checkout = ({ reserve, release, readReservation, reads }: Ports) => {
  const verify = verifyStock(reads.available)
  return {
    verifierStock: async ({ body }) => {
      const lines = bodies.linesOf(body)
      if ('kind' in lines) return refuseLine(lines)
      const outcome = await verify(lines)
      if (outcome.kind === 'stock-insuffisant') return refuseStock(outcome)
      const disponible = (produitId: number): number => outcome.available.get(produitId) ?? 0
      return {
        status: 200,
        body: { lignes: body.lignes.map(({ produit_id }) => ({ produit_id, disponible: disponible(produit_id) })) },
      }
    },

    diminuerStock: async (request, context) => {
      const { checkout_id } = request.body
      const lines = bodies.linesOf(request.body)
      if ('kind' in lines) return refuseLine(lines)
      const withoutPrices = {
        ...request,
        body: { checkout_id, lignes: request.body.lignes.map(bodies.lineWithoutPrice) },
      }
      const once = await reserve(fencedRequest('diminuerStock', withoutPrices, context), checkout_id, lines)
      return answerOnce(problems, once, (outcome): DiminuerStockAnswer => {
        switch (outcome.kind) {
          case 'reservee':
            return { status: 200, body: bodies.reservationBody(checkout_id, 'reservee', lines) }
          case 'stock-insuffisant':
            return refuseStock(outcome)
          case 'reservation-annulee':
          case 'epoch-superseded':
            return problem(problems, outcome.kind, { checkout_id })
          default:
            return outcome satisfies never
        }
      })
    },

    augmenterStock: async (request, context) => {
      const { checkout_id } = request.body
      const once = await release(fencedRequest('augmenterStock', request, context), checkout_id)
      return answerOnce(
        problems,
        once,
        (outcome): AugmenterStockAnswer =>
          outcome.kind === 'liberee'
            ? { status: 200, body: bodies.reservationBody(checkout_id, 'liberee', outcome.lignes) }
            : problem(problems, outcome.kind, { checkout_id }),
      )
    },

    lireReservation: async ({ path: { checkout_id } }) => {
      const known = await readReservation(checkout_id)
      return known === undefined
        ? problem(problems, 'reservation-inconnue')
        : { status: 200, body: bodies.knownReservationBody(checkout_id, known) }
    },
  } satisfies Partial<Handlers>
}

const reading = ({ reads }: Ports) =>
  ({
    lireStockCentral: async ({ path }) => {
      const stock = await reads.centralStock(path.produit_id)
      return stock === undefined ? refuseUnknown('produit-inconnu') : { status: 200, body: bodies.stockBody(stock) }
    },

    lireDemandeReappro: async ({ path }) => {
      const request = await reads.request(path.demande_id)
      return request === undefined
        ? problem(problems, 'demande-inconnue')
        : { status: 200, body: bodies.requestBody(request) }
    },

    listerDemandesReappro: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return refuseCursor()
      const restockRequests = await reads.restockRequests(query.statut, page)
      const { elements, cursor } = pageOf(restockRequests, page.limit, (request) => request.position)
      return { status: 200, body: { elements: elements.map(bodies.requestBody), curseur_suivant: cursor } }
    },
  }) satisfies Partial<Handlers>

const movements = ({ runOnce, newId, now }: Ports) =>
  ({
    reapprovisionnerStock: async (request, context) => {
      const keyed = keyedRequest('reapprovisionnerStock', request, context)
      const { produit_id } = request.path
      const act = actOf('reapprovisionnerStock', context)
      const once = await runOnce(
        keyed,
        (stocks) => restock(stocks)(produit_id, pieces(request.body.quantite)),
        ({ kind }) => (kind === 'restocked' ? on(act, 'stock_central', produit_id) : undefined),
      )
      return answerOnce(
        problems,
        once,
        (outcome): ReapprovisionnerStockAnswer =>
          outcome.kind === 'stock-plein'
            ? refuseFullStock(outcome)
            : { status: 200, body: bodies.stockBody(outcome.stock) },
      )
    },

    transfererStock: async (request, context) => {
      const { produit_id, magasin_id, quantite } = request.body
      const transfer = {
        transfertId: newId(),
        produitId: produit_id,
        magasinId: magasin_id,
        quantite: pieces(quantite),
      }
      const keyed = keyedRequest('transfererStock', request, context)
      const act = actOf('transfererStock', context)
      const once = await runOnce(
        keyed,
        (stocks) => transferStock(stocks)(transfer),
        ({ kind }) => (kind === 'transferred' ? on(act, 'transfert', transfer.transfertId) : undefined),
      )
      return answerOnce(problems, once, (outcome): TransfererStockAnswer => {
        switch (outcome.kind) {
          case 'transferred':
            return { status: 201, body: bodies.transferBody(outcome.transfer) }
          case 'stock-insuffisant':
            return refuseStock(outcome)
          case 'produit-inconnu':
          case 'magasin-inconnu':
            return refuseUnknown(outcome.kind)
          default:
            return outcome satisfies never
        }
      })
    },

    creerDemandeReappro: async (request, context) => {
      const { produit_id, magasin_id, quantite } = request.body
      const newRequest = {
        demandeId: newId(),
        magasinId: magasin_id,
        produitId: produit_id,
        quantite: pieces(quantite),
        creeeA: now(),
      }
      const keyed = keyedRequest('creerDemandeReappro', request, context)
      const act = actOf('creerDemandeReappro', context)
      const once = await runOnce(
        keyed,
        (stocks) => createRestockRequest(stocks)(newRequest),
        ({ kind }) => (kind === 'created' ? on(act, 'demande_reapprovisionnement', newRequest.demandeId) : undefined),
      )
      return answerOnce(
        problems,
        once,
        (outcome): CreerDemandeReapproAnswer =>
          outcome.kind === 'created'
            ? { status: 201, body: bodies.requestBody(outcome.restockRequest) }
            : refuseUnknown(outcome.kind),
      )
    },
  }) satisfies Partial<Handlers>

/** The operations on stocks and restocking requests. */
export const inventaireHandlers = (ports: Ports): Omit<Handlers, 'lireJournalInventaire' | 'lireLignesInventaire'> => ({
  ...checkout(ports),
  ...reading(ports),
  ...stockListHandlers(ports.lists),
  ...movements(ports),
  ...stepHandlers(ports.steps),
})
