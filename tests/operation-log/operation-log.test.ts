import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ServerOperation } from '#platform/http/route.ts'
import { readService, serviceNames } from '../contract/contracts.ts'
import { recipes, staffRoles } from './recipes.ts'
import { type By, openSystems, type Request, type Systems, send } from './systems.ts'

const operations = (await Promise.all(serviceNames().map((name) => readService(name)))).flatMap((contract) =>
  Object.values(contract.operations).map((operation) => [contract.service, operation] as const),
)
const roleOf = ({ roles = [] }: ServerOperation) => staffRoles.find((role) => roles.includes(role))
const ofStaff = operations.filter(([, operation]) => roleOf(operation) !== undefined)
const writes = ofStaff.filter(([, { method }]) => method !== 'GET')

type Row = { service: string; operation: string; object_type: string; author: string; role: string }
let systems: Systems
beforeAll(async () => {
  systems = await openSystems()
}, 60_000)
afterAll(() => systems.stop())

/** The rows of all services whose correlation id is that of a request. */
const rowsOf = async (correlationId: string): Promise<Row[]> => {
  const rows = await Promise.all(
    Object.entries(systems.services).map(async ([service, { pool }]) => {
      const known = await pool.raw.query("select to_regclass('operation_log') is not null as known")
      if (known.rows[0].known !== true) return []
      const { rows } = await pool.raw.query('select * from operation_log where correlation_id = $1', [correlationId])
      return rows.map((row) => ({ service, ...row }))
    }),
  )
  return rows.flat()
}

/** ecommerce verifies that the author is an administrator now, so everyone here is the first administrator. */
const author = (operation: ServerOperation): By => {
  const role = roleOf(operation)
  if (role === undefined) throw new Error(`${operation.operationId} accepts no token of the staff`)
  return { id: systems.staff.owner, role, key: randomUUID() }
}

it('every operation by which staff change something has a recipe, and every recipe such an operation', () => {
  expect(writes.length).toBeGreaterThan(10)
  expect(writes.map(([, { operationId }]) => operationId).sort()).toEqual(Object.keys(recipes).sort())
})

describe.each(writes.map((one) => [one[1].operationId, one] as const))('%s', (operationId, one) => {
  const [service, operation] = one
  const recipe = recipes[operationId]
  const recipeOf = (kind: 'succeeds' | 'refused'): Promise<Request> | Request => {
    if (recipe === undefined) throw new Error(`${operationId} has no recipe in tests/operation-log/recipes.ts`)
    return recipe[kind](systems)
  }

  it('writes one row when it succeeds, and none when its key is repeated', async () => {
    const by = author(operation)
    const request = await recipeOf('succeeds')
    const status = await send(systems, one, request, by)
    expect(status).toBeLessThan(300)
    const rows = await rowsOf(by.key)
    expect(rows).toMatchObject([
      {
        service: recipe?.loggedBy ?? service,
        operation: operationId,
        object_type: recipe?.objectType,
        author: by.id,
        role: by.role,
        application: 'application-administration',
        reason: recipe?.reason ?? null,
      },
    ])
    if (operation.headers === undefined) return // without a key, a repetition is another request
    expect(await send(systems, one, request, by)).toBe(status)
    expect(await rowsOf(by.key)).toEqual(rows)
  })

  it('writes no row when it is refused', async () => {
    const by = author(operation)
    const status = await send(systems, one, await recipeOf('refused'), by)
    expect([status >= 400, status < 500]).toEqual([true, true])
    expect(await rowsOf(by.key)).toEqual([])
  })
})

it('every service with such an operation serves its log to administrators', async () => {
  const loggers = new Set(writes.map(([service, { operationId }]) => recipes[operationId]?.loggedBy ?? service))
  for (const service of loggers) {
    const [served] = ofStaff.filter(([name, { operationId }]) => name === service && /^lireJournal/.test(operationId))
    if (served === undefined) throw new Error(`${service} has no operation lireJournal…; see specs/common/journal.yaml`)
    expect(served[1].roles).toContain('administrateur')
    const by = { id: systems.staff.owner, role: 'administrateur' as const, key: randomUUID() }
    expect(await send(systems, served, { query: { limite: '1' } }, by)).toBe(200)
  }
  expect(loggers.size).toBeGreaterThan(4)
})
