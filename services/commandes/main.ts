import { roles } from '#generated/roles.ts'
import { systemClock } from '#platform/base/clock.ts'
import { integer, publicKey, readConfig, secret, storeUrl, text } from '#platform/base/config.ts'
import { startIdempotencySweep } from '#platform/delivery/idempotency.ts'
import { createTransport } from '#platform/http/client.ts'
import { createTokenVerifier } from '#platform/http/identity.ts'
import { listen } from '#platform/http/server.ts'
import { openServingPool } from '#platform/postgres/serving-pool.ts'
import { runProcess } from '#platform/process/process.ts'
import { startClosingDays } from './infrastructure/close-days.ts'
import { createCommandesServer } from './server.ts'

await runProcess('commandes', async (scope) => {
  const config = readConfig(scope.env, {
    host: text('HOST', '127.0.0.1'),
    port: integer('PORT', 8003),
    databaseUrl: storeUrl('DATABASE_URL'),
    poolMax: integer('POOL_MAX', 10),
    gatewayUrl: text('GATEWAY_URL'),
    gatewayApiKey: secret('GATEWAY_API_KEY'),
    gatewaySecret: secret('GATEWAY_SECRET'),
    publicKeyPem: publicKey('JWT_PUBLIC_KEY'),
  })
  const { log, metrics, reach, signal } = scope
  const pool = openServingPool({
    url: config.databaseUrl,
    name: 'commandes',
    max: config.poolMax,
    metrics,
  })
  scope.onStop('database', () => pool.close())
  const transport = createTransport({ baseUrl: config.gatewayUrl, apiKey: config.gatewayApiKey, metrics, log })
  scope.onStop('transport', () => transport.close())
  const { publicKeyPem } = config
  const verifyToken = createTokenVerifier({ publicKeyPem, roles })
  const server = createCommandesServer({
    log,
    metrics,
    pool,
    reach,
    transport,
    clock: systemClock,
    gatewaySecret: config.gatewaySecret,
    verifyToken,
  })
  void startIdempotencySweep({ pool, log, signal, clock: systemClock })
  void startClosingDays({ pool, log, signal, clock: systemClock })
  const url = await listen(server, config, scope)
  log.info({ url }, 'listening')
})
