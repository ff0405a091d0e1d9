import type { Handlers } from '#generated/commandes/server.ts'
import type * as api from '#generated/commandes/types.ts'
import { problems } from '#generated/problems.ts'
import type { RequestContext } from '#platform/http/context.ts'
import { answerOnce, keyedRequest, readEpoch } from '#platform/http/idempotency.ts'
import { pageOf, pageRequest } from '#platform/http/page.ts'
import { problem } from '#platform/http/problem.ts'
import { enregistrerVente } from '../application/enregistrer-vente.ts'
import type { AnnulerVente, EcrireVente, LireMagasins, LireVente, TrancherVente } from '../application/ports.ts'
import { commandeVente, type LigneRefusee } from '../domain/commande-vente.ts'
import type { Vente } from '../domain/vente.ts'

export type Ports = {
  ecrire: EcrireVente
  annuler: AnnulerVente
  trancher: TrancherVente
  lireVente: LireVente
  lireMagasins: LireMagasins
  newId: () => string
}

const demandeDe = (operation: string, request: Parameters<typeof keyedRequest>[1], context: RequestContext) => ({
  ...keyedRequest(operation, request, context),
  epoch: readEpoch(context),
})

const corpsVente = (vente: Vente): api.Vente => ({
  commande_id: vente.commandeId,
  checkout_id: vente.checkoutId,
  client_id: vente.clientId,
  etat: vente.etat,
  total_cents: vente.totalCents,
  lignes: vente.lignes.map(({ produitId, quantite, prixUnitaire }) => ({
    produit_id: produitId,
    quantite,
    prix_unitaire_cents: prixUnitaire,
  })),
})

const champInvalide = (field: string, rule: string, message: string) =>
  problem(problems, 'validation', { detail: `${field} ${message}`, errors: [{ field, rule, message }] })

const ligneRefusee = ({ position, regle }: LigneRefusee) =>
  regle === 'produit-unique'
    ? champInvalide(`/lignes/${position}/produit_id`, 'unique', 'already appears in an earlier line')
    : champInvalide(`/lignes/${position}`, 'range', `has a ${regle} outside its limits`)

/** Step 4 of the checkout and its undo. */
const checkout = ({ ecrire, annuler, newId }: Ports) => {
  const enregistrer = enregistrerVente(ecrire, newId)
  return {
    enregistrerVente: async (request, context) => {
      const { checkout_id, client_id, lignes } = request.body
      const commande = commandeVente({
        checkoutId: checkout_id,
        clientId: client_id,
        lignes: lignes.map(({ produit_id, quantite, prix_unitaire_cents }) => ({
          produitId: produit_id,
          quantite,
          prixCents: prix_unitaire_cents,
        })),
      })
      if ('kind' in commande) return ligneRefusee(commande)
      const once = await enregistrer(demandeDe('enregistrerVente', request, context), commande)
      return answerOnce(
        problems,
        once,
        (outcome): api.EnregistrerVenteAnswer =>
          outcome.kind === 'vente'
            ? { status: 201, body: corpsVente(outcome.vente) }
            : problem(problems, outcome.kind, { checkout_id }),
      )
    },

    annulerVente: async (request, context) => {
      const { checkout_id, motif } = request.body
      const once = await annuler(demandeDe('annulerVente', request, context), checkout_id, motif)
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
const decision = ({ trancher, lireVente }: Ports) =>
  ({
    trancherVente: async (request, context) => {
      const { checkout_id, motif } = request.body
      const once = await trancher(keyedRequest('trancherVente', request, context), checkout_id, motif)
      const tranchee = once.kind === 'done' || once.kind === 'replayed' ? once.answer : undefined
      const vente = tranchee?.kind === 'enregistree' ? await lireVente(tranchee.commandeId) : undefined
      return answerOnce(problems, once, (outcome): api.TrancherVenteAnswer => {
        if (vente?.etat === 'enregistree') return { status: 200, body: corpsVente(vente) }
        const reason = 'motif' in outcome && outcome.motif !== null ? { motif: outcome.motif } : {}
        return problem(problems, 'vente-annulee', { checkout_id, ...reason })
      })
    },
  }) satisfies Partial<Handlers>

const lectures = ({ lireVente, lireMagasins }: Ports) =>
  ({
    lireVente: async ({ path }, { subject }) => {
      const vente = await lireVente(path.commande_id)
      const visible = vente !== undefined && (subject?.role === 'staff' || subject?.id === vente.clientId)
      return visible ? { status: 200, body: corpsVente(vente) } : problem(problems, 'vente-inconnue', {})
    },

    listerMagasins: async ({ query }) => {
      const page = pageRequest(query.curseur, query.limite)
      if (page === undefined) return champInvalide('curseur', 'cursor', 'is not the curseur_suivant of a page')
      const { elements, cursor } = pageOf(await lireMagasins(page), page.limit, ({ magasinId }) => magasinId)
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
export const commandesHandlers = (ports: Ports): Handlers => ({
  ...checkout(ports),
  ...decision(ports),
  ...lectures(ports),
})
