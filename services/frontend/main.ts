import { roles } from '#generated/roles.ts'
import { integer, publicKey, readConfig, secret, text } from '#platform/base/config.ts'
import { createTokenVerifier } from '#platform/http/identity.ts'
import { listen } from '#platform/http/server.ts'
import { runProcess } from '#platform/process/process.ts'
import { builtFolder } from './infrastructure/built-folder.ts'
import { openControlClient } from './infrastructure/control.ts'
import { openGateway } from './infrastructure/gateway.ts'
import { openPage } from './infrastructure/page.ts'
import { openReports } from './infrastructure/reports.ts'
import { createFrontendServer } from './server.ts'

await runProcess('frontend', async (scope) => {
  const config = readConfig(scope.env, {
    host: text('HOST', '127.0.0.1'),
    port: integer('PORT', 8000),
    gatewayUrl: text('GATEWAY_URL'),
    shopKey: secret('GATEWAY_KEY_APPLICATION_BOUTIQUE'),
    administrationKey: secret('GATEWAY_KEY_APPLICATION_ADMINISTRATION'),
    publicUrl: text('PUBLIC_URL', ''),
    publicKeyPem: publicKey('JWT_PUBLIC_KEY'),
    reportsFolder: text('REPORTS_FOLDER', ''),
    controlUrl: text('CONTROL_URL', ''),
    controlToken: text('CONTROL_TOKEN', ''),
  })
  const { log, metrics } = scope
  const page = await openPage(builtFolder(log))
  const gateway = openGateway(config.gatewayUrl)
  scope.onStop('gateway', gateway.close)
  const keys = { boutique: config.shopKey, administration: config.administrationKey }
  const publicUrl = config.publicUrl === '' ? undefined : new URL(config.publicUrl)
  const verifyToken = createTokenVerifier({ publicKeyPem: config.publicKeyPem, roles })
  const reports = openReports(config.reportsFolder === '' ? undefined : config.reportsFolder, log)
  const sendControl = config.controlUrl === '' ? undefined : openControlClient(config.controlUrl, config.controlToken)
  const server = createFrontendServer({
    log,
    metrics,
    page,
    gateway,
    keys,
    publicUrl,
    verifyToken,
    reports,
    sendControl,
  })
  const url = await listen(server, config, scope)
  log.info({ url }, 'listening')
})
