import { roles } from '#generated/roles.ts'
import { validationCalls } from '#generated/saga/validation.ts'
import { systemClock } from '#platform/base/clock.ts'
import { integer, publicKey, readConfig, secret, storeUrl, text } from '#platform/base/config.ts'
import { createTransport } from '#platform/http/client.ts'
import { createTokenVerifier } from '#platform/http/identity.ts'
import { listen } from '#platform/http/server.ts'
import { openServingPool } from '#platform/postgres/serving-pool.ts'
import { runProcess } from '#platform/process/process.ts'
import { afterGrace } from '#saga/grace.ts'
import { requestsVia } from './infrastructure/requests.ts'
import { createSupplyChainServer } from './server.ts'

/** Time at shutdown for pending answers, then for validations still running. Together below the limit of a process. */
const [answersMs, validationsMs] = [4_000, 4_000]

await runProcess('supply-chain', async (scope) => {
  const config = readConfig(scope.env, {
    host: text('HOST', '127.0.0.1'),
    port: integer('PORT', 8004),
    databaseUrl: storeUrl('DATABASE_URL'),
    poolMax: integer('POOL_MAX', 10),
    gatewayUrl: text('GATEWAY_URL'),
    gatewayApiKey: secret('GATEWAY_API_KEY'),
    gatewaySecret: secret('GATEWAY_SECRET'),
    publicKeyPem: publicKey('JWT_PUBLIC_KEY'),
    instance: text('INSTANCE', 'supply-chain'),
    leaseMs: integer('LEASE_MS', 3_000),
  })
  const { log, metrics, reach } = scope
  const pool = openServingPool({
    url: config.databaseUrl,
    name: config.instance,
    max: config.poolMax,
    metrics,
  })
  scope.onStop('database', () => pool.close())
  const transport = createTransport({ baseUrl: config.gatewayUrl, apiKey: config.gatewayApiKey, metrics, log })
  scope.onStop('gateway', transport.close)
  const supplyChain = createSupplyChainServer({
    log,
    metrics,
    pool,
    requests: requestsVia(transport),
    calls: validationCalls(transport),
    clock: systemClock,
    reach,
    leaseMs: config.leaseMs,
    closing: afterGrace(scope.signal, answersMs),
    owner: config.instance,
    gatewaySecret: config.gatewaySecret,
    verifyToken: createTokenVerifier({ publicKeyPem: config.publicKeyPem, roles }),
  })
  scope.onStop('validations', () => supplyChain.stop(validationsMs))
  await supplyChain.resume()
  const url = await listen(supplyChain.server, config, scope)
  log.info({ url }, 'listening')
})
