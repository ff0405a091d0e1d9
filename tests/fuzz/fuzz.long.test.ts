import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Shop, startShop } from '../e2e/shop.ts'
import { fuzz, fuzzedServices, prepareCallers } from './fuzz.ts'
import { installSchemathesis } from './install.ts'

let shop: Shop
let callers: Awaited<ReturnType<typeof prepareCallers>>
let python: string

beforeAll(async () => {
  python = await installSchemathesis(resolve(import.meta.dirname, '../..'))
  shop = await startShop()
  callers = await prepareCallers(shop)
})

afterAll(async () => {
  await shop?.close()
})

it.each(fuzzedServices)('whatever is sent to %s, each answer conforms to its specification', async (service) => {
  const { passed, output } = await fuzz({ service, callers }, { python, seed: 1, examplesMax: 50 })
  expect(passed, output).toBe(true)
})
