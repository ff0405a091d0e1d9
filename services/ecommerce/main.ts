import { definitions, publishers } from '#generated/events/events.ts'
import { roles } from '#generated/roles.ts'
import { systemClock } from '#platform/base/clock.ts'
import {
  integer,
  mailAddress,
  optional,
  positive,
  privateKey,
  publicKey,
  publicKeys,
  readConfig,
  secret,
  smtpUrl,
  storeUrl,
  text,
} from '#platform/base/config.ts'
import { startIdempotencySweep } from '#platform/delivery/idempotency.ts'
import { createTransport } from '#platform/http/client.ts'
import { createTokenIssuer, createTokenVerifier } from '#platform/http/identity.ts'
import { listen } from '#platform/http/server.ts'
import { openServingPool } from '#platform/postgres/serving-pool.ts'
import { runProcess } from '#platform/process/process.ts'
import { inVersion, openBus, publishedVersions } from '#platform/stream/bus.ts'
import { openAuthenticity } from '#platform/stream/event-authenticity.ts'
import { createFirstAdministrator } from './first-administrator.ts'
import { openKeys } from './infrastructure/client-keys.ts'
import { openSender } from './infrastructure/mail-sender.ts'
import { createEcommerceServer } from './server.ts'

await runProcess('ecommerce', async (scope) => {
  const config = readConfig(scope.env, {
    host: text('HOST', '127.0.0.1'),
    port: integer('PORT', 8005),
    databaseUrl: storeUrl('DATABASE_URL'),
    poolMax: integer('POOL_MAX', 10),
    redisUrl: storeUrl('REDIS_URL'),
    gatewayUrl: text('GATEWAY_URL'),
    gatewayApiKey: secret('GATEWAY_API_KEY'),
    gatewaySecret: secret('GATEWAY_SECRET'),
    publicKeyPem: publicKey('JWT_PUBLIC_KEY'),
    privateKeyPem: privateKey('JWT_PRIVATE_KEY'),
    firstAdminEmail: mailAddress('FIRST_ADMIN_EMAIL', 'admin@sagabench.example'),
    firstAdminPassword: secret('FIRST_ADMIN_PASSWORD'),
    keysFolder: text('CLIENT_KEYS_FOLDER'),
    smtpUrl: optional(smtpUrl('SMTP_URL')),
    mailFolder: optional(text('MAIL_FOLDER')),
    mailFrom: mailAddress('MAIL_FROM', 'no-reply@sagabench.example'),
    registrationHours: positive('REGISTRATION_HOURS', 24),
    confirmationUrl: optional(text('CONFIRMATION_URL')),
    resetUrl: optional(text('RESET_URL')),
    waitersMax: integer('WAITERS_MAX', 2_000),
    backlogMax: integer('BACKLOG_MAX', 10_000),
    partitions: positive('STREAM_PARTITIONS', 1),
    trusted: publicKeys('EVENT_PUBLIC_KEYS'),
    eventKeyPem: privateKey('EVENT_PRIVATE_KEY'),
    versions: publishedVersions('PUBLISH_EVENT_VERSIONS', definitions),
  })
  const { log, metrics, signal, name, reach } = scope
  const clock = systemClock
  const pool = openServingPool({ url: config.databaseUrl, name, max: config.poolMax, metrics })
  scope.onStop('database', () => pool.close())
  await createFirstAdministrator(pool, { email: config.firstAdminEmail, password: config.firstAdminPassword, log })
  const { redisUrl, partitions } = config
  const outgoing = inVersion(definitions, config.versions)
  const authenticity = openAuthenticity({
    publishers,
    trusted: config.trusted,
    signing: { publisher: 'ecommerce', privateKeyPem: config.eventKeyPem },
  })
  const bus = openBus({ redisUrl, metrics, log, clock, name, partitions, outgoing, authenticity })
  scope.onStop('bus', () => bus.close())
  const transport = createTransport({ baseUrl: config.gatewayUrl, apiKey: config.gatewayApiKey, metrics, log })
  scope.onStop('transport', () => transport.close())

  const { server, release, stop } = await createEcommerceServer({
    pool,
    keys: await openKeys(config.keysFolder),
    bus,
    transport,
    clock,
    log,
    metrics,
    reach,
    gatewaySecret: config.gatewaySecret,
    verifyToken: createTokenVerifier({ publicKeyPem: config.publicKeyPem, roles }),
    issueToken: createTokenIssuer({ privateKeyPem: config.privateKeyPem }),
    mail: {
      sender: await openSender(config),
      durationMs: config.registrationHours * 3_600_000,
      confirmationUrl: config.confirmationUrl,
      resetUrl: config.resetUrl,
    },
    waitersMax: config.waitersMax,
    backlogMax: config.backlogMax,
  })
  scope.onStop('outbox and outcomes', stop)
  signal.addEventListener('abort', release, { once: true })
  void startIdempotencySweep({ pool, log, signal, clock })
  const url = await listen(server, config, scope)
  log.info({ url }, 'listening')
})
