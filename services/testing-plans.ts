import type { Pool, Queryable, Statement } from '#platform/postgres/pool.ts'

// What the planner makes of a service's own statements, for tests that no statement reads a table whole.

export type Asked = { statement: Statement; values: readonly unknown[] }

/** The statements about the matching tables that the work sends, of transactions as well. */
export const statementsOf = async (
  pool: Pool,
  work: (pool: Pool) => Promise<unknown>,
  about: RegExp,
): Promise<Asked[]> => {
  const asked: Asked[] = []
  const recording = (on: Queryable): Queryable => ({
    query: (statement, values = []) => {
      asked.push({ statement, values })
      return on.query(statement, values)
    },
  })
  await work({ ...pool, ...recording(pool), transaction: (run) => pool.transaction((tx) => run(recording(tx))) })
  return asked.filter(({ statement }) => about.test(statement.text))
}

type Plan = { 'Node Type': string; 'Relation Name'?: string; Plans?: Plan[] }

const scannedWhole = ({ Plans = [], ...node }: Plan, tables: RegExp): string[] => [
  ...(node['Node Type'] === 'Seq Scan' && tables.test(node['Relation Name'] ?? '') ? [`${node['Relation Name']}`] : []),
  ...Plans.flatMap((plan) => scannedWhole(plan, tables)),
]

type Measured = Omit<Plan, 'Plans'> & {
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Measured[]
}

const readBy = ({ Plans = [], ...node }: Measured): number => {
  const each = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)
  const own = node['Relation Name'] === undefined ? 0 : each * node['Actual Loops']
  return Plans.reduce((sum, plan) => sum + readBy(plan), own)
}

/** The rows of tables that a statement reads, also those it filters out: a whole table can be read through an index as well. */
export const rowsRead = async (pool: Pool, { statement, values }: Asked): Promise<number> => {
  const { rows } = await pool.raw.query(`explain (analyze, format json) ${statement.text}`, [...values])
  return readBy(rows[0]['QUERY PLAN'][0].Plan)
}

const literalOf = (value: unknown): string => {
  if (value === undefined || value === null) return 'null'
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? `'{${value.join(',')}}'` : `'${value}'`
}

/** The matching tables that a statement reads whole: planned for these values, and for any (as after five executions). */
export const wholeTables = async (pool: Pool, { statement, values }: Asked, tables: RegExp): Promise<string[]> => {
  const client = await pool.raw.connect()
  try {
    const found: string[] = []
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      await client.query(`set plan_cache_mode = ${mode}`)
      await client.query(`prepare planned as ${statement.text}`)
      const literals = values.map((value) => literalOf(value)).join(', ')
      const { rows } = await client.query(`explain (format json) execute planned(${literals})`)
      found.push(...scannedWhole(rows[0]['QUERY PLAN'][0].Plan, tables).map((table) => `${table} (${mode})`))
      await client.query('deallocate planned')
    }
    return found
  } finally {
    client.release(true)
  }
}
