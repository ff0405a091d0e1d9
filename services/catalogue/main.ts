import { roles } from '#generated/roles.ts'
import { systemClock } from '#platform/base/clock.ts'
import { integer, publicKey, readConfig, secret, storeUrl, text } from '#platform/base/config.ts'
import { startIdempotencySweep } from '#platform/delivery/idempotency.ts'
import { createTokenVerifier } from '#platform/http/identity.ts'
import { listen } from '#platform/http/server.ts'
import { openServingPool } from '#platform/postgres/serving-pool.ts'
import { runProcess } from '#platform/process/process.ts'
import { createCatalogueServer } from './server.ts'

await runProcess('catalogue', async (scope) => {
  const config = readConfig(scope.env, {
    host: text('HOST', '127.0.0.1'),
    port: integer('PORT', 8001),
    databaseUrl: storeUrl('DATABASE_URL'),
    poolMax: integer('POOL_MAX', 5), // of each instance
    gatewaySecret: secret('GATEWAY_SECRET'),
    publicKeyPem: publicKey('JWT_PUBLIC_KEY'),
  })
  const { log, metrics, reach, signal } = scope
  const pool = openServingPool({
    url: config.databaseUrl,
    name: scope.env.INSTANCE ?? 'catalogue',
    max: config.poolMax,
    metrics,
  })
  scope.onStop('database', () => pool.close())
  const { publicKeyPem } = config
  const verifyToken = createTokenVerifier({ publicKeyPem, roles })
  const server = createCatalogueServer({ log, metrics, pool, reach, gatewaySecret: config.gatewaySecret, verifyToken })
  void startIdempotencySweep({ pool, log, signal, clock: systemClock })
  const url = await listen(server, config, scope)
  log.info({ url }, 'listening')
})
