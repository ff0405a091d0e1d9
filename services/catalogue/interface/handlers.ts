import type { Handlers } from '#generated/catalogue/server.ts'
import type * as api from '#generated/catalogue/types.ts'
import { problems } from '#generated/problems.ts'
import { answerOnce, keyedRequest } from '#platform/http/idempotency.ts'
import { pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { ajouterProduit } from '../application/ajouter-produit.ts'
import { archiverProduit } from '../application/archiver-produit.ts'
import { modifierPrix } from '../application/modifier-prix.ts'
import type { ChercherProduits, LireProduits, UneFois } from '../application/ports.ts'
import { lireSelection, rechercherProduits } from '../application/rechercher-produits.ts'
import { nomProduit, type Produit, prixMonetaire, referenceSku } from '../domain/produit.ts'

export type Ports = { lire: LireProduits; chercher: ChercherProduits; uneFois: UneFois }

const corpsProduit = ({ produitId, sku, nom, prix, actif }: Produit): api.Produit => ({
  produit_id: produitId,
  sku,
  nom,
  prix_cents: prix,
  actif,
})

const champInvalide = (field: string, rule: string, message: string) =>
  problem(problems, 'validation', { detail: `${field} ${message}`, errors: [{ field, rule, message }] })

const lectures = ({ lire, chercher }: Ports) => {
  const selectionner = lireSelection(lire)
  const rechercher = rechercherProduits(chercher)
  return {
    rechercherProduits: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return champInvalide('curseur', 'cursor', 'is not the curseur_suivant of a page')
      const { elements, cursor } = await rechercher({ texte: query.q, actif: query.actif }, page)
      return { status: 200, body: { elements: elements.map(corpsProduit), curseur_suivant: cursor } }
    },

    lireSelection: async ({ query }) => {
      const outcome = await selectionner(query.produit_id)
      if (outcome.kind === 'produit-indisponible')
        return problem(problems, outcome.kind, { produit_ids: [...outcome.produitIds] })
      const produits = outcome.produits.map(({ produitId, nom, prix }) => ({
        produit_id: produitId,
        nom,
        prix_unitaire_cents: prix,
      }))
      return { status: 200, body: { produits } }
    },

    lireProduit: async ({ path }) => {
      const [produit] = await lire([path.produit_id])
      return produit === undefined ? problem(problems, 'produit-inconnu') : { status: 200, body: corpsProduit(produit) }
    },
  } satisfies Partial<Handlers>
}

const changements = ({ uneFois }: Ports) =>
  ({
    ajouterProduit: async (request, context) => {
      const { body } = request
      const sku = referenceSku(body.sku)
      const nom = nomProduit(body.nom)
      const prix = prixMonetaire(body.prix_cents)
      if (sku === undefined) return champInvalide('/sku', 'format', 'is not a SKU')
      if (nom === undefined) return champInvalide('/nom', 'format', 'must have a visible character')
      if (prix === undefined) return champInvalide('/prix_cents', 'range', 'is not a price')
      const keyed = keyedRequest('ajouterProduit', request, context)
      const once = await uneFois(keyed, (produits) => ajouterProduit(produits)({ sku, nom, prix }))
      return answerOnce(
        problems,
        once,
        (outcome): api.AjouterProduitAnswer =>
          outcome.kind === 'produit'
            ? { status: 201, body: corpsProduit(outcome.produit) }
            : problem(problems, outcome.kind, { detail: `${sku} is the SKU of product ${outcome.produitId}` }),
      )
    },

    modifierPrix: async (request, context) => {
      const prix = prixMonetaire(request.body.prix_cents)
      if (prix === undefined) return champInvalide('/prix_cents', 'range', 'is not a price')
      const keyed = keyedRequest('modifierPrix', request, context)
      const once = await uneFois(keyed, (produits) => modifierPrix(produits)(request.path.produit_id, prix))
      return answerOnce(problems, once, (outcome): api.ModifierPrixAnswer => {
        switch (outcome.kind) {
          case 'produit':
            return { status: 200, body: corpsProduit(outcome.produit) }
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
      const once = await uneFois(keyed, (produits) => archiverProduit(produits)(request.path.produit_id))
      return answerOnce(
        problems,
        once,
        (outcome): api.ArchiverProduitAnswer =>
          outcome.kind === 'produit'
            ? { status: 200, body: corpsProduit(outcome.produit) }
            : problem(problems, outcome.kind, {}),
      )
    },
  }) satisfies Partial<Handlers>

/** The operations of specs/openapi/catalogue.yaml. */
export const catalogueHandlers = (ports: Ports): Handlers => ({ ...lectures(ports), ...changements(ports) })
