import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import { createCommandesServer } from '../../commandes/server.ts'
import { startService, type TestService, tokenOf, toNowhere } from '../../testing.ts'
import { exportPersonalData } from '../application/export-personal-data.ts'
import { type Ask, type Customer, type Shop, startShop } from '../testing.ts'

// The event store does not run here: the export is complete only where the whole system runs, in tests/e2e/export.test.ts.

let shop: Shop
let commandes: TestService
const administration = 'application-administration'
const motif = 'Demande par courrier'

beforeAll(async () => {
  commandes = await startService(inject('postgresUrl'), 'services/commandes/infrastructure/migrations', (parts) =>
    createCommandesServer({ ...parts, transport: toNowhere(parts), clock: systemClock }),
  )
  shop = await startShop(
    { postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') },
    { routes: { '/api/commandes/': commandes.server } },
  )
})
afterAll(async () => {
  await shop.stop()
  await commandes.stop()
})

const exportOf = async ({ url, token }: Customer, ask: Ask = {}) => {
  const answer = await shop.ask('POST', `${url}/donnees-personnelles/export/`, { token, body: {}, ...ask })
  return { status: answer.statusCode, body: answer.json() }
}
const logged = async (id: string) =>
  (await shop.pool.raw.query('select author, role, reason from operation_log where object_id = $1', [id])).rows

it('an export with a missing part is 503, names the part, returns no data and is not logged', async () => {
  const customer = await shop.newCustomer()
  const { status, body } = await exportOf(customer)
  expect([status, body.type]).toEqual([503, 'urn:sagabench:problem:export-incomplet'])
  expect(body.parties.sort()).toEqual(['cqrs', 'event-store'])
  expect(JSON.stringify(body)).not.toContain('Camille')
  expect(await logged(customer.id)).toEqual([])
})

it('an export is refused for another customer, without a reason of the staff, and after an erasure', async () => {
  const [customer, other] = [await shop.newCustomer(), await shop.newCustomer()]
  expect((await exportOf(customer, { token: other.token })).status).toBe(404)
  const token = await tokenOf('administrateur', 'a.roy')
  const unreasoned = await exportOf(customer, { token, caller: administration })
  expect([unreasoned.status, unreasoned.body.errors]).toMatchObject([400, [{ field: '/motif', rule: 'required' }]])
  const manager = await tokenOf('gerant', 'g.roy')
  expect((await exportOf(customer, { token: manager, caller: administration, body: { motif } })).status).toBe(403)
  const erased = await shop.ask('DELETE', `${customer.url}/donnees-personnelles/`, {
    token: customer.token,
    key: randomUUID(),
  })
  expect(erased.statusCode).toBe(200)
  expect((await exportOf(customer)).body.type).toBe('urn:sagabench:problem:client-inconnu')
})

it('an export reads every page, and has no room for more rows than the limit', async () => {
  const rows = Array.from({ length: 5 }, (_, i) => ({ source: 'vente', donnees: { i } }))
  const run = (rowsMax: number) =>
    exportPersonalData({
      readClient: async (client_id) => ({ client_id }) as never,
      parts: {
        commandes: async (_id, cursor = '0') => {
          const from = Number(cursor)
          return { elements: rows.slice(from, from + 2), next: from + 2 < rows.length ? String(from + 2) : undefined }
        },
      },
      record: async () => {},
      rowsMax,
      onMissing: () => {},
    })({ clientId: 'c', correlationId: 'x', signal: new AbortController().signal, logged: {} as never })
  expect(await run(5)).toMatchObject({ parties: [{ partie: 'commandes', elements: rows }] })
  expect(await run(4)).toEqual({ kind: 'export-incomplet', parties: ['commandes'] })
})
