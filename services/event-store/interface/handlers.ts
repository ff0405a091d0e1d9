import type { Handlers } from '#generated/event-store/server.ts'
import type {
  CommandesClient,
  EtatSaga,
  Evenement,
  EvenementRejoue,
  JourEvenements,
} from '#generated/event-store/types.ts'
import { problems } from '#generated/problems.ts'
import { problem } from '#platform/http/problem.ts'
import type { DemandePage, EvenementStocke, Page } from '../application/lire-historique.ts'
import type { LettresMortes } from './lettres-mortes.ts'

export type UseCases = {
  lireEvenements: (demande: DemandePage) => Promise<Page | undefined>
  rejouerCheckout: (
    checkoutId: string,
  ) => Promise<{ etat: EtatSaga; evenements: (EvenementStocke & { etat: EtatSaga })[] } | undefined>
  listerJours: (limite: number) => Promise<JourEvenements[]>
  lireCommandesParClient: (clientId: string) => Promise<CommandesClient | undefined>
  trouverInconnus: (checkoutIds: readonly string[]) => Promise<{ inconnus: string[]; incomplets: string[] }>
}

// Every stored type is one that the specification lists: the consumer rejects others.
const corps = (evenements: EvenementStocke[]): Evenement[] => evenements as Evenement[]
const corpsRejoues = (evenements: (EvenementStocke & { etat: EtatSaga })[]): EvenementRejoue[] =>
  evenements as EvenementRejoue[]

/** The operations that read the history and the read models. */
export const handlers = (cas: UseCases): Omit<Handlers, keyof LettresMortes> => ({
  lireEvenements: async ({ path, query: { apres, limite, ...filtre } }) => {
    const page = await cas.lireEvenements({ stream: path.stream, filtre, apres, limite })
    if (!page) return problem(problems, 'stream-inconnu')
    return { status: 200, body: { elements: corps(page.elements), suivant: page.suivant } }
  },

  rejouerCheckout: async ({ path }) => {
    const rejeu = await cas.rejouerCheckout(path.id)
    if (!rejeu) return problem(problems, 'checkout-inconnu')
    return { status: 200, body: { checkout_id: path.id, etat: rejeu.etat, evenements: corpsRejoues(rejeu.evenements) } }
  },

  listerJours: async ({ query }) => ({ status: 200, body: { elements: await cas.listerJours(query.limite) } }),

  trouverInconnus: async ({ body }) => {
    const { inconnus, incomplets } = await cas.trouverInconnus(body.checkout_ids)
    return { status: 200, body: { checkout_ids: inconnus, incomplets } }
  },

  lireCommandesParClient: async ({ path }) => {
    const commandes = await cas.lireCommandesParClient(path.id)
    return commandes ? { status: 200, body: commandes } : problem(problems, 'commandes-inconnues')
  },
})
