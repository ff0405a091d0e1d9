import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, relative, resolve } from 'node:path'
import pg from 'pg'
import { parse } from 'yaml'
import { ConfigError, rawValue, readConfig, storeUrl } from '../base/config.ts'
import { exitCodes } from '../base/exit-codes.ts'

/** One database with the two roles that may access it. */
export type DatabaseEntry = {
  readonly database: string
  /** Logs in and reads and writes rows. */
  readonly role: string
  /** Owns the schema, runs the migrations, can't log in. */
  readonly owner: string
  readonly password: string
  /** Folder of `NNN-name.sql` files. */
  readonly migrations: string
}

/** `url` is the application role's address, `adminUrl` the superuser's address of the same database. */
export type TestDatabase = { readonly url: string; readonly adminUrl: string; readonly drop: () => Promise<void> }

/** An entry of `deploy/databases.yaml`, which contains the name of the password's variable instead of the password. */
type ListedDatabase = Omit<DatabaseEntry, 'password'> & { readonly password_env: string }

const projectRoot = resolve(import.meta.dirname, '../..')
const listPath = join(projectRoot, 'deploy/databases.yaml')

const roleSettings = {
  statement_timeout: '10s',
  lock_timeout: '3s',
  idle_in_transaction_session_timeout: '10s',
  // Prepared statements keep their plans: one made for a tiny table would still scan the table after it has grown.
  enable_seqscan: 'off',
} as const

/** Keeps one role from using up all connections. */
const connectionsMax = 100

/**
 * Serializes provisioning of one cluster, because all its databases share the roles. Advisory locks belong to a database; this one
 * is taken in the administrator's database, to which no application role can connect, so none can hold it.
 */
const provisionLock = 7_243_001

/**
 * Reads the list of databases, or only those with these names. Passwords come from `env` (or from the file that
 * `<password_env>_FILE` names).
 */
export const readDatabaseList = async (
  path: string,
  env: Readonly<Record<string, string | undefined>>,
  names?: readonly string[],
): Promise<DatabaseEntry[]> => {
  const missing: string[] = []
  const entries: DatabaseEntry[] = []
  for (const { password_env, migrations, ...rest } of await readListedDatabases(path)) {
    if (names !== undefined && !names.includes(rest.database)) continue
    const password = rawValue(env, password_env)?.trim()
    if (!password) missing.push(password_env)
    else entries.push({ ...rest, password, migrations: resolve(projectRoot, migrations) })
  }
  if (missing.length > 0) throw new Error(`${basename(path)}: no password in ${missing.join(', ')} (or …_FILE)`)
  return entries
}

const readListedDatabases = async (path: string): Promise<ListedDatabase[]> => {
  const { databases } = parse(await readFile(path, 'utf8')) as { databases: ListedDatabase[] }
  return databases
}

/** Names of the databases of a list. */
export const listedDatabases = async (path: string): Promise<string[]> =>
  (await readListedDatabases(path)).map(({ database }) => database)

/**
 * Creates missing roles and databases and runs the migrations that haven't run. A repeated run changes
 * only the roles' passwords, to those of `entries`, and their settings, to `roleSettings`.
 * @param adminUrl a superuser's address of the cluster
 */
export const provision = async (
  adminUrl: string,
  entries: readonly DatabaseEntry[],
  report: (line: string) => void = () => {},
): Promise<void> => {
  await withClient(adminUrl, async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [provisionLock])
    await closeCommonDatabases(admin)
    for (const entry of entries) await createRoles(admin, entry)
  })
  await Promise.all(
    entries.map(async (entry) => {
      const ran = await withClient(adminUrl, async (admin) => {
        await createDatabase(admin, entry) // Holds its lock until the migrations have run.
        return migrate(databaseUrl(adminUrl, entry.database), entry)
      })
      report(`${entry.database}: ${ran.length === 0 ? 'up to date' : ran.join(', ')}`)
    }),
  )
  // The sessions above commit asynchronously; this waits until the log is on disk.
  await withClient(adminUrl, (admin) => admin.query("select pg_logical_emit_message(false, 'provision', '', true)"))
}

/**
 * Creates a migrated, empty database for one test, with the roles that `deploy/databases.yaml` assigns to this
 * folder of migrations.
 */
export const createTestDatabase = async (adminUrl: string, migrationsFolder: string): Promise<TestDatabase> => {
  const folder = resolve(projectRoot, migrationsFolder)
  const listed = (await readListedDatabases(listPath)).find(
    (entry) => resolve(projectRoot, entry.migrations) === folder,
  )
  const entry: DatabaseEntry = {
    database: `test_${randomUUID().replaceAll('-', '')}`,
    role: listed?.role ?? 'test_user',
    owner: listed?.owner ?? 'test_owner',
    password: 'test',
    migrations: folder,
  }
  await provision(adminUrl, [entry])
  return {
    url: applicationUrl(adminUrl, entry),
    adminUrl: databaseUrl(adminUrl, entry.database),
    drop: () =>
      withClient(adminUrl, async (admin) => {
        await admin.query(`drop database if exists ${quote(entry.database)} with (force)`)
      }),
  }
}

/** The address of the application role's database. */
export const applicationUrl = (
  adminUrl: string,
  entry: Pick<DatabaseEntry, 'database' | 'role' | 'password'>,
): string => {
  const url = new URL(databaseUrl(adminUrl, entry.database))
  url.username = entry.role
  url.password = encodeURIComponent(entry.password)
  return url.href
}

/** The address of another database in the same cluster, for the same role. */
export const databaseUrl = (adminUrl: string, database: string): string => {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}

