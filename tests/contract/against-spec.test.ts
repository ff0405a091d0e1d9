import { describe, expect, it } from 'vitest'
import { againstSpec } from './against-spec.ts'
import { readContracts } from './contracts.ts'
import type { Interaction } from './pact.ts'
import { keptFolder, readPact, readPacts } from './pact-files.ts'

it.each(readPacts().map((pact) => [pact.consumer.name, pact.provider.name, pact] as const))(
  '%s expects of %s only what the specifications allow',
  async (_consumer, provider, pact) => {
    expect(pact.interactions.length).toBeGreaterThan(0)
    expect(againstSpec(pact, await readContracts(provider))).toEqual([])
  },
)

type Patch = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** The findings about the first interaction of a stored pact when parts of it are replaced. */
const findings = async (file: string, patch: Patch): Promise<string> => {
  const pact = readPact(keptFolder, file)
  const [first] = pact.interactions
  const parts = Object.entries(patch).map(([part, members]) => [
    part,
    { ...(first?.[part as keyof Interaction] as object), ...members },
  ])
  const changed = { ...first, ...Object.fromEntries(parts) } as Interaction
  return againstSpec({ ...pact, interactions: [changed] }, await readContracts(pact.provider.name)).join()
}

describe('an expectation that a specification does not allow is named', () => {
  it.each<[string, Patch, string]>([
    ['a path', { request: { path: '/api/catalogue/products/' } }, 'no operation has GET /api/catalogue/products/'],
    ['a status', { response: { status: 404 } }, 'lireSelection never answers 404'],
    [
      'a media type',
      { response: { headers: { 'Content-Type': ['text/plain'] } } },
      'lireSelection never answers 200 as text/plain',
    ],
    [
      'a field',
      { response: { body: { content: { products: [] } } } },
      'answer 200: /products must NOT have additional properties',
    ],
    ['a query', { request: { query: { produit_id: ['x'] } } }, 'query: produit_id/0 must be integer'],
    ['a header', { request: { headers: { 'x-wish': ['1'] } } }, 'header x-wish is not declared'],
    ['a body', { request: { body: { content: { a: 1 } } } }, 'it has no body'],
  ])('%s', async (_what, patch, finding) => {
    const found = await findings('saga-orchestrator-catalogue.json', patch)
    expect(found).toContain(`the products of a cart, all on sale: ${finding}`)
  })

  it('a caller', async () => {
    const pact = readPact(keptFolder, 'stock-reservation-inventaire.json')
    const stranger = { ...pact, consumer: { name: 'ecommerce' } }
    const found = againstSpec(stranger, await readContracts('inventaire')).join()
    expect(found).toContain('service-ecommerce may not call POST')
  })

  it.each<[string, Patch, string]>([
    ['an event', { metadata: { type: 'OrderMade' } }, 'there is no event OrderMade'],
    ['a version', { metadata: { version: '2' } }, 'version 2 is not the current one'],
    ['a channel', { metadata: { stream: 'orders' } }, 'there is no channel orders'],
    ['a publisher', { metadata: { type: 'StockReserved' } }, 'order-creation does not send StockReserved'],
    ['a payload', { contents: { content: { commande_id: 7 } } }, 'payload'],
  ])('%s', async (_what, patch, finding) => {
    const found = await findings('cqrs-projection-order-creation.json', patch)
    expect(found).toContain(`OrderCreated: ${finding}`)
  })
})
