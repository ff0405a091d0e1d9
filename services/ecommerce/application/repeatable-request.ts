import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'

/** A request that a client may repeat: its key, unique within its sender, and the digest of its content. */
export type RepeatableRequest = KeyedRequest

/** The key belongs to a request with other content. */
export type KeyReused = { readonly kind: 'key-reused' }
/** A request with this key is still in progress; its outcome is not known yet. */
export type RequestInFlight = { readonly kind: 'request-in-flight' }

/** Stored answers have a refusal's name in `refus`: the functions of the migrations write it, and earlier releases did. */
const withKind = <T>(answer: T): T => {
  if (typeof answer !== 'object' || answer === null || !('refus' in answer)) return answer
  const { refus: kind, ...rest } = answer
  return { ...rest, kind } as T
}

/** The answer of this request, new or stored, or the refusal of its key. */
export const answerOf = <T>(once: Once<T>): T | KeyReused | RequestInFlight => {
  switch (once.kind) {
    case 'done':
    case 'replayed':
      return withKind(once.answer)
    case 'reused':
      return { kind: 'key-reused' }
    case 'in-flight':
      return { kind: 'request-in-flight' }
    default:
      return once satisfies never
  }
}
