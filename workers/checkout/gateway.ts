import { checkoutCalls } from '#generated/saga/checkout.ts'
import { readConfig, secret, text } from '#platform/base/config.ts'
import { createTransport, type Transport } from '#platform/http/client.ts'
import type { Calls } from '#saga/definition.ts'
import type { WorkerScope } from '../worker.ts'

/** Transport through the gateway, with the worker's own key. */
export const gatewayTransport = ({ env, metrics, log, onStop }: WorkerScope): Transport => {
  const { gatewayUrl, apiKey } = readConfig(env, {
    gatewayUrl: text('GATEWAY_URL'),
    apiKey: secret('GATEWAY_API_KEY'),
  })
  const transport = createTransport({ baseUrl: gatewayUrl, apiKey, metrics, log })
  onStop('gateway', transport.close)
  return transport
}

export const gatewayCalls = (scope: WorkerScope): Calls => checkoutCalls(gatewayTransport(scope))
