import type { KeyedRequest, Once } from '#platform/delivery/idempotency.ts'

/** A request that a client may repeat: its key, unique within its sender, and the digest of its content. */
export type Demande = KeyedRequest

/** The key belongs to a request with other content. */
export type CleReutilisee = { readonly refus: 'cle-reutilisee' }
/** A request with this key is still in progress; its outcome is not known yet. */
export type DemandeEnVol = { readonly refus: 'demande-en-vol' }

/** The answer of this request, new or stored, or the refusal of its key. */
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
