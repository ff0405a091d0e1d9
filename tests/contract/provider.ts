import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Pact } from './pact.ts'
import { fileOf, keptFolder, readPacts } from './pact-files.ts'

// Verifies a provider against its consumers' expectations: Pact sends each request to the real server, and gets each
// message from the real publisher.

// biome-ignore lint/suspicious/noExplicitAny: each state has parameters of its own
type Params = any
/** Sets up a provider state, from the parameters of the interaction. */
export type States = Readonly<Record<string, (params: Params) => Promise<void>>>
/** A published message: its payload, and the other fields of the entry. */
export type Published = { payload: unknown; metadata: Record<string, string> }
export type Messages = (description: string) => Promise<Published>

export type Verified = { consumer: string; description: string; problems: string[] }

export type Provider = {
  name: string
  states: States
  /** Where the server listens, and the headers that the gateway would add for a consumer. */
  http?: { url: string; headersFor: (consumer: string) => Record<string, string> }
  messages?: Messages
}

const bodyOf = async (request: IncomingMessage): Promise<Params> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

/** Serves Pact's verifier with states and messages. */
const startSetup = async ({ name, states, messages }: Provider) => {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    if (request.url === '/states') {
      const make = body.state === '' ? async () => {} : states[body.state] // '': the interaction names none
      if (make === undefined) throw new Error(`${name} has no state "${body.state}"`)
      if (body.action !== 'teardown') await make(body.params ?? {})
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      return
    }
    if (messages === undefined) throw new Error(`${name} publishes nothing`)
    const { payload, metadata } = await messages(body.description)
    const encoded = Buffer.from(JSON.stringify(metadata)).toString('base64')
    response
      .writeHead(200, { 'content-type': 'application/json', 'pact-message-metadata': encoded })
      .end(JSON.stringify(payload))
  }
  const failure = new AbortController()
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      failure.abort(error)
      response.writeHead(500).end(error.message)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, failed: failure.signal, close: () => server.close() }
}

type Mismatch = { mismatch?: string; path?: string; key?: string }
type RawResults = {
  interactionResults: {
    consumer: string
    description: string
    result: string
    mismatch?: { mismatches?: Mismatch[]; message?: string }
  }[]
}

/** What went wrong; a failure without a mismatch still counts as a failure. */
const problemsOf = (failure: RawResults['interactionResults'][number]['mismatch'], result: string): string[] => {
  const mismatches = (failure?.mismatches ?? []).map(({ mismatch, path }) => `${path ?? ''} ${mismatch}`.trim())
  return mismatches.length > 0 ? mismatches : [failure?.message ?? result]
}

export const readResults = (raw: string): Verified[] => {
  let results: RawResults
  try {
    results = JSON.parse(raw)
  } catch {
    throw new Error(`Pact could not verify: ${raw}`)
  }
  return results.interactionResults.map(({ consumer, description, result, mismatch }) => ({
    consumer,
    description,
    problems: result === 'OK' ? [] : problemsOf(mismatch, result),
  }))
}

const runVerifier = async (options: object[], failed: AbortSignal): Promise<string[]> => {
  const child = fork(join(import.meta.dirname, 'verify.ts'), {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...process.env, PACT_DO_NOT_TRACK: 'true' },
  })
  let errors = ''
  child.stderr?.on('data', (text) => (errors += text))
  child.send(options)
  failed.addEventListener('abort', () => child.kill(), { once: true })
  const [results] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => {
      failed.throwIfAborted()
      throw new Error(`Pact's verifier ended with ${code}:\n${errors}`)
    }),
  ])
  return results
}

/** The stored pacts of a provider with its consumers. */
export const pactsWith = (provider: string): Pact[] => readPacts().filter((pact) => pact.provider.name === provider)

/** Verifies every stored pact of a provider; one result per interaction. */
export const verify = async (provider: Provider): Promise<Verified[]> => {
  const setup = await startSetup(provider)
  const { name, http } = provider
  try {
    const options = pactsWith(name).map((pact) => ({
      provider: name,
      providerBaseUrl: http?.url ?? `http://127.0.0.1:${setup.port}`,
      pactUrls: [join(keptFolder, fileOf(pact.consumer.name, name))],
      providerStatesSetupUrl: `http://127.0.0.1:${setup.port}/states`,
      providerStatesSetupBody: true,
      transports: [{ protocol: 'message', port: setup.port, path: '/messages' }],
      ...(http ? { customProviderHeaders: http.headersFor(pact.consumer.name) } : {}),
      logLevel: 'error',
    }))
    return (await runVerifier(options, setup.failed)).flatMap(readResults)
  } finally {
    setup.close()
  }
}
