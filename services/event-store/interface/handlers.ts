import type { Handlers } from '#generated/event-store/server.ts'
import type { CommandesClient, Evenement, JourEvenements } from '#generated/event-store/types.ts'
import { problems } from '#generated/problems.ts'
import { problem } from '#platform/http/problem.ts'
import type { Page, PageQuery, StoredEvent } from '../application/read-history.ts'
import type { DeadLetterHandlers } from './dead-letters.ts'
import type { BatchHandlers } from './redrive-batches.ts'
import type { TimelineHandlers } from './timelines.ts'

export type UseCases = {
  readEvents: (query: PageQuery) => Promise<Page | undefined>
  listDays: (limite: number) => Promise<JourEvenements[]>
  readOrdersByClient: (clientId: string) => Promise<CommandesClient | undefined>
  findUnknown: (checkoutIds: readonly string[]) => Promise<{ inconnus: string[]; incomplets: string[] }>
}

// Every stored type is one that the specification lists: the consumer rejects others.
const eventBodies = (events: StoredEvent[]): Evenement[] => events as Evenement[]

/** The operations that read the history and the read models. */
export const handlers = (
  useCases: UseCases,
): Omit<
  Handlers,
  | keyof BatchHandlers
  | keyof DeadLetterHandlers
  | keyof TimelineHandlers
  | 'lireJournalEvenements'
  | 'lireLignesEvenements'
  | 'lireDonneesClientEvenements'
> => ({
  lireEvenements: async ({ path, query: { apres: after, limite, ...filter } }) => {
    const page = await useCases.readEvents({ stream: path.stream, filter, after, limit: limite })
    if (!page) return problem(problems, 'stream-inconnu')
    return { status: 200, body: { elements: eventBodies(page.elements), suivant: page.next } }
  },

  listerJours: async ({ query }) => ({ status: 200, body: { elements: await useCases.listDays(query.limite) } }),

  trouverInconnus: async ({ body }) => {
    const { inconnus, incomplets } = await useCases.findUnknown(body.checkout_ids)
    return { status: 200, body: { checkout_ids: inconnus, incomplets } }
  },

  lireCommandesParClient: async ({ path }) => {
    const orders = await useCases.readOrdersByClient(path.id)
    return orders ? { status: 200, body: orders } : problem(problems, 'commandes-inconnues')
  },
})
