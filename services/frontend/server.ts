import type { FastifyInstance } from 'fastify'
import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { VerifyToken } from '#platform/http/identity.ts'
import { createHttpServer } from '#platform/http/server.ts'
import type { SendControl } from './infrastructure/control.ts'
import type { Page } from './infrastructure/page.ts'
import type { ReportFolder } from './infrastructure/reports.ts'
import { type Application, applications } from './interface/applications.ts'
import { registerControl } from './interface/control.ts'
import { registerForwarding } from './interface/forward.ts'
import type { Gateway } from './interface/gateway-call.ts'
import { registerPage } from './interface/page.ts'
import { registerReports } from './interface/reports.ts'
import { registerSessions } from './interface/sessions.ts'

export type Parts = {
  log: Log
  metrics: Metrics
  page: Page
  gateway: Gateway
  /** The API key of each application. */
  keys: Readonly<Record<Application, string>>
  /** The address that browsers use, if a proxy with TLS is in front of this server. */
  publicUrl: URL | undefined
  /** Verifies tokens for what this server answers itself; the services verify those of forwarded calls. */
  verifyToken: VerifyToken
  reports: ReportFolder
  /** Sends commands to the harness that runs this system; undefined if none does. */
  sendControl: SendControl | undefined
}

/** The front end without its process: main.ts listens with it, tests inject into it. */
export const createFrontendServer = (parts: Parts): FastifyInstance => {
  const { log, metrics, page, gateway, keys, publicUrl, verifyToken, reports, sendControl } = parts
  const ready = async (): Promise<void> => {}
  // Browsers call this server directly, so no gateway adds a secret.
  const server = createHttpServer({ log, metrics, name: 'frontend', gatewaySecret: undefined, verifyToken, ready })
  const duration = metrics.histogram('frontend_gateway_seconds', 'Time until the gateway answers', [
    'application',
    'status',
  ])
  for (const application of applications) {
    const call = gateway.as({ application, key: keys[application], duration })
    registerForwarding(server, application, call)
    registerSessions(server, { application, call, publicUrl, log })
  }
  registerReports(server, reports)
  registerControl(server, sendControl)
  registerPage(server, page)
  return server
}