const withClient = async <T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const options = '-c synchronous_commit=off'
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, options })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

/** By default every role may connect to these databases and create temporary tables there. */
const closeCommonDatabases = async (admin: pg.Client): Promise<void> => {
  for (const name of new Set(['postgres', 'template1', admin.database ?? 'postgres']))
    await admin.query(`revoke connect, temporary on database ${quote(name)} from public`)
}

const createRoles = async (admin: pg.Client, { owner, role, password }: DatabaseEntry): Promise<void> => {
  for (const name of [owner, role]) {
    const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [name])
    if (rowCount === 0) await admin.query(`create role ${quote(name)} nologin`)
  }
  const settings = Object.entries(roleSettings).map(
    ([name, value]) => `alter role ${quote(role)} set ${name} = '${value}'`,
  )
  const login = `alter role ${quote(role)} login connection limit ${connectionsMax} password ${admin.escapeLiteral(password)}`
  await admin.query([login, resetSettings(role), ...settings].join('; '))
}

/** A role may set its own session defaults, so an intruder's settings would persist, such as a time limit of 0. */
const resetSettings = (role: string, database?: string): string =>
  `alter role ${quote(role)} ${database === undefined ? '' : `in database ${quote(database)} `}reset all`

const createDatabase = async (admin: pg.Client, { database, owner, role }: DatabaseEntry): Promise<void> => {
  await admin.query('select pg_advisory_lock(hashtextextended($1, 0))', [database])
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [database])
  if (rowCount === 0) await admin.query(`create database ${quote(database)} owner ${quote(owner)}`)
  await admin.query(resetSettings(role, database))
  await admin.query(`revoke all on database ${quote(database)} from public`)
  await admin.query(`grant connect on database ${quote(database)} to ${quote(role)}, ${quote(owner)}`)
}

const largeObjectMakers = ['lo_creat(integer)', 'lo_create(oid)', 'lo_from_bytea(oid, bytea)']

/** Runs the pending migrations as the owner, each file in its own transaction. Returns their names. */
const migrate = async (url: string, entry: DatabaseEntry): Promise<string[]> => {
  const files = await migrationFiles(entry.migrations)
  return withClient(url, async (client) => {
    // Any role could otherwise fill the disk with large objects.
    await client.query(`revoke execute on function ${largeObjectMakers.join(', ')} from public`)
    await client.query(`set role ${quote(entry.owner)}`)
    await client.query(
      `create table if not exists schema_migrations (
         name text primary key, sha256 text not null, ran_at timestamptz not null default now())`,
    )
    // Default privileges instead of a grant at the end, so that a migration's REVOKE (append-only tables) persists.
    const grantee = `to ${quote(entry.role)}`
    await client.query(`alter default privileges grant select, insert, update, delete on tables ${grantee}`)
    await client.query(`alter default privileges grant usage, select on sequences ${grantee}`)
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from schema_migrations')
    const known = new Map(rows.map((row) => [row.name, row.sha256]))
    const ran: string[] = []
    for (const file of files) {
      if (await runMigration(client, file, known.get(basename(file)))) ran.push(basename(file))
    }
    return ran
  })
}

const runMigration = async (client: pg.Client, file: string, knownSha256: string | undefined): Promise<boolean> => {
  const text = await readFile(file, 'utf8')
  const sha256 = createHash('sha256').update(text).digest('hex')
  const shown = relative(projectRoot, file)
  if (knownSha256 === sha256) return false
  if (knownSha256 !== undefined) {
    throw new Error(`${shown} was changed after it ran here; restore it and add a new migration`)
  }
  try {
    await client.query('begin')
    await client.query(text)
    await client.query('insert into schema_migrations (name, sha256) values ($1, $2)', [basename(file), sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`${shown}: ${placeOf(error, text)}`, { cause: error })
  }
  return true
}

const migrationFiles = async (folder: string): Promise<string[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const odd = names.find((name) => !/^\d{3}-[a-z0-9-]+\.sql$/.test(name))
  if (odd !== undefined)
    throw new Error(
      `${relative(projectRoot, join(folder, odd))}: not a migration's name; expected NNN-name.sql, such as 004-orders.sql`,
    )
  const prefixes = names.map((name) => name.slice(0, 3))
  const twice = names.find((name, index) => prefixes.indexOf(name.slice(0, 3)) !== index)
  if (twice !== undefined)
    throw new Error(
      `${relative(projectRoot, join(folder, twice))}: another migration has this number; use the next free one`,
    )
  return names.map((name) => join(folder, name))
}

/** Converts Postgres' character position to a line. */
const placeOf = (error: unknown, text: string): string => {
  const { message, position } = error as { message: string; position?: string }
  return position === undefined ? message : `line ${text.slice(0, Number(position)).split('\n').length}: ${message}`
}

const quote = (identifier: string): string => pg.escapeIdentifier(identifier)

const main = async (listFile: string | undefined, env: NodeJS.ProcessEnv): Promise<number> => {
  if (listFile === undefined) {
    console.error('usage: DATABASE_ADMIN_URL=postgres://… node platform/postgres/provision.ts <databases.yaml>')
    return exitCodes.usage
  }
  try {
    const { adminUrl } = readConfig(env, { adminUrl: storeUrl('DATABASE_ADMIN_URL') })
    await provision(adminUrl, await readDatabaseList(listFile, env), (line) => console.log(line))
    return 0
  } catch (error) {
    console.error(`provision: ${(error as Error).message}`)
    return error instanceof ConfigError ? exitCodes.usage : exitCodes.software
  }
}

if (import.meta.main) process.exitCode = await main(process.argv[2], process.env)
