import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import type { Client } from '../domain/client.ts'
import type { UnknownClient } from './add-to-cart.ts'

/** A row of a service that contains or belongs to the customer. */
export type Held = { readonly source: string; readonly donnees: Record<string, unknown> }
export type HeldPage = { readonly elements: readonly Held[]; readonly next: string | undefined }
type Trace = { readonly correlationId: string; readonly signal: AbortSignal }

/** Reads one page of what a service holds. Rejects if the service doesn't answer. */
export type ReadPart = (clientId: string, cursor: string | undefined, trace: Trace) => Promise<HeldPage>

export type Part = { readonly partie: string; readonly elements: readonly Held[] }
export type Incomplete = { readonly kind: 'export-incomplet'; readonly parties: string[] }
export type Export = { readonly client: Client; readonly parties: Part[] }

type Options = {
  readClient: (clientId: string) => Promise<Client | undefined>
  /** By the name of the service. */
  parts: Readonly<Record<string, ReadPart>>
  /** Appends the export to the log of operations. */
  record: (logged: LoggedOperation) => Promise<void>
  /** The most rows of one service in a document. */
  rowsMax: number
  onMissing: (part: string, error: Error) => void
}
type Command = Trace & { clientId: string; logged: LoggedOperation }

/** All pages of a part, or an error if they have more rows than one document may have. */
const readWhole = async (read: ReadPart, { clientId, ...trace }: Command, rowsMax: number): Promise<Held[]> => {
  const elements: Held[] = []
  let cursor: string | undefined
  do {
    const page = await read(clientId, cursor, trace)
    elements.push(...page.elements)
    if (elements.length > rowsMax)
      throw new Error(`there are more than ${rowsMax} rows; one document has no room for them`)
    cursor = page.next
  } while (cursor !== undefined)
  return elements
}

/**
 * Collects everything that any service holds about a customer. The document is complete, or there is none. The export is logged
 * before it is returned; one that fails discloses nothing and is not logged.
 */
export const exportPersonalData =
  ({ readClient, parts, record, rowsMax, onMissing }: Options) =>
  async (command: Command): Promise<Export | UnknownClient | Incomplete> => {
    const client = await readClient(command.clientId)
    if (client === undefined) return { kind: 'client-inconnu' }
    const read = Object.entries(parts).map(async ([partie, readPart]): Promise<Part | string> => {
      try {
        return { partie, elements: await readWhole(readPart, command, rowsMax) }
      } catch (error) {
        onMissing(partie, error as Error)
        return partie
      }
    })
    const parties = await Promise.all(read)
    const missing = parties.filter((part) => typeof part === 'string')
    if (missing.length > 0) return { kind: 'export-incomplet', parties: missing }
    await record(command.logged)
    return { client, parties: parties.filter((part) => typeof part !== 'string') }
  }
