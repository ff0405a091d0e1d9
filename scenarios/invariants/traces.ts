import { createReadStream, existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { Redis } from 'ioredis'
import type { Observed } from '#harness/scenario/plugin.ts'
import { type Row, sql } from '#platform/postgres/pool.ts'
import { type Databases, type Source, sources } from '../shop/databases.ts'

/** How many customers were erased, and where data of them remains. */
export type Traces = { erasures: number; found: string[] }

export type Places = {
  databases: Databases
  redis?: Redis
  /** The folder that the processes write to: logs, the Redis log, and the files of Postgres if they are there. */
  folder?: string
  /** Where the keys of the customers' data are. */
  keysFolder?: string
}

type Erased = NonNullable<Observed['erased']>

const readErasures = sql(
  'scenario-erasures',
  'select client_id, donnees is not null or courriel_empreinte is not null as kept from effacement join client using (client_id)',
)
const readTables = sql(
  'scenario-tables',
  `select quote_ident(relname) as name from pg_class
   where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
)

/** A text, also as it appears in bytea columns. */
const patternsOf = (text: string): string[] =>
  [text, Buffer.from(text).toString('hex')].map((one) => `%${one.replaceAll(/[\\%_]/g, '\\$&')}%`)

const inTables = async (databases: Databases, source: Source, texts: readonly string[]): Promise<string[]> => {
  const pool = databases[source]
  const patterns = texts.flatMap(patternsOf)
  const found: string[] = []
  for (const { name } of await pool.query<{ name: string } & Row>(readTables)) {
    const may = await pool.raw.query('select has_table_privilege($1, $2) as may', [name, 'SELECT'])
    if (may.rows[0]?.may !== true) continue
    const text = `select 1 from ${name} as t where t::text ilike any ($1) limit 1`
    if ((await pool.raw.query(text, [patterns])).rows.length > 0) found.push(`table ${name} of ${source}`)
  }
  return found
}

const contentOf = async (redis: Redis, key: string): Promise<unknown> => {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key)
    case 'hash':
      return redis.hgetall(key)
    case 'stream':
      return redis.xrange(key, '-', '+')
    case 'set':
      return redis.smembers(key)
    case 'zset':
      return redis.zrange(key, 0, -1)
    case 'list':
      return redis.lrange(key, 0, -1)
    default:
      return null
  }
}

const inRedis = async (redis: Redis, texts: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  for await (const keys of redis.scanStream({ count: 500 }) as AsyncIterable<string[]>) {
    for (const key of keys) {
      const content = `${key} ${JSON.stringify(await contentOf(redis, key))}`
      if (texts.some((text) => content.includes(text))) found.push(`Redis key ${key}`)
    }
  }
  return found
}

const fileHolds = async (path: string, texts: readonly string[]): Promise<boolean> => {
  const longest = Math.max(...texts.map((text) => Buffer.byteLength(text)))
  let before = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
      const window = Buffer.concat([before, chunk])
      if (texts.some((text) => window.includes(text))) return true
      before = window.subarray(Math.max(0, window.length - longest))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error // The file is gone by now, so it holds nothing.
  }
  return false
}

const inFiles = async (folder: string, texts: readonly string[]): Promise<string[]> => {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && (await fileHolds(path, texts))) found.push(`file ${relative(folder, path)}`)
  }
  return found
}

/** Every place that contains one of the texts; exact match, but case-insensitive in tables. */
export const searchEverywhere = async (places: Places, texts: readonly string[]): Promise<string[]> => {
  const { databases, redis, folder } = places
  if (texts.length === 0) return []
  const found = await Promise.all([
    ...sources.map((source) => inTables(databases, source, texts)),
    redis === undefined ? [] : inRedis(redis, texts),
    folder === undefined ? [] : inFiles(folder, texts),
  ])
  return found.flat()
}

/** What remains of erased customers: of all recorded erasures, and of `known`, whose texts the caller still has. */
export const readTraces = async (places: Places, known: Erased): Promise<Traces> => {
  const rows = await places.databases.ecommerce.query<{ client_id: string; kept: boolean } & Row>(readErasures)
  const recorded = new Set(rows.map(({ client_id }) => client_id))
  const keyOf = (id: string): string => join(places.keysFolder ?? '', `${id}.key`)
  const found = [
    ...rows.filter(({ kept }) => kept).map(({ client_id: id }) => `customer ${id} was erased but still has data`),
    ...[...recorded].filter((id) => existsSync(keyOf(id))).map((id) => `customer ${id} was erased but still has a key`),
    ...known.filter(({ id }) => !recorded.has(id)).map(({ id }) => `the erasure of customer ${id} is not recorded`),
  ]
  for (const { id, texts } of known) {
    found.push(
      ...(await searchEverywhere(places, texts)).map((place) => `customer ${id} was erased but is still in ${place}`),
    )
  }
  return { erasures: rows.length, found }
}
