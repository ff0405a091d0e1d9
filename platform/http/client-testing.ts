import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect } from 'vitest'
import { createLog } from '../base/log.ts'
import { createMetrics } from '../base/metrics.ts'
import { CallFailure, type ClientOperation, createTransport, type Transport, type TransportOptions } from './client.ts'
import { problem, technicalProblems } from './problem.ts'

export type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void
type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string }

const stops: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

const metrics = createMetrics({ name: 'test' })
const log = createLog({ name: 'test', level: 'silent' })

/** A real server that gives these answers in turn and repeats the last. */
export const serve = async (...answers: Answer[]): Promise<{ baseUrl: string; seen: Seen[]; server: Server }> => {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const answer = answers[Math.min(seen.length, answers.length - 1)]
    seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
    answer?.(request, response, body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server }
}

export const open = (baseUrl: string, options: Partial<TransportOptions> = {}): Transport => {
  const transport = createTransport({ baseUrl, apiKey: 'key', metrics, log, random: () => 0, ...options })
  stops.push(() => transport.close())
  return transport
}

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, {
      'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      ...headers,
    })
    response.end(JSON.stringify(body))
  }
export const ok = json(200, { done: true })
export const technical = (slug: keyof typeof technicalProblems, headers = {}): Answer => {
  const { status, body } = problem(technicalProblems, slug)
  return json(status, body, headers)
}
export const inFlight = json(409, { type: 'urn:sagabench:problem:idempotency-in-flight', title: 'x', status: 409 })
export const refused = json(409, { type: 'urn:sagabench:problem:too-little', title: 'x', status: 409, left: 1 })
export const drop: Answer = (request) => void request.socket.destroy()
export const hang: Answer = () => {}

export const write: ClientOperation = {
  operationId: 'write',
  service: 'store',
  method: 'POST',
  path: '/things/{id}/',
  safe: false,
  statuses: [200, 409, 503],
  problems: ['too-little'],
}
export const read: ClientOperation = { ...write, operationId: 'read', method: 'GET', safe: true }
export const request = { path: { id: 7 }, body: { a: 1 } }
export const keyed = { idempotencyKey: 'k-12345678' }

export const failureOf = (call: Promise<unknown>): Promise<CallFailure> =>
  call.then(
    (answer) => expect.unreachable(`answered ${JSON.stringify(answer)}`),
    (error) => {
      expect(error).toBeInstanceOf(CallFailure)
      return error
    },
  )
