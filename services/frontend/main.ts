import { integer, readConfig, secret, text } from '#platform/base/config.ts'
import { listen } from '#platform/http/server.ts'
import { runProcess } from '#platform/process/process.ts'
import { builtFolder } from './infrastructure/built-folder.ts'
import { openGateway } from './infrastructure/gateway.ts'
import { openPage } from './infrastructure/page.ts'
import { createFrontendServer } from './server.ts'

await runProcess('frontend', async (scope) => {
  const config = readConfig(scope.env, {
    host: text('HOST', '127.0.0.1'),
    port: integer('PORT', 8000),
    gatewayUrl: text('GATEWAY_URL'),
    shopKey: secret('GATEWAY_KEY_APPLICATION_BOUTIQUE'),
    administrationKey: secret('GATEWAY_KEY_APPLICATION_ADMINISTRATION'),
    publicUrl: text('PUBLIC_URL', ''),
  })
  const { log, metrics } = scope
  const page = await openPage(builtFolder(log))
  const gateway = openGateway(config.gatewayUrl)
  scope.onStop('gateway', gateway.close)
  const keys = { boutique: config.shopKey, administration: config.administrationKey }
  const publicUrl = config.publicUrl === '' ? undefined : new URL(config.publicUrl)
  const server = createFrontendServer({ log, metrics, page, gateway, keys, publicUrl })
  const url = await listen(server, config, scope)
  log.info({ url }, 'listening')
})
