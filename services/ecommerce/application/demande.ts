import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'

/** A request that a client may send more than once: its key, within its sender, and the digest of what it asks for. */
export type Demande = KeyedRequest

/** The key belongs to a request that asks for something else. */
export type CleReutilisee = { readonly refus: 'cle-reutilisee' }
/** A request with this key is at work right now; its outcome is not known yet. */
export type DemandeEnVol = { readonly refus: 'demande-en-vol' }

/** The answer of a request, made now or earlier, or why its key gets none. */
export const reponse = <T>(once: Once<T>): T | CleReutilisee | DemandeEnVol => {
  switch (once.kind) {
    case 'done':
    case 'replayed':
      return once.answer
    case 'reused':
      return { refus: 'cle-reutilisee' }
    case 'in-flight':
      return { refus: 'demande-en-vol' }
    default:
      return once satisfies never
  }
}
