import type { Handlers } from '#generated/catalogue/server.ts'
import type * as api from '#generated/catalogue/types.ts'
import { problems } from '#generated/problems.ts'
import { type Act, on } from '#platform/delivery/operation-log.ts'
import { actOf } from '#platform/http/act.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { answerOnce, keyedRequest } from '#platform/http/idempotency.ts'
import { pageOf, pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseCursor, refuseField } from '#services/refusals.ts'
import { addProduct } from '../application/add-product.ts'
import { archiveProduct } from '../application/archive-product.ts'
import { changePrice } from '../application/change-price.ts'
import type { ListCategories, ReadPrices, ReadProducts, RunOnce, Search, SearchProducts } from '../application/ports.ts'
import { readSelection, searchProducts } from '../application/search-products.ts'
import type { PrixHistorique } from '../domain/historique-prix.ts'
import { type Categorie, categorie, nomProduit, type Produit, prixMonetaire, referenceSku } from '../domain/produit.ts'

export type Ports = {
  read: ReadProducts
  find: SearchProducts
  listCategories: ListCategories
  readPrices: ReadPrices
  runOnce: RunOnce
}

const productBody = ({ produitId, sku, nom, categorie: category, prix, actif }: Produit): api.Produit => ({
  produit_id: produitId,
  sku,
  nom,
  categorie: category,
  prix_cents: prix,
  actif,
})

const priceBody = ({ version, prix, par, depuisMs }: PrixHistorique): api.PrixHistorique => ({
  version,
  prix_cents: prix,
  par,
  depuis: new Date(depuisMs).toISOString(),
})

const defaultCategory = 'divers'
const categoriesMax = 1_000

/** The specification allows only categories that the domain accepts. */
const categoryOf = (text: string): Categorie => {
  const category = categorie(text)
  if (category === undefined) throw new Error(`${text} passed the specification but is not a category`)
  return category
}

/** Names are stored as they are usually typed: each accented letter is one character. */
const composed = (text: string | undefined): string | undefined => text?.normalize('NFC')

const searchOf = (query: api.RechercherProduitsInput['query']): Search => ({
  text: composed(query.q),
  words: composed(query.texte),
  produitIds: query.produit_id,
  categorie: query.categorie === undefined ? undefined : categoryOf(query.categorie),
  prixMinCents: query.prix_min_cents,
  prixMaxCents: query.prix_max_cents,
  actif: query.actif,
})

const setterMax = 200
/** Who sets a price: the member of staff. */
const setterOf = ({ subject, caller }: RequestContext): string => (subject?.id ?? caller).slice(0, setterMax)

const reads = ({ read, find, listCategories, readPrices }: Ports) => {
  const select = readSelection(read)
  const search = searchProducts(find)
  return {
    rechercherProduits: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return refuseCursor()
      const { elements, cursor } = await search(searchOf(query), page)
      return { status: 200, body: { elements: elements.map(productBody), curseur_suivant: cursor } }
    },

    listerCategories: async () => ({ status: 200, body: { categories: await listCategories(categoriesMax) } }),

    lireSelection: async ({ query }) => {
      const outcome = await select(query.produit_id)
      if (outcome.kind === 'produit-indisponible')
        return problem(problems, outcome.kind, { produit_ids: [...outcome.produitIds] })
      const products = outcome.produits.map(({ produitId, nom, prix }) => ({
        produit_id: produitId,
        nom,
        prix_unitaire_cents: prix,
      }))
      return { status: 200, body: { produits: products } }
    },

    lireHistoriquePrix: async ({ path, query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return refuseCursor()
      const prices = await readPrices(path.produit_id, page)
      if (prices === undefined) return problem(problems, 'produit-inconnu')
      const { elements, cursor } = pageOf(prices, page.limit, ({ version }) => version)
      return { status: 200, body: { elements: elements.map(priceBody), curseur_suivant: cursor } }
    },

    lireProduit: async ({ path }) => {
      const [product] = await read([path.produit_id])
      return product === undefined ? problem(problems, 'produit-inconnu') : { status: 200, body: productBody(product) }
    },
  } satisfies Partial<Handlers>
}

/** A refusal is not logged. */
const onProduct = (act: Act) => (outcome: { kind: string; product?: Produit }) =>
  outcome.product === undefined ? undefined : on(act, 'produit', outcome.product.produitId)

const changes = ({ runOnce }: Ports) =>
  ({
    ajouterProduit: async (request, context) => {
      const { body } = request
      const sku = referenceSku(body.sku)
      const nom = nomProduit(body.nom)
      const prix = prixMonetaire(body.prix_cents)
      if (sku === undefined) return refuseField('/sku', 'format', 'is not a SKU')
      if (nom === undefined) return refuseField('/nom', 'format', 'must have a visible character')
      if (prix === undefined) return refuseField('/prix_cents', 'range', 'is not a price')
      const category = categoryOf(body.categorie ?? defaultCategory)
      const keyed = keyedRequest('ajouterProduit', request, context)
      const once = await runOnce(
        keyed,
        (products) => addProduct(products)({ sku, nom, categorie: category, prix }, setterOf(context)),
        onProduct(actOf('ajouterProduit', context)),
      )
      return answerOnce(
        problems,
        once,
        (outcome): api.AjouterProduitAnswer =>
          outcome.kind === 'product'
            ? { status: 201, body: productBody(outcome.product) }
            : problem(problems, outcome.kind, { detail: `${sku} is the SKU of product ${outcome.produitId}` }),
      )
    },

    modifierPrix: async (request, context) => {
      const prix = prixMonetaire(request.body.prix_cents)
      if (prix === undefined) return refuseField('/prix_cents', 'range', 'is not a price')
      const keyed = keyedRequest('modifierPrix', request, context)
      const once = await runOnce(
        keyed,
        (products) => changePrice(products)({ produitId: request.path.produit_id, prix, setBy: setterOf(context) }),
        onProduct(actOf('modifierPrix', context)),
      )
      return answerOnce(problems, once, (outcome): api.ModifierPrixAnswer => {
        switch (outcome.kind) {
          case 'product':
            return { status: 200, body: productBody(outcome.product) }
          case 'produit-inconnu':
            return problem(problems, outcome.kind)
          case 'produit-archive':
            return problem(problems, outcome.kind)
          default:
            return outcome satisfies never
        }
      })
    },

    archiverProduit: async (request, context) => {
      const keyed = keyedRequest('archiverProduit', request, context)
      const once = await runOnce(
        keyed,
        (products) => archiveProduct(products)(request.path.produit_id),
        onProduct(actOf('archiverProduit', context)),
      )
      return answerOnce(
        problems,
        once,
        (outcome): api.ArchiverProduitAnswer =>
          outcome.kind === 'product'
            ? { status: 200, body: productBody(outcome.product) }
            : problem(problems, outcome.kind, {}),
      )
    },
  }) satisfies Partial<Handlers>

/** The operations on products. */
export const catalogueHandlers = (ports: Ports): Omit<Handlers, 'lireJournalCatalogue'> => ({
  ...reads(ports),
  ...changes(ports),
})
