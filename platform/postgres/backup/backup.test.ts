import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { applicationUrl, type DatabaseEntry, databaseUrl, provision } from '../provision.ts'
import { backup } from './dump.ts'
import { readBackup } from './manifest.ts'
import { restore } from './restore.ts'

const adminUrl = inject('postgresUrl')
const suffix = Math.random().toString(36).slice(2, 10)
const entry: DatabaseEntry = {
  database: `backup_${suffix}`,
  role: `backup_user_${suffix}`,
  owner: `backup_owner_${suffix}`,
  password: 'backup-test',
  migrations: join(import.meta.dirname, 'fixtures'),
}
let folder: string

const ask = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
const url = databaseUrl(adminUrl, entry.database)
const everything = async (): Promise<unknown[]> => [
  await ask(url, 'select * from shelf order by 1'),
  await ask(url, 'select * from book order by 1'),
  await ask(url, 'select tableoid::regclass::text as place, * from reading order by 2, 3'),
]
const dropDatabase = () => ask(adminUrl, `drop database if exists ${entry.database} with (force)`)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-'))
  await provision(adminUrl, [entry])
  const odd = String.raw`E'tab\t line\n backslash\\ \\. é 😀'`
  await ask(
    url,
    `insert into shelf (name) values ('a'), (${odd});
     insert into book (shelf_id, title, cover, facts) values (2, ${odd}, '\\x00ff5c', '{"a": [1,  2]}'), (3, null, null, null);
     insert into book (shelf_id) select 1 from generate_series(1, 5000);
     delete from book where book_id = 5002;
     create table reading_2026 partition of reading for values from ('2026-01-01') to ('2027-01-01');
     insert into reading values ('2026-05-05', 1), ('2026-06-06', 2);`,
  )
  await backup(adminUrl, [entry.database], join(folder, 'good'))
})

afterAll(async () => {
  await dropDatabase()
  await ask(adminUrl, `drop role ${entry.role}`)
  await ask(adminUrl, `drop role ${entry.owner}`)
  await rm(folder, { recursive: true })
})

it('a restored database has the same rows and sequences, and gives the role no further rights', async () => {
  const before = await everything()
  await dropDatabase()
  await restore(adminUrl, [entry], join(folder, 'good'))
  expect(await everything()).toEqual(before)
  const application = applicationUrl(adminUrl, entry)
  const added = await ask(application, 'insert into book (shelf_id) values (1) returning book_id')
  expect(added).toEqual([{ book_id: '5003' }])
  await ask(application, `insert into shelf (name) values ('next')`)
  await expect(ask(application, 'delete from reading_2026')).rejects.toThrow('permission denied')
})

it('a restore of one database restores only that one, and names a database that the backup lacks', async () => {
  const other = { ...entry, database: `backup_other_${suffix}` }
  await provision(adminUrl, [other])
  await backup(adminUrl, [other.database, entry.database], join(folder, 'both'))
  const before = await everything()
  await dropDatabase()
  await restore(adminUrl, [entry], join(folder, 'both'))
  expect(await everything()).toEqual(before)
  await ask(adminUrl, `drop database ${other.database}`)
  await expect(restore(adminUrl, [other], join(folder, 'good'))).rejects.toThrow('has no database')
})

it('a restore never writes into an existing database', async () => {
  const before = await everything()
  await expect(restore(adminUrl, [entry], join(folder, 'good'))).rejects.toThrow('database exists already')
  expect(await everything()).toEqual(before)
})

it('a changed, truncated or missing file is reported before anything is created', async () => {
  const manifest = await readBackup(join(folder, 'good'))
  const file = join(folder, 'good', manifest.databases[0]?.tables[0]?.file ?? '')
  const content = await readFile(file)
  const attempt = () => restore(adminUrl, [entry], join(folder, 'good'))
  await writeFile(file, content.subarray(0, -1))
  await expect(attempt()).rejects.toThrow('was changed after the backup')
  await rm(file)
  await expect(attempt()).rejects.toThrow("can't be read")
  await writeFile(file, content)
  expect(await readBackup(join(folder, 'good'))).toEqual(manifest)
})

it('a backup of other migrations is rejected, and the database stays empty', async () => {
  const other = join(folder, 'migrations')
  await dropDatabase()
  await provision(adminUrl, [entry]) // as it was
  await backup(adminUrl, [entry.database], join(folder, 'empty'))
  await dropDatabase()
  const text = await readFile(join(entry.migrations, '001-orders.sql'), 'utf8')
  await mkdir(other)
  await writeFile(join(other, '001-orders.sql'), `${text}\n-- changed`)
  const changed = { ...entry, migrations: other }
  await expect(restore(adminUrl, [changed], join(folder, 'empty'))).rejects.toThrow('made with other migrations')
})

it('a restore rejects a folder without a manifest, and a backup rejects a folder that is not empty', async () => {
  await expect(readBackup(folder)).rejects.toThrow('contains no finished backup')
  await expect(backup(adminUrl, [entry.database], folder)).rejects.toThrow('is not empty')
})
