import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { parse } from 'yaml'
import { openPool, type Pool } from '#platform/postgres/pool.ts'
import { createTestDatabase, type TestDatabase } from '#platform/postgres/provision.ts'

type Listed = { database: string; role: string; migrations: string }
type Table = { name: string; delete: boolean; update: boolean; other: boolean; times: string[] }

const root = resolve(import.meta.dirname, '..')
const { databases } = parse(readFileSync(join(root, 'deploy/databases.yaml'), 'utf8')) as { databases: Listed[] }

/** The sources that run under the role: the service, or the workers, and the parts of platform/ they use. */
const sourcesOf = ({ migrations }: Listed): string[] => {
  const files = (folder: string, recursive: boolean) =>
    readdirSync(join(root, folder), { recursive, encoding: 'utf8' })
      .filter((path) => /\.(ts|sql)$/.test(path) && !/test/.test(path))
      .map((path) => readFileSync(join(root, folder, path), 'utf8'))
  const [top = '', service = ''] = migrations.split('/')
  const own = top === 'services' ? files(join(top, service), true) : files(top, true)
  return [...own, ...files('platform', true), ...durableOf(own, files)].map((text) => text.replaceAll(/\s+/g, ' '))
}

/** The statements of saga/durable with the names of the tables in which a service keeps its sagas, if it keeps any. */
const durableOf = (own: readonly string[], files: (folder: string, recursive: boolean) => string[]): string[] => {
  const [, sagas, log] = own.map((text) => /sagas: '(\w+)',\s+log: '(\w+)'/.exec(text)).find((found) => found) ?? []
  if (sagas === undefined || log === undefined) return []
  return files('saga/durable', false).map((text) =>
    text.replaceAll(/\$\{(sagas|log)\}/g, (_, name) => (name === 'log' ? log : sagas)),
  )
}

const deletes = (code: readonly string[], table: string): boolean =>
  code.some((text) => new RegExp(`delete from ${table}\\b`).test(text))
/** An `update`, an upsert, or a lock of rows, which needs the same privilege in Postgres. */
const updates = (code: readonly string[], table: string): boolean =>
  code.some(
    (text) =>
      new RegExp(`update ${table}\\b|from ${table}\\b[^;\`]*for update`).test(text) ||
      (new RegExp(`insert into ${table}\\b`).test(text) && /on conflict \([^)]*\)[^;`]*do update/.test(text)),
  )

describe.each(databases)('the role of $database', (entry) => {
  const { role, migrations } = entry
  let database: TestDatabase
  let owner: Pool
  let tables: Table[]

  beforeAll(async () => {
    database = await createTestDatabase(inject('postgresUrl'), migrations)
    owner = openPool({ url: database.adminUrl, name: 'privileges', max: 1 })
    const { rows } = await owner.raw.query<Table>(
      `select relname as name, has_table_privilege($1, oid, 'delete') as delete,
              has_any_column_privilege($1, oid, 'update') as update,
              has_table_privilege($1, oid, 'truncate, references, trigger') as other,
              array(select attname::text from pg_attribute join pg_attrdef on adrelid = attrelid and adnum = attnum
                    where attrelid = pg_class.oid and pg_get_expr(adbin, adrelid) ~ 'clock_timestamp|now\\(\\)'
                      and has_column_privilege($1, attrelid, attnum, 'insert')) as times
       from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`,
      [role],
    )
    tables = rows
  })

  afterAll(async () => {
    await owner.close()
    await database.drop()
  })

  it('may delete only from tables that its code deletes from, and update only those that its code updates', () => {
    const code = sourcesOf(entry)
    expect(tables.length).toBeGreaterThan(1)
    const needless = tables.flatMap((table) => [
      ...(table.delete && !deletes(code, table.name) ? [`delete from ${table.name}`] : []),
      ...(table.update && !updates(code, table.name) ? [`update ${table.name}`] : []),
      ...(table.other ? [`truncate, refer to or put triggers on ${table.name}`] : []),
    ])
    expect(needless).toEqual([])
  })

  it('can’t choose the time of a row that it can’t change afterwards', () => {
    const chosen = tables.filter((table) => !table.update && !table.delete && table.times.length > 0)
    expect(chosen.map(({ name, times }) => `${name}: ${times.join(', ')}`)).toEqual([])
  })

  it('creates nothing, belongs to no other role, and can’t read or change the list of migrations', async () => {
    const { rows } = await owner.raw.query(
      `select has_schema_privilege($1, 'public', 'create') as creates,
              has_database_privilege($1, current_database(), 'create, temporary') as temporary,
              (select count(*)::int from pg_auth_members where member = $1::regrole) as roles,
              has_table_privilege($1, 'schema_migrations', 'select, insert, update, delete') as migrations,
              (select count(*)::int from pg_proc where pronamespace = 'public'::regnamespace and prosecdef
                 and $2 <> 'services/event-store/infrastructure/migrations') as definers`,
      [role, migrations],
    )
    expect(rows).toEqual([{ creates: false, temporary: false, roles: 0, migrations: false, definers: 0 }])
  })
})
