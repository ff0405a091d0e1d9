import { uuidv7 } from 'uuidv7'
import { problems } from '#generated/problems.ts'
import { roles } from '#generated/roles.ts'
import { checkoutCalls, checkoutSaga } from '#generated/saga/checkout.ts'
import { type Handlers, registerSagaOrchestrator } from '#generated/saga-orchestrator/server.ts'
import type { EtatSaga } from '#generated/saga-orchestrator/types.ts'
import { integer, publicKey, readConfig, secret, text } from '#platform/base/config.ts'
import { createTransport } from '#platform/http/client.ts'
import { createTokenVerifier } from '#platform/http/identity.ts'
import { problem } from '#platform/http/problem.ts'
import { createHttpServer, listen } from '#platform/http/server.ts'
import { runProcess } from '#platform/process/process.ts'
import type { Calls, Data } from '#saga/definition.ts'

/**
 * The bare variant: the same four calls through the gateway with the generated clients, and nothing else. No saga log, no
 * outbox, no undo, no answer to a repeated key. The baseline for the cost of both styles.
 */
const runSteps = async (calls: Calls, inputs: Data, signal: AbortSignal) => {
  let data = inputs
  for (const { id, timeoutMs } of checkoutSaga.steps) {
    const outcome = await calls[id]?.run(data, { timeoutMs, retries: 0, signal })
    if (outcome?.kind !== 'done') return { refused: outcome?.reason ?? checkoutSaga.reasons.error }
    data = { ...data, ...outcome.output }
  }
  return { data }
}

const notServed = async () => problem(problems, 'unavailable', { detail: 'the bare variant only serves checkouts' })

await runProcess('bare', async (scope) => {
  const config = readConfig(scope.env, {
    host: text('HOST', '127.0.0.1'),
    port: integer('PORT'),
    gatewayUrl: text('GATEWAY_URL'),
    gatewayApiKey: secret('GATEWAY_API_KEY'),
    gatewaySecret: secret('GATEWAY_SECRET'),
    publicKeyPem: publicKey('JWT_PUBLIC_KEY'),
  })
  const { log, metrics, signal } = scope
  const transport = createTransport({ baseUrl: config.gatewayUrl, apiKey: config.gatewayApiKey, metrics, log })
  scope.onStop('gateway', transport.close)
  const calls = checkoutCalls(transport)
  const server = createHttpServer({
    name: 'bare',
    log,
    metrics,
    gatewaySecret: config.gatewaySecret,
    verifyToken: createTokenVerifier({ publicKeyPem: config.publicKeyPem, roles }),
    ready: async () => {},
  })
  const demarrerCheckoutSaga: Handlers['demarrerCheckoutSaga'] = async ({ body }, { subject }) => {
    if (body.client_id !== subject?.id) return problem(problems, 'client-inconnu')
    const checkout_id = uuidv7()
    const ended = await runSteps(calls, { checkout_id, ...body }, signal)
    if ('refused' in ended) {
      const etat = checkoutSaga.states.undone as EtatSaga
      return problem(problems, 'checkout-refuse', { checkout_id, etat, motif: ended.refused })
    }
    const etat = checkoutSaga.states.done as EtatSaga
    return { status: 201, body: { checkout_id, etat, commande_id: String(ended.data.commande_id) } }
  }
  registerSagaOrchestrator(server, {
    demarrerCheckoutSaga,
    noterClientEfface: ({ body }) => Promise.resolve({ status: 200, body }), // keeps no data, so there is nothing to erase
    lireEtatSaga: notServed,
    lireDeroulement: notServed,
    lireLignesSaga: notServed,
    listerCheckoutsSaga: notServed,
    compterCheckoutsSaga: notServed,
    listerSagas: notServed,
    lireDonneesClientSagas: notServed,
    lireJournalSagas: notServed,
    forcerCompensation: notServed,
    relancerSaga: notServed,
  })
  const url = await listen(server, config, scope)
  log.info({ url }, 'listening')
})
