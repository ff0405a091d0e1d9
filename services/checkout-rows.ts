import type { LignesCheckout, TableCheckout } from '#generated/event-store/types.ts'
import type { Pool, Row, Statement } from '#platform/postgres/pool.ts'

// The operation by which each service shows the rows of a checkout. All specifications take it from specs/common/checkout-rows.yaml.

/** A table with rows about checkouts. The statement takes the id of a checkout, reads at most `rowsMax` rows and no personal data. */
export type CheckoutTable = { readonly table: string; readonly meaning: string; readonly statement: Statement }

export const rowsMax = 100
const valueLengthMax = 2_000

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  const text =
    value instanceof Date ? value.toISOString() : typeof value === 'object' ? JSON.stringify(value) : `${value}`
  return text.slice(0, valueLengthMax)
}

/** Writes rows as the specification has them. */
export const tableBody = (table: string, meaning: string, rows: readonly Row[]): TableCheckout => ({
  table,
  sens: meaning,
  lignes: rows.map((row) => Object.entries(row).map(([colonne, value]) => ({ colonne, valeur: textOf(value) }))),
})

const readTables = (pool: Pool, tables: readonly CheckoutTable[], checkoutId: string): Promise<TableCheckout[]> =>
  Promise.all(
    tables.map(async ({ table, meaning, statement }) =>
      tableBody(table, meaning, await pool.query(statement, [checkoutId])),
    ),
  )

type Request = { path: { checkout_id: string } }
type More = (checkoutId: string) => Promise<TableCheckout[]>

/** Answers with the rows of a checkout. `more`: tables that are not in the service's database. */
export const showRows =
  (service: string, pool: Pool, tables: readonly CheckoutTable[], more: More = async () => []) =>
  async ({ path: { checkout_id } }: Request): Promise<{ status: 200; body: LignesCheckout }> => {
    const found = await Promise.all([readTables(pool, tables, checkout_id), more(checkout_id)])
    return { status: 200, body: { checkout_id, service, tables: found.flat() } }
  }
