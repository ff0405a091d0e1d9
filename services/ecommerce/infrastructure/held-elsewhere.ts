import { lireDonneesClientCommandes } from '#generated/commandes/client.ts'
import { lireCommandesParClient, lireDonneesClientEvenements } from '#generated/event-store/client.ts'
import { lireDonneesClientSagas } from '#generated/saga-orchestrator/client.ts'
import type { Transport } from '#platform/http/client.ts'
import type { Held, ReadPart } from '../application/export-personal-data.ts'

const pageRows = 500

type Input = { path: { client_id: string }; query: { limite: number; curseur?: string } }
type Answer = { status: number; body: unknown }
type Options = { correlationId: string; signal: AbortSignal }
type Operation = (transport: Transport, input: Input, options: Options) => Promise<Answer>
type Page = { elements: Held[]; curseur_suivant: string | null }

const paged =
  (transport: Transport, operation: Operation): ReadPart =>
  async (client_id, curseur, trace) => {
    const query = { limite: pageRows, ...(curseur === undefined ? {} : { curseur }) }
    const { status, body } = await operation(transport, { path: { client_id }, query }, trace)
    if (status !== 200) throw new Error(`the service answered ${status}`)
    const { elements, curseur_suivant } = body as Page
    return { elements, next: curseur_suivant ?? undefined }
  }

/** The read model in Redis, which the event store serves. */
const orders =
  (transport: Transport): ReadPart =>
  async (id, _cursor, trace) => {
    const { status, body } = await lireCommandesParClient(transport, { path: { id } }, trace)
    if (status === 404) return { elements: [], next: undefined }
    if (status !== 200) throw new Error(`the service answered ${status}`)
    return { elements: [{ source: 'cqrs:orders_by_client', donnees: { ...body } }], next: undefined }
  }

/** What the other services hold about a customer, through the gateway. */
export const heldElsewhere = (transport: Transport): Readonly<Record<string, ReadPart>> => ({
  commandes: paged(transport, lireDonneesClientCommandes),
  'saga-orchestrator': paged(transport, lireDonneesClientSagas),
  'event-store': paged(transport, lireDonneesClientEvenements),
  cqrs: orders(transport),
})
