import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Clock, systemClock } from '#platform/base/clock.ts'

/**
 * `delay`: delivered later; `drop-response`: delivered, then the connection closes; `half-open`: delivered, and nothing ever
 * comes back; `refuse`: the connection closes undelivered; `reset`: the same by a TCP reset; `error`: answered with 500, undelivered.
 */
export type FaultKind =
  | { kind: 'delay'; delay_ms: number }
  | { kind: 'drop-response' }
  | { kind: 'half-open' }
  | { kind: 'refuse' }
  | { kind: 'reset' }
  | { kind: 'error' }

/** Selects the fault for each request. The choice depends on seed and key alone, so a retry gets the same fault. */
export type FaultRule = {
  id: string
  at: string
  share: number
  seed: number
  match: { method: string; path: string; key_header: string }
  /** A kind with weight 2 is chosen twice as often as one without. */
  kinds: (FaultKind & { weight?: number })[]
}

/** What was done to the requests of one key. `delivered` counts those that reached the target service. */
export type FaultRecord = {
  rule: string
  key: string
  kind: FaultKind['kind'] | 'none'
  requests: number
  delivered: number
  firstAt: string
  lastStatus: number | null
}

export type FaultProxy = {
  url: string
  /** Replaces the rules for requests that arrive from now on; an empty list passes everything through. */
  setRules: (rules: readonly FaultRule[]) => void
  records: () => FaultRecord[]
  clear: () => void
  /** Number of requests in progress, including delayed ones whose caller has disconnected. */
  pending: () => number
  close: () => Promise<void>
}

/** A number in [0, 1) that depends on the text alone. */
export const hashShare = (text: string): number =>
  createHash('sha256').update(text).digest().readUInt32BE(0) / 0x1_0000_0000

/** The fault for a key, kinds as likely as their weights; undefined if the request passes through. */
export const faultFor = (rule: FaultRule, key: string): FaultKind | undefined => {
  if (hashShare(`${rule.seed}:${rule.id}:hit:${key}`) >= rule.share) return undefined
  const total = rule.kinds.reduce((sum, { weight = 1 }) => sum + weight, 0)
  let left = hashShare(`${rule.seed}:${rule.id}:kind:${key}`) * total
  return rule.kinds.find(({ weight = 1 }) => {
    left -= weight
    return left < 0
  })
}

/** How long a half-open connection stays open: longer than any caller waits. */
const forgottenAfterMs = 4_000

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The header lines unchanged, without hop-by-hop headers. */
const forwardedHeaders = (raw: readonly string[]): string[] => {
  const headers: string[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) {
    if (!hopByHop.has((raw[i] ?? '').toLowerCase())) headers.push(raw[i] ?? '', raw[i + 1] ?? '')
  }
  return headers
}

const readBody = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/**
 * An HTTP-aware proxy on the loopback in front of one service. Without a matching rule it passes requests through over
 * kept-alive connections; a matching rule applies one of the faults above. A delayed request is delivered even if the
 * caller has given up.
 */
export const startFaultProxy = async (options: {
  target: string
  /** Where it listens; the loopback unless it runs in a container. */
  host?: string
  port?: number
  rules?: readonly FaultRule[]
  clock?: Clock
}): Promise<FaultProxy> => {
  const clock = options.clock ?? systemClock
  const target = new URL(options.target)
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const records = new Map<string, FaultRecord>()
  const closing = new AbortController()
  let pending = 0
  let rules = [...(options.rules ?? [])]

  const forward = (incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const outgoing = request(
        {
          agent,
          host: target.hostname,
          port: target.port,
          method: incoming.method,
          path: incoming.url,
          headers: forwardedHeaders(incoming.rawHeaders),
          setHost: false,
        },
        resolve,
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })

  const passThrough = async (incoming: IncomingMessage, response: ServerResponse, body: Buffer): Promise<number> => {
    const answer = await forward(incoming, body)
    const status = answer.statusCode ?? 502
    if (response.destroyed) {
      answer.resume()
      return status
    }
    response.writeHead(status, forwardedHeaders(answer.rawHeaders))
    answer.pipe(response)
    return status
  }

  const record = (rule: FaultRule, key: string, fault: FaultKind | undefined): FaultRecord => {
    const known = records.get(`${rule.id} ${key}`)
    if (known !== undefined) {
      known.requests++
      return known
    }
    const fresh: FaultRecord = {
      rule: rule.id,
      key,
      kind: fault?.kind ?? 'none',
      requests: 1,
      delivered: 0,
      firstAt: new Date(clock.now()).toISOString(),
      lastStatus: null,
    }
    records.set(`${rule.id} ${key}`, fresh)
    return fresh
  }

  const deliver = async (seen: FaultRecord, incoming: IncomingMessage): Promise<void> => {
    const answer = await forward(incoming, await readBody(incoming))
    seen.delivered++
    seen.lastStatus = answer.statusCode ?? null
    await readBody(answer)
  }

  const harm = async (fault: FaultKind, seen: FaultRecord, incoming: IncomingMessage, response: ServerResponse) => {
    switch (fault.kind) {
      case 'refuse':
        incoming.socket.destroy()
        return
      case 'reset':
        incoming.socket.resetAndDestroy()
        return
      case 'error':
        await readBody(incoming)
        response.writeHead(500, { 'content-type': 'text/plain' }).end('an error of the proxy')
        return
      case 'half-open':
        await deliver(seen, incoming)
        await clock.sleep(forgottenAfterMs, closing.signal)
        incoming.socket.destroy()
        return
      case 'drop-response': {
        await deliver(seen, incoming)
        incoming.socket.destroy()
        return
      }
      case 'delay': {
        const body = await readBody(incoming)
        await clock.sleep(fault.delay_ms, closing.signal)
        if (closing.signal.aborted) return
        seen.delivered++
        seen.lastStatus = await passThrough(incoming, response, body)
        return
      }
      default:
        fault satisfies never
    }
  }

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (incoming.url ?? '/').split('?', 1)[0] ?? '/'
    const rule = rules.find((each) => each.match.method === incoming.method && new RegExp(each.match.path).test(path))
    const key = rule === undefined ? undefined : incoming.headers[rule.match.key_header.toLowerCase()]
    if (rule === undefined || typeof key !== 'string') {
      await passThrough(incoming, response, await readBody(incoming))
      return
    }
    const fault = faultFor(rule, key)
    const seen = record(rule, key, fault)
    if (fault !== undefined) {
      await harm(fault, seen, incoming, response)
      return
    }
    seen.lastStatus = await passThrough(incoming, response, await readBody(incoming))
    seen.delivered++
  }

  const server: Server = createServer((incoming, response) => {
    pending++
    handle(incoming, response)
      // The target or the caller has disconnected: close the connection.
      .catch(() => incoming.socket.destroy())
      .finally(() => pending--)
  })
  server.keepAliveTimeout = 75_000
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setRules: (next) => {
      rules = [...next]
    },
    records: () => [...records.values()],
    clear: () => records.clear(),
    pending: () => pending,
    close: async () => {
      closing.abort()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      agent.destroy()
    },
  }
}
