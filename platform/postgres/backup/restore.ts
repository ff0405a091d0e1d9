import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { type DatabaseEntry, databaseUrl, provision } from '../provision.ts'
import { BackupBroken, type DatabaseBackup, type Manifest, readBackup, type TableBackup } from './manifest.ts'

const quote = pg.escapeIdentifier

const refuseExisting = async (adminUrl: string, names: readonly string[]): Promise<void> => {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where datname = any($1)', [
      names,
    ])
    if (rows.length === 0) return
    const found = rows.map(({ datname }) => datname).join(', ')
    throw new BackupBroken(
      `${found}: database exists already. A restore overwrites nothing: use a fresh Postgres, or drop the database first`,
    )
  } finally {
    await admin.end()
  }
}

const refuseOtherSchema = async (client: pg.Client, { database, migrations }: DatabaseBackup): Promise<void> => {
  const { rows } = await client.query('select name, sha256 from schema_migrations order by name')
  if (JSON.stringify(rows) === JSON.stringify(migrations)) return
  throw new BackupBroken(
    `${database}: the backup was made with other migrations; restore it with the version that made it`,
  )
}

const restoreTable = async (client: pg.Client, folder: string, table: TableBackup): Promise<void> => {
  const columns = table.columns.map(quote).join(', ')
  const copy = client.query(copyFrom(`copy ${quote(table.name)} (${columns}) from stdin`))
  await pipeline(createReadStream(join(folder, table.file)), createZstdDecompress(), copy)
  if (copy.rowCount !== table.rows) {
    throw new BackupBroken(`${table.file} contains ${copy.rowCount} rows, but the manifest says ${table.rows}`)
  }
}

/** The application's role gets no rights on partitions, only on their table. */
const restorePartitions = async (client: pg.Client, backup: DatabaseBackup, entry: DatabaseEntry): Promise<void> => {
  for (const { parent, name, bounds } of backup.partitions) {
    await client.query(`set role ${quote(entry.owner)}`)
    await client.query(`create table ${quote(name)} partition of ${quote(parent)} ${bounds}`)
    await client.query(`revoke all on ${quote(name)} from ${quote(entry.role)}`)
    await client.query('reset role')
  }
}

const restoreDatabase = async (
  client: pg.Client,
  folder: string,
  backup: DatabaseBackup,
  entry: DatabaseEntry,
): Promise<void> => {
  await refuseOtherSchema(client, backup)
  await client.query('begin')
  await client.query("set local session_replication_role = 'replica'") // Skips foreign key checks: the rows satisfy them, but may be loaded in any order.
  if (backup.tables.length > 0) {
    await client.query(`truncate ${backup.tables.map(({ name }) => quote(name)).join(', ')}`) // Rows that migrations inserted.
  }
  await restorePartitions(client, backup, entry)
  for (const table of backup.tables) await restoreTable(client, folder, table)
  for (const { name, value, called } of backup.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [quote(name), value, called])
  }
  await client.query('commit')
  await client.query('analyze')
}

/**
 * Creates the databases of a backup in a Postgres that has none of them: roles and schemas by the migrations, then all
 * rows, each database in one transaction. Compares every file with the manifest before it creates anything.
 * @param entries the databases to restore, with the passwords of their roles
 * @throws BackupBroken
 */
export const restore = async (
  adminUrl: string,
  entries: readonly DatabaseEntry[],
  folder: string,
  report: (line: string) => void = () => {},
): Promise<Manifest> => {
  const manifest = await readBackup(folder)
  const wanted = entries.map((entry) => {
    const backup = manifest.databases.find(({ database }) => database === entry.database)
    if (backup === undefined) throw new BackupBroken(`the backup of ${folder} has no database ${entry.database}`)
    return { backup, entry }
  })
  await refuseExisting(
    adminUrl,
    wanted.map(({ entry }) => entry.database),
  )
  await provision(
    adminUrl,
    wanted.map(({ entry }) => entry),
  )
  for (const { backup, entry } of wanted) {
    const client = new pg.Client({ connectionString: databaseUrl(adminUrl, entry.database) })
    await client.connect()
    try {
      await restoreDatabase(client, folder, backup, entry)
    } finally {
      await client.end()
    }
    report(
      `${entry.database}: ${backup.tables.reduce((sum, { rows }) => sum + rows, 0)} rows of ${backup.tables.length} tables`,
    )
  }
  return manifest
}
