import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { shop } from './target.ts'

/** What a service can access in the databases. */
export const storeTests = (): void => {
  describe('databases', () => {
    const urls = () =>
      shop.system.services.flatMap((service) => {
        const url = shop.system.env(service).DATABASE_URL
        return url === undefined ? [] : [url]
      })
    const connect = async (url: string, text: string): Promise<unknown[]> => {
      const client = new pg.Client({ connectionString: url })
      client.on('error', () => {})
      await client.connect()
      return client.query(text).then(
        ({ rows }) => client.end().then(() => rows),
        (error: Error) => client.end().then(() => Promise.reject(error)),
      )
    }
    const each = () => [...new Map(urls().map((url) => [new URL(url).username, url])).values()]

    it('no service can access the database of another', async () => {
      expect(each().length).toBeGreaterThanOrEqual(9)
      const names = each().map((url) => new URL(url).pathname)
      for (const url of each()) {
        const others = names.filter((name) => name !== new URL(url).pathname)
        const attempts = others.map((name) => connect(Object.assign(new URL(url), { pathname: name }).href, 'select 1'))
        for (const attempt of await Promise.allSettled(attempts))
          expect(attempt).toMatchObject({ status: 'rejected', reason: { code: '42501' } })
      }
    })

    it('every service works as a role that owns nothing and whose statements, locks and idle transactions end', async () => {
      const settings = `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle,
        (select count(*)::int from pg_class where relowner = current_user::regrole) as owned,
        (select rolsuper or rolcreatedb or rolcreaterole or rolbypassrls from pg_roles where rolname = current_user) as mighty`
      for (const url of each())
        expect(await connect(url, settings)).toEqual([
          { statement: '10s', lock: '3s', idle: '10s', owned: 0, mighty: false },
        ])
    })
  })
}
