import { Pool } from 'undici'
import { type Caller, type CallGateway, type Gateway, GatewayUnreachable } from '../interface/gateway-call.ts'

const connectionsMax = 256
const connectMs = 1_000
/** Longer than the gateway waits for any service, so that the gateway's own answer arrives. */
const headersMs = 45_000
/** Streams of events send a comment more often than this. */
const silenceMs = 120_000

/** Errors before a connection exists: the request was not sent. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? '')

/** Connections to the gateway, whose address is fixed: no part of a request decides where it goes. */
export const openGateway = (url: string): Gateway => {
  const pool = new Pool(new URL(url).origin, {
    connections: connectionsMax,
    connect: { timeout: connectMs },
    headersTimeout: headersMs,
    bodyTimeout: silenceMs,
  })
  const as =
    ({ application, key, duration }: Caller): CallGateway =>
    async ({ method, path, headers, body, signal }) => {
      const end = duration.startTimer({ application })
      try {
        const { statusCode, ...answer } = await pool.request({
          method,
          path,
          headers: { ...headers, 'x-api-key': key },
          body: body ?? null,
          ...(signal === undefined ? {} : { signal }),
        })
        end({ status: String(statusCode) })
        return { status: statusCode, headers: answer.headers, body: answer.body }
      } catch (error) {
        if (signal?.aborted) throw error
        end({ status: 'none' })
        throw new GatewayUnreachable(!unsent.test(codeOf(error)), error)
      }
    }
  return { as, close: () => pool.destroy() }
}
