import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { databaseUrl } from '../provision.ts'
import {
  BackupBroken,
  backupFormat,
  type DatabaseBackup,
  type Manifest,
  type TableBackup,
  writeManifest,
} from './manifest.ts'

const quote = pg.escapeIdentifier

// Rows of partitions are read through their table; the log of migrations is compared, not copied.
const tablesText = `
  select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    and c.relname <> 'schema_migrations' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  group by c.relname order by c.relname`
const partitionsText = `
  select inhparent::regclass::text as parent, c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
  from pg_inherits join pg_class c on c.oid = inhrelid where c.relkind = 'r' and c.relispartition order by c.relname`
const sequencesText = `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`

/** Counts and hashes the bytes that pass through. */
const meter = (): { stream: Transform; bytes: () => number; sha256: () => string } => {
  const hash = createHash('sha256')
  let bytes = 0
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  return { stream, bytes: () => bytes, sha256: () => hash.digest('hex') }
}

const dumpTable = async (
  client: pg.Client,
  folder: string,
  database: string,
  { name, columns }: { name: string; columns: string[] },
): Promise<TableBackup> => {
  const file = join(database, `${name}.copy.zst`)
  const copy = client.query(copyTo(`copy (select ${columns.map(quote).join(', ')} from ${quote(name)}) to stdout`))
  const measured = meter()
  await pipeline(copy, createZstdCompress(), measured.stream, createWriteStream(join(folder, file), { flush: true }))
  return { name, columns, rows: copy.rowCount, file, bytes: measured.bytes(), sha256: measured.sha256() }
}

const dumpDatabase = async (
  client: pg.Client,
  folder: string,
  database: string,
  report: (line: string) => void,
): Promise<DatabaseBackup> => {
  const rowsOf = async <T>(text: string): Promise<T[]> => (await client.query(text)).rows as T[]
  await mkdir(join(folder, database))
  const tables: TableBackup[] = []
  for (const table of await rowsOf<{ name: string; columns: string[] }>(tablesText)) {
    tables.push(await dumpTable(client, folder, database, table))
  }
  const sequences: DatabaseBackup['sequences'] = []
  for (const { name } of await rowsOf<{ name: string }>(sequencesText)) {
    const [row] = await rowsOf<{ last_value: string; is_called: boolean }>(
      `select last_value, is_called from ${quote(name)}`,
    )
    sequences.push({ name, value: Number(row?.last_value), called: row?.is_called ?? false })
  }
  report(`${database}: ${tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${tables.length} tables`)
  return {
    database,
    migrations: await rowsOf('select name, sha256 from schema_migrations order by name'),
    tables,
    partitions: await rowsOf(partitionsText),
    sequences,
  }
}

/**
 * Writes all rows of the databases into an empty folder while the services run. Each database has its own snapshot, taken within
 * moments of each other, because a Postgres snapshot covers only one database.
 * @param adminUrl a superuser's address of the cluster
 */
export const backup = async (
  adminUrl: string,
  databases: readonly string[],
  folder: string,
  report: (line: string) => void = () => {},
): Promise<Manifest> => {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0)
    throw new BackupBroken(`${folder} is not empty: a backup needs an empty folder`)
  const clients = databases.map((database) => new pg.Client({ connectionString: databaseUrl(adminUrl, database) }))
  try {
    await Promise.all(clients.map((client) => client.connect()))
    await Promise.all(
      clients.map((client) => client.query('begin isolation level repeatable read read only; select 1')),
    )
    const takenAt = new Date().toISOString()
    const { rows } = (await clients[0]?.query('show server_version')) ?? { rows: [] }
    const dumped: DatabaseBackup[] = []
    for (const [i, client] of clients.entries()) {
      dumped.push(await dumpDatabase(client, folder, databases[i] ?? '', report))
    }
    const manifest = {
      format: backupFormat,
      takenAt,
      postgres: String(rows[0]?.server_version),
      databases: dumped,
    } as const
    await writeManifest(folder, manifest)
    return manifest
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}
