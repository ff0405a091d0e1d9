import { type Pool, type Row, type Statement, sql } from '#platform/postgres/pool.ts'
import { refuseCursor } from './refusals.ts'

// What a service holds about a customer: the rows of each of its tables that contain the customer's id. All specifications take the
// operation from specs/common/personal-data.yaml.

/** A table, and the statement that reads a customer's rows of it in the order of their keys. */
export type Source = { readonly name: string; readonly statement: Statement }

/**
 * Reads a customer's rows. `rows`: a query with the customer's id as $1, whose columns are those of the export. `key`: a column of it that
 * identifies the row, as the order of the pages.
 */
export const sourcesOf =
  (service: string) =>
  (name: string, rows: string, key: string): Source => ({
    name,
    statement: sql(
      `personal-data-${service}-${name}`,
      `select key, row_to_json(found) as donnees
     from (${rows}) as found, lateral (select found.${key}::text collate "C" as key) as k
     where key > $2 order by key limit $3`,
    ),
  })

export type Held = { source: string; donnees: Record<string, unknown> }
type Place = { index: number; key: string }
export type HeldPage = { elements: Held[]; next: Place | undefined }

/** One page, from all sources in turn. */
export const readHeld =
  (pool: Pool, sources: readonly Source[]) =>
  async (clientId: string, from: Place, limit: number): Promise<HeldPage> => {
    const elements: Held[] = []
    let { key } = from
    for (let index = from.index; index < sources.length; index++, key = '') {
      const { name, statement } = sources[index] as Source
      const room = limit - elements.length
      const rows = await pool.query<Row & { key: string; donnees: Held['donnees'] }>(statement, [
        clientId,
        key,
        room + 1,
      ])
      elements.push(...rows.slice(0, room).map(({ donnees }) => ({ source: name, donnees })))
      if (rows.length > room) return { elements, next: { index, key: rows[room - 1]?.key ?? key } }
    }
    return { elements, next: undefined }
  }

export const beginning: Place = { index: 0, key: '' }

const writeCursor = ({ index, key }: Place): string => Buffer.from(JSON.stringify([index, key])).toString('base64url')

/** Undefined for a cursor that this service did not write. */
const readCursor = (cursor: string | undefined, sources: number): Place | undefined => {
  if (cursor === undefined) return beginning
  const [, index, key] = /^\[(\d{1,3}),"([\w:.-]*)"\]$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  if (index === undefined || key === undefined || Number(index) >= sources) return undefined
  const place = { index: Number(index), key }
  return writeCursor(place) === cursor ? place : undefined
}

type Request = { path: { client_id: string }; query: { limite: number; curseur?: string } }

/** Answers one page of what the service holds about a customer. */
export const listHeld = (pool: Pool, sources: readonly Source[]) => {
  const read = readHeld(pool, sources)
  return async ({ path, query }: Request) => {
    const from = readCursor(query.curseur, sources.length)
    if (from === undefined) return refuseCursor()
    const { elements, next } = await read(path.client_id, from, query.limite)
    return { status: 200, body: { elements, curseur_suivant: next ? writeCursor(next) : null } } as const
  }
}
