import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as the server received it. */
export type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string }
export type Script = { baseUrl: string; seen: Seen[]; close: () => Promise<void> }

/** A real HTTP server. The n-th step handles the n-th request; the last step handles all later ones. */
export const serveScript = async (
  ...steps: ((response: ServerResponse, request: Seen) => void | Promise<void>)[]
): Promise<Script> => {
  const seen: Seen[] = []
  const listener: RequestListener = async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body }
    const step = steps[Math.min(seen.push(one), steps.length) - 1]
    await step?.(response, one)
  }
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A step that responds with JSON; with an error status, as a problem. */
export const answer =
  (status: number, body: object, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    const type = status < 400 ? 'application/json' : 'application/problem+json'
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body))
  }

export const problemAnswer = (status: number, slug: string, headers: Record<string, string> = {}) =>
  answer(status, { type: `urn:sagabench:problem:${slug}`, title: slug, status }, headers)

/** A step that cuts the connection. */
export const hangUp = (response: ServerResponse): void => {
  response.destroy()
}

/** A step that never responds. */
export const silence = (): void => {}
