import type { Handlers } from '#generated/inventaire/server.ts'
import type {
  AugmenterStockAnswer,
  CreerDemandeReapproAnswer,
  DiminuerStockAnswer,
  ReapprovisionnerStockAnswer,
  TransfererStockAnswer,
} from '#generated/inventaire/types.ts'
import { problems } from '#generated/problems.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { answerOnce, keyedRequest, readEpoch } from '#platform/http/idempotency.ts'
import { pageOf, pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { creerDemandeReappro } from '../application/creer-demande-reappro.ts'
import type { Lectures, Liberer, LireReservation, Reserver, UneFois } from '../application/ports.ts'
import { reapprovisionnerStock } from '../application/reapprovisionner-stock.ts'
import { transfererStock } from '../application/transferer-stock.ts'
import { verifierStock } from '../application/verifier-stock.ts'
import { type Quantite, quantite } from '../domain/quantite.ts'
import * as corps from './bodies.ts'

export type Ports = {
  reserver: Reserver
  liberer: Liberer
  lireReservation: LireReservation
  uneFois: UneFois
  lectures: Lectures
  newId: () => string
  /** Milliseconds since the epoch. */
  now: () => number
}

type Keyed = Parameters<typeof keyedRequest>[1]

const demandeDe = (operation: string, request: Keyed, context: RequestContext) => ({
  ...keyedRequest(operation, request, context),
  epoch: readEpoch(context),
})

/** The specification allows only quantities that the domain accepts. */
const pieces = (nombre: number): Quantite => {
  const valeur = quantite(nombre)
  if (valeur === undefined) throw new Error(`${nombre} passed the specification but is not a valid quantity`)
  return valeur
}

const inconnu = <Kind extends 'produit-inconnu' | 'magasin-inconnu'>(kind: Kind) => problem(problems, kind)

/** Steps 1 and 3 of the checkout, the undo of step 3, and reading its reservation. */
const checkout = ({ reserver, liberer, lireReservation, lectures }: Ports) => {
  const verifier = verifierStock(lectures.disponibles)
  return {
    verifierStock: async ({ body }) => {
      const lignes = corps.lignesDe(body)
      if ('kind' in lignes) return corps.ligneRefusee(lignes)
      const outcome = await verifier(lignes)
      if (outcome.kind === 'stock-insuffisant') return corps.stockInsuffisant(outcome)
      const disponible = (produitId: number): number => outcome.disponibles.get(produitId) ?? 0
      return {
        status: 200,
        body: { lignes: body.lignes.map(({ produit_id }) => ({ produit_id, disponible: disponible(produit_id) })) },
      }
    },

    diminuerStock: async (request, context) => {
      const { checkout_id } = request.body
      const lignes = corps.lignesDe(request.body)
      if ('kind' in lignes) return corps.ligneRefusee(lignes)
      const sansPrix = { ...request, body: { checkout_id, lignes: request.body.lignes.map(corps.ligneSansPrix) } }
      const once = await reserver(demandeDe('diminuerStock', sansPrix, context), checkout_id, lignes)
      return answerOnce(problems, once, (outcome): DiminuerStockAnswer => {
        switch (outcome.kind) {
          case 'reservee':
            return { status: 200, body: corps.corpsReservation(checkout_id, 'reservee', lignes) }
          case 'stock-insuffisant':
            return corps.stockInsuffisant(outcome)
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
      const once = await liberer(demandeDe('augmenterStock', request, context), checkout_id)
      return answerOnce(
        problems,
        once,
        (outcome): AugmenterStockAnswer =>
          outcome.kind === 'liberee'
            ? { status: 200, body: corps.corpsReservation(checkout_id, 'liberee', outcome.lignes) }
            : problem(problems, outcome.kind, { checkout_id }),
      )
    },

    lireReservation: async ({ path: { checkout_id } }) => {
      const connue = await lireReservation(checkout_id)
      return connue === undefined
        ? problem(problems, 'reservation-inconnue')
        : { status: 200, body: corps.corpsReservationConnue(checkout_id, connue) }
    },
  } satisfies Partial<Handlers>
}

const lecture = ({ lectures }: Ports) =>
  ({
    consulterStocksCentral: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return corps.curseurInvalide()
      const { elements, cursor } = pageOf(await lectures.stocksCentraux(page), page.limit, (stock) => stock.produitId)
      return { status: 200, body: { elements: elements.map(corps.corpsStock), curseur_suivant: cursor } }
    },

    lireStockCentral: async ({ path }) => {
      const stock = await lectures.stockCentral(path.produit_id)
      return stock === undefined ? inconnu('produit-inconnu') : { status: 200, body: corps.corpsStock(stock) }
    },

    consulterStocksLocaux: async ({ path, query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return corps.curseurInvalide()
      const stocks = await lectures.stocksLocaux(path.magasin_id, page)
      if (stocks === undefined) return inconnu('magasin-inconnu')
      const { elements, cursor } = pageOf(stocks, page.limit, (stock) => stock.produitId)
      return { status: 200, body: { elements: elements.map(corps.corpsStockLocal), curseur_suivant: cursor } }
    },

    lireDemandeReappro: async ({ path }) => {
      const demande = await lectures.demande(path.demande_id)
      return demande === undefined
        ? problem(problems, 'demande-inconnue')
        : { status: 200, body: corps.corpsDemande(demande) }
    },

    listerDemandesReappro: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return corps.curseurInvalide()
      const demandes = await lectures.demandes(query.statut, page)
      const { elements, cursor } = pageOf(demandes, page.limit, (demande) => demande.position)
      return { status: 200, body: { elements: elements.map(corps.corpsDemande), curseur_suivant: cursor } }
    },
  }) satisfies Partial<Handlers>

const mouvements = ({ uneFois, newId, now }: Ports) =>
  ({
    reapprovisionnerStock: async (request, context) => {
      const keyed = keyedRequest('reapprovisionnerStock', request, context)
      const once = await uneFois(keyed, (stocks) =>
        reapprovisionnerStock(stocks)(request.path.produit_id, pieces(request.body.quantite)),
      )
      return answerOnce(
        problems,
        once,
        (outcome): ReapprovisionnerStockAnswer =>
          outcome.kind === 'stock-plein'
            ? corps.stockPlein(outcome)
            : { status: 200, body: corps.corpsStock(outcome.stock) },
      )
    },

    transfererStock: async (request, context) => {
      const { produit_id, magasin_id, quantite } = request.body
      const transfert = {
        transfertId: newId(),
        produitId: produit_id,
        magasinId: magasin_id,
        quantite: pieces(quantite),
      }
      const keyed = keyedRequest('transfererStock', request, context)
      const once = await uneFois(keyed, (stocks) => transfererStock(stocks)(transfert))
      return answerOnce(problems, once, (outcome): TransfererStockAnswer => {
        switch (outcome.kind) {
          case 'transfere':
            return { status: 201, body: corps.corpsTransfert(outcome.transfert) }
          case 'stock-insuffisant':
            return corps.stockInsuffisant(outcome)
          case 'produit-inconnu':
          case 'magasin-inconnu':
            return inconnu(outcome.kind)
          default:
            return outcome satisfies never
        }
      })
    },

    creerDemandeReappro: async (request, context) => {
      const { produit_id, magasin_id, quantite } = request.body
      const nouvelle = {
        demandeId: newId(),
        magasinId: magasin_id,
        produitId: produit_id,
        quantite: pieces(quantite),
        creeeA: now(),
      }
      const keyed = keyedRequest('creerDemandeReappro', request, context)
      const once = await uneFois(keyed, (stocks) => creerDemandeReappro(stocks)(nouvelle))
      return answerOnce(
        problems,
        once,
        (outcome): CreerDemandeReapproAnswer =>
          outcome.kind === 'creee' ? { status: 201, body: corps.corpsDemande(outcome.demande) } : inconnu(outcome.kind),
      )
    },
  }) satisfies Partial<Handlers>

/** The operations of specs/openapi/inventaire.yaml. */
export const inventaireHandlers = (ports: Ports): Handlers => ({
  ...checkout(ports),
  ...lecture(ports),
  ...mouvements(ports),
})
