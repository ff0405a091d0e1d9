import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Role } from '#generated/roles.ts'
import { checkoutCalls, checkoutSaga } from '#generated/saga/checkout.ts'
import { validationCalls, validationSaga } from '#generated/saga/validation.ts'
import { systemClock } from '#platform/base/clock.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { openBus } from '#platform/stream/bus.ts'
import { createCatalogueServer } from '#services/catalogue/server.ts'
import { createCommandesServer } from '#services/commandes/server.ts'
import { openKeys } from '#services/ecommerce/infrastructure/client-keys.ts'
import { folderSender } from '#services/ecommerce/infrastructure/mail-sender.ts'
import { createEcommerceServer } from '#services/ecommerce/server.ts'
import { createEventStoreServer } from '#services/event-store/server.ts'
import { createInventaireServer } from '#services/inventaire/server.ts'
import { createSagaOrchestratorServer } from '#services/saga-orchestrator/server.ts'
import { requestsVia } from '#services/supply-chain/infrastructure/requests.ts'
import { createSupplyChainServer } from '#services/supply-chain/server.ts'
import { type ServerParts, startService, tokenOf, toNowhere } from '#services/testing.ts'
import { takeTestRedis } from '#tests/support/redis.ts'

/** A real server on an empty database of its own. */
export type RunningServer = { server: FastifyInstance; pool: Pool; gatewaySecret: string; stop: () => Promise<void> }

type Servers = { postgresUrl: string; redisUrl: string; takeRedis: (redisUrl: string) => Promise<string> | string }
type Built = { server: FastifyInstance; stop?: () => Promise<void> }

const busOf = async ({ log, metrics }: ServerParts, { redisUrl, takeRedis }: Servers) =>
  openBus({ redisUrl: await takeRedis(redisUrl), metrics, log, name: 'conformance' })

const builders: Readonly<Record<string, (parts: ServerParts, servers: Servers) => Promise<Built> | Built>> = {
  catalogue: (parts) => ({ server: createCatalogueServer(parts) }),
  commandes: (parts) => {
    const transport = toNowhere(parts)
    return { server: createCommandesServer({ ...parts, transport, clock: systemClock }), stop: transport.close }
  },
  inventaire: (parts) => ({ server: createInventaireServer({ ...parts, clock: systemClock }) }),
  'event-store': async (parts, servers) => {
    const bus = await busOf(parts, servers)
    const transport = toNowhere(parts)
    const server = createEventStoreServer({ ...parts, bus, clock: systemClock, transport, ingesting: async () => {} })
    return {
      server,
      stop: async () => {
        await bus.close()
        await transport.close()
      },
    }
  },
  'saga-orchestrator': (parts) => {
    const transport = toNowhere(parts)
    const closing = new AbortController().signal
    const calls = checkoutCalls(transport)
    const table = { ...checkoutSaga, undo: { backoffFirstMs: 5, backoffMaxMs: 5, parkAfterAttempts: 1 } }
    const orchestrator = createSagaOrchestratorServer({
      ...parts,
      table,
      calls,
      closing,
      clock: systemClock,
      owner: 'conformance',
    })
    return {
      server: orchestrator.server,
      stop: async () => {
        await orchestrator.stop(0)
        await transport.close()
      },
    }
  },
  'supply-chain': (parts) => {
    const transport = toNowhere(parts)
    const supplyChain = createSupplyChainServer({
      ...parts,
      table: { ...validationSaga, undo: { backoffFirstMs: 5, backoffMaxMs: 5, parkAfterAttempts: 1 } },
      requests: requestsVia(transport),
      calls: validationCalls(transport),
      closing: new AbortController().signal,
      clock: systemClock,
      owner: 'conformance',
    })
    return {
      server: supplyChain.server,
      stop: async () => {
        await supplyChain.stop(0)
        await transport.close()
      },
    }
  },
  ecommerce: async (parts, servers) => {
    const bus = await busOf(parts, servers)
    const transport = toNowhere(parts)
    const issueToken = ({ id, role }: { id: string; role: Role }) => tokenOf(role, id)
    const keysFolder = await mkdtemp(join(tmpdir(), 'sagabench-keys-'))
    const keys = await openKeys(keysFolder)
    const mail = { sender: await folderSender(join(keysFolder, 'mails'), 'shop@example.com') }
    const ecommerce = await createEcommerceServer({
      ...parts,
      keys,
      bus,
      transport,
      issueToken,
      mail,
      clock: systemClock,
    })
    return {
      server: ecommerce.server,
      stop: async () => {
        ecommerce.release()
        await ecommerce.stop()
        await bus.close()
        await transport.close()
        await rm(keysFolder, { recursive: true })
      },
    }
  },
}

export const builtServices: readonly string[] = Object.keys(builders)

type Options = {
  takeRedis?: Servers['takeRedis']
  /** Changes a server before it is ready, to break something for a test. */
  adjust?: (server: FastifyInstance) => void
}

export const startServer = async (
  name: string,
  given: Omit<Servers, 'takeRedis'>,
  { takeRedis = takeTestRedis, adjust = () => {} }: Options = {},
): Promise<RunningServer> => {
  const servers = { ...given, takeRedis }
  const build = builders[name]
  if (!build) throw new Error(`no service ${name}`)
  let gatewaySecret = ''
  let stopParts = async (): Promise<void> => {}
  const service = await startService(
    servers.postgresUrl,
    `services/${name}/infrastructure/migrations`,
    async (parts) => {
      gatewaySecret = parts.gatewaySecret
      const { server, stop } = await build(parts, servers)
      if (stop) stopParts = stop
      adjust(server)
      return server
    },
  )
  return {
    server: service.server,
    pool: service.pool,
    gatewaySecret,
    stop: async () => {
      await service.server.close()
      await stopParts()
      await service.stop()
    },
  }
}

/** A key that no request has used. */
export const newKey = (): string => randomUUID()
