import { expect, inject, it } from 'vitest'
import {
  startCatalogue,
  startCommandes,
  startEventStore,
  startInventaire,
  startSagaOrchestrator,
} from './http-providers.ts'
import { pactsWith, verify } from './provider.ts'
import { recordResults } from './results.ts'

const servers = () => ({ postgresUrl: inject('postgresUrl'), redisUrl: inject('redisUrl') })
const failed = ({ problems }: { problems: string[] }): boolean => problems.length > 0

it.each([
  ['inventaire', startInventaire],
  ['catalogue', startCatalogue],
  ['commandes', startCommandes],
  ['event-store', startEventStore],
  ['saga-orchestrator', startSagaOrchestrator],
] as const)('%s keeps every pact of its consumers', async (name, start) => {
  const { provider, stop } = await start(servers())
  try {
    const results = await verify(provider)
    await recordResults(name, results)
    expect(results.filter(failed)).toEqual([])
    expect(results.length).toBeGreaterThan(0)
    expect(results).toHaveLength(pactsWith(name).reduce((sum, pact) => sum + pact.interactions.length, 0))
  } finally {
    await stop()
  }
})

it('renaming a field in a provider breaks the interactions that use it, and no others', async () => {
  const { provider, stop } = await startCatalogue(servers(), (server) =>
    server.addHook('onSend', async (_request, _reply, payload) =>
      String(payload).replaceAll('"prix_unitaire_cents"', '"prix_cents"'),
    ),
  )
  try {
    const broken = (await verify(provider)).filter(failed)
    expect(broken.map(({ consumer, description }) => `${consumer}: ${description}`).sort()).toEqual([
      'saga-orchestrator: the products of a cart, all on sale',
      'stock-reservation: the products of a cart, all on sale',
    ])
    expect(broken[0]?.problems.join()).toContain('prix_unitaire_cents')
  } finally {
    await stop()
  }
})
