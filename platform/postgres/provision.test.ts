import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { applicationUrl, createTestDatabase, type DatabaseEntry, provision, readDatabaseList } from './provision.ts'

const adminUrl = inject('postgresUrl')
const suffix = Math.random().toString(36).slice(2, 10)
const entry: DatabaseEntry = {
  database: `provision_${suffix}`,
  role: `provision_user_${suffix}`,
  owner: `provision_owner_${suffix}`,
  password: "it's a pass/word",
  migrations: await mkdtemp(join(tmpdir(), 'migrations-')),
}
const write = (name: string, text: string): Promise<void> => writeFile(join(entry.migrations, name), text)

const ask = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

beforeAll(async () => {
  await write('001-first.sql', 'create table item (id bigserial primary key, name text)')
  await write(
    '002-append-only.sql',
    `create table entry (id bigint); revoke update, delete on entry from ${entry.role}`,
  )
  await provision(adminUrl, [entry])
})

afterAll(async () => {
  await ask(adminUrl, `drop database ${entry.database} with (force)`)
  await ask(adminUrl, `drop role ${entry.role}`)
  await ask(adminUrl, `drop role ${entry.owner}`)
  await rm(entry.migrations, { recursive: true })
})

test('the application role reads and writes rows but cannot change the schema', async () => {
  const url = applicationUrl(adminUrl, entry)
  await ask(url, "insert into item (name) values ('a')")
  expect(await ask(url, 'select id, name from item')).toEqual([{ id: '1', name: 'a' }])
  await expect(ask(url, 'create table mine (id int)')).rejects.toThrow('permission denied')
  await expect(ask(url, 'drop table item')).rejects.toThrow('must be owner')
  await expect(ask(url, 'truncate item')).rejects.toThrow('permission denied')
})

test('a REVOKE in a migration persists after the next run', async () => {
  await provision(adminUrl, [entry])
  const url = applicationUrl(adminUrl, entry)
  await ask(url, 'insert into entry values (1)')
  await expect(ask(url, 'update entry set id = 2')).rejects.toThrow('permission denied')
  await expect(ask(url, 'delete from entry')).rejects.toThrow('permission denied')
})

test('the application role has time limits on every statement, lock and idle transaction', async () => {
  const url = applicationUrl(adminUrl, entry)
  expect(await ask(url, 'show statement_timeout')).toEqual([{ statement_timeout: '10s' }])
  expect(await ask(url, 'show lock_timeout')).toEqual([{ lock_timeout: '3s' }])
  expect(await ask(url, 'show idle_in_transaction_session_timeout')).toEqual([
    { idle_in_transaction_session_timeout: '10s' },
  ])
})

test('provisioning resets every session default that an application role has set, in every database', async () => {
  const url = applicationUrl(adminUrl, entry)
  await ask(url, `alter role current_user in database ${entry.database} set statement_timeout = 0`)
  await ask(url, 'alter role current_user set default_transaction_read_only = on')
  expect(await ask(url, 'show statement_timeout')).toEqual([{ statement_timeout: '0' }])
  await provision(adminUrl, [entry])
  expect(await ask(url, 'show statement_timeout')).toEqual([{ statement_timeout: '10s' }])
  expect(await ask(url, 'show default_transaction_read_only')).toEqual([{ default_transaction_read_only: 'off' }])
})

test('no other role may connect to the database', async () => {
  await ask(adminUrl, `create role stranger_${suffix} login password 'stranger'`)
  const url = applicationUrl(adminUrl, { ...entry, role: `stranger_${suffix}`, password: 'stranger' })
  await expect(ask(url, 'select 1')).rejects.toThrow('permission denied for database')
  await ask(adminUrl, `drop role stranger_${suffix}`)
})

test('an application role can connect only to its own database, not even to those built into Postgres', async () => {
  const url = new URL(applicationUrl(adminUrl, entry))
  for (const name of ['postgres', 'template1']) {
    url.pathname = `/${name}`
    await expect(ask(url.href, 'select 1'), name).rejects.toThrow('permission denied for database')
  }
})

test('an application role can fill the disk only through its tables: no temporary tables, no large objects', async () => {
  const url = applicationUrl(adminUrl, entry)
  for (const text of [
    'create temporary table heap (id int)',
    'select lo_create(0)',
    'select lo_creat(-1)',
    "select lo_from_bytea(0, 'x')",
    "select lo_import('/etc/passwd')",
  ])
    await expect(ask(url, text), text).rejects.toThrow('permission denied')
})

test('an application role can open only a share of the connections', async () => {
  const [limit] = await ask(adminUrl, `select rolconnlimit from pg_roles where rolname = '${entry.role}'`)
  expect(limit).toEqual({ rolconnlimit: 100 })
})

test('an application role that holds every lock it can guess does not block provisioning', async () => {
  const hostile = new pg.Client({ connectionString: applicationUrl(adminUrl, entry) })
  await hostile.connect()
  try {
    await hostile.query('select pg_advisory_lock(7243001), pg_advisory_lock(hashtextextended(current_database(), 0))')
    await provision(adminUrl, [entry])
  } finally {
    await hostile.end()
  }
}, 10_000)

test('new migrations run once, and a changed one is rejected', async () => {
  const lines: string[] = []
  await write('003-later.sql', 'create table later (id int)')
  await provision(adminUrl, [entry], (line) => lines.push(line))
  await provision(adminUrl, [entry], (line) => lines.push(line))
  expect(lines).toEqual([`${entry.database}: 003-later.sql`, `${entry.database}: up to date`])
  await write('003-later.sql', 'create table later (id bigint)')
  await expect(provision(adminUrl, [entry])).rejects.toThrow('was changed after it ran here')
  await write('003-later.sql', 'create table later (id int)')
})

test('an error in a migration is reported with file and line, and the migration has no effect', async () => {
  await write('004-wrong.sql', 'create table half (id int);\n\nselect nothing from nowhere')
  await expect(provision(adminUrl, [entry])).rejects.toThrow(/004-wrong\.sql: line 3: relation "nowhere"/)
  await write('004-wrong.sql', 'select 1')
  await provision(adminUrl, [entry])
  expect(await ask(applicationUrl(adminUrl, entry), "select to_regclass('half') as half")).toEqual([{ half: null }])
})

test('each test database is separate and is dropped', async () => {
  const [first, second] = await Promise.all([
    createTestDatabase(adminUrl, entry.migrations),
    createTestDatabase(adminUrl, entry.migrations),
  ])
  expect(first.url).not.toBe(second.url)
  await ask(first.url, "insert into item (name) values ('first')")
  expect(await ask(second.url, 'select * from item')).toEqual([])
  await Promise.all([first.drop(), second.drop()])
  await expect(ask(first.url, 'select 1')).rejects.toThrow('does not exist')
})

test('all missing passwords of a list are named', async () => {
  const list = join(import.meta.dirname, '../../deploy/databases.yaml')
  await expect(readDatabaseList(list, {})).rejects.toThrow(/\w+_DB_PASSWORD, .*\w+_DB_PASSWORD/)
})
