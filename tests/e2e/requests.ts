import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { parse } from 'yaml'
import type { ServerOperation } from '#platform/http/route.ts'

export type Reply = { status: number; headers: Headers; text: string; problem: Record<string, unknown> }
export type Sent = { method?: string; headers?: Record<string, string>; body?: string | Uint8Array }

/** Sends a request unchanged and returns the whole answer. */
export const send = async (url: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Reply> => {
  const response = await fetch(url, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })
  const text = await response.text()
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') === true
  return { status: response.status, headers: response.headers, text, problem: isProblem ? JSON.parse(text) : {} }
}

/** The services behind the gateway that have a specification: all of them. */
export const readServices = (): string[] =>
  (parse(readFileSync('kong/kong.yml', 'utf8')) as { services: { name: string }[] }).services.map(({ name }) => name)

/** The operations of every specification with a service behind the gateway. */
export const readOperations = async (
  services: readonly string[],
): Promise<(ServerOperation & { service: string })[]> => {
  const found = await Promise.all(
    services.map(async (service) => {
      const { operations } = (await import(`../../generated/${service}/schemas.ts`)) as {
        operations: Record<string, ServerOperation>
      }
      return Object.values(operations).map((operation) => ({ ...operation, service }))
    }),
  )
  return found.flat()
}

/**
 * Writes bytes one at a time, `everyMs` apart, until the other side closes the connection; returns what it answered.
 */
export const drip = async (url: string, start: string | Buffer, everyMs: number): Promise<string> => {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  socket.write(start)
  const timer = setInterval(() => socket.write(' '), everyMs)
  let answer = ''
  try {
    for await (const chunk of socket) answer += chunk
  } catch {
    // closed by a reset: what was answered before counts
  } finally {
    clearInterval(timer)
  }
  return answer
}
