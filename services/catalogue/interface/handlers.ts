import type { Handlers } from '#generated/catalogue/server.ts'
import type * as api from '#generated/catalogue/types.ts'
import { problems } from '#generated/problems.ts'
import { answerOnce, keyedRequest } from '#platform/http/idempotency.ts'
import { pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { refuseCursor, refuseField } from '#services/refusals.ts'
import { addProduct } from '../application/add-product.ts'
import { archiveProduct } from '../application/archive-product.ts'
import { changePrice } from '../application/change-price.ts'
import type { ReadProducts, RunOnce, SearchProducts } from '../application/ports.ts'
import { readSelection, searchProducts } from '../application/search-products.ts'
import { nomProduit, type Produit, prixMonetaire, referenceSku } from '../domain/produit.ts'

export type Ports = { read: ReadProducts; find: SearchProducts; runOnce: RunOnce }

const productBody = ({ produitId, sku, nom, prix, actif }: Produit): api.Produit => ({
  produit_id: produitId,
  sku,
  nom,
  prix_cents: prix,
  actif,
})

const reads = ({ read, find }: Ports) => {
  const select = readSelection(read)
  const search = searchProducts(find)
  return {
    rechercherProduits: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return refuseCursor()
      const { elements, cursor } = await search({ text: query.q, actif: query.actif }, page)
      return { status: 200, body: { elements: elements.map(productBody), curseur_suivant: cursor } }
    },

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

    lireProduit: async ({ path }) => {
      const [product] = await read([path.produit_id])
      return product === undefined ? problem(problems, 'produit-inconnu') : { status: 200, body: productBody(product) }
    },
  } satisfies Partial<Handlers>
}

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
      const keyed = keyedRequest('ajouterProduit', request, context)
      const once = await runOnce(keyed, (products) => addProduct(products)({ sku, nom, prix }))
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
      const once = await runOnce(keyed, (products) => changePrice(products)(request.path.produit_id, prix))
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
      const once = await runOnce(keyed, (products) => archiveProduct(products)(request.path.produit_id))
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

/** The operations of specs/openapi/catalogue.yaml. */
export const catalogueHandlers = (ports: Ports): Handlers => ({ ...reads(ports), ...changes(ports) })
