import { Redis } from 'ioredis'
import pg from 'pg'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { redisUrl } from '../modules/state.ts'

const databases = `select datname from pg_database where not datistemplate and datname <> 'postgres' order by datname`
const tables = `select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables order by schemaname, relname`

const withClient = async <T>(url: URL, use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

const columnOf = async (client: pg.Client, text: string): Promise<string[]> =>
  (await client.query({ text, rowMode: 'array' })).rows.map(([value]: unknown[]) => String(value))

/** The number of rows of every table of every database, and of entries in the Redis keys. */
export const countRows = async (system: ScenarioSystem): Promise<Record<string, number>> => {
  const admin = new URL(system.env('provision').DATABASE_ADMIN_URL ?? '')
  const counts: Record<string, number> = {}
  for (const database of await withClient(admin, (client) => columnOf(client, databases))) {
    const url = new URL(`/${database}`, admin)
    Object.assign(url, { username: admin.username, password: admin.password })
    await withClient(url, async (client) => {
      for (const table of await columnOf(client, tables))
        counts[`${database}.${table}`] = Number((await columnOf(client, `select count(*) from ${table}`))[0])
    })
  }
  return { ...counts, ...(await countKeys(system)) }
}

const countKeys = async (system: ScenarioSystem): Promise<Record<string, number>> => {
  const redis = new Redis(redisUrl(system), { maxRetriesPerRequest: 2 })
  try {
    const streams = (await redis.keys('*')).sort()
    const lengths = await Promise.all(
      streams.map(
        async (key) => [`redis ${key}`, (await redis.type(key)) === 'stream' ? await redis.xlen(key) : 1] as const,
      ),
    )
    return Object.fromEntries(lengths)
  } finally {
    redis.disconnect()
  }
}

/** The differences between two counts, as sentences. */
export const differences = (
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .map((name) => `${name}: ${before[name] ?? 'not there'}, then ${after[name] ?? 'not there'}`)
