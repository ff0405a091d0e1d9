import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { record } from '../conformance/record.ts'
import type { Publisher } from './events.ts'
import { type Adjust, type MessageProviders, startMessageProviders } from './message-providers.ts'
import { pactsWith, verify } from './provider.ts'
import { recordResults } from './results.ts'

let adjust: Adjust = (payload) => payload
let publishers: MessageProviders
beforeAll(async () => {
  const servers = { postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') }
  publishers = await startMessageProviders(servers, (payload, type) => adjust(payload, type))
})
afterAll(() => publishers.stop())

const failed = ({ problems }: { problems: string[] }): boolean => problems.length > 0

it.each(['ecommerce', 'stock-reservation', 'order-creation', 'stock-compensation'] satisfies Publisher[])(
  '%s publishes events that all of their consumers accept',
  async (name) => {
    const results = await verify(publishers.providers[name])
    await recordResults(name, results)
    for (const { description, problems } of results)
      if (problems.length === 0) record({ kind: 'message', application: name, direction: 'sends', type: description })
    expect(results.filter(failed)).toEqual([])
    expect(results.length).toBeGreaterThan(0)
    expect(results).toHaveLength(pactsWith(name).reduce((sum, pact) => sum + pact.interactions.length, 0))
  },
)

it('renaming a field in a publisher breaks its event for each of its consumers, and no other event', async () => {
  adjust = (payload, type) => {
    if (type !== 'OrderCreated') return payload
    const { commande_id, ...rest } = payload as { commande_id: string }
    return { ...rest, order_id: commande_id }
  }
  const broken = (await verify(publishers.providers['order-creation'])).filter(failed)
  expect(broken.map(({ consumer, description }) => `${consumer}: ${description}`).sort()).toEqual([
    'audit: OrderCreated',
    'cqrs-projection: OrderCreated',
    'event-store: OrderCreated',
  ])
})
