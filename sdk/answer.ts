import type { Answer, CallFailure, Effect } from '#platform/http/failure.ts'
import { retryAfterMs } from '#platform/http/retry-after.ts'

/** Reads a whole response. Throws if the body ends early or isn't valid JSON despite its content type. */
export const readAnswer = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  const isJson = /^application\/([a-z0-9.-]+\+)?json\b/.test(response.headers.get('content-type') ?? '')
  const after = retryAfterMs(response.headers.get('retry-after'), Date.now())
  const body: unknown = isJson && text !== '' ? JSON.parse(text) : undefined
  return { status: response.status, body, isJson, ...(after === undefined ? {} : { retryAfterMs: after }) }
}

/** Yields the text of a response as it arrives. Calls `end` when the response ends or the reader stops. */
export async function* textOf(response: Response, end: () => void): AsyncGenerator<string> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read())
      yield decoder.decode(read.value, { stream: true })
  } finally {
    await reader?.cancel().catch(() => {})
    end()
  }
}

/** Error codes with which Node reports that no connection was made. Browsers don't report this. */
const unsent = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/
export const effectOf = (error: unknown): Effect =>
  unsent.test((error as { cause?: { code?: string } }).cause?.code ?? '') ? 'none' : 'unknown'

/** Whether a retry may succeed: the server was unreachable, slow, overloaded or still processing the request. */
export const isPassing = ({ reason, status = 0 }: CallFailure): boolean =>
  reason === 'timeout' ||
  reason === 'network' ||
  reason === 'in-flight' ||
  status === 408 ||
  status === 429 ||
  status >= 500
