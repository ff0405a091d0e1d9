import { createHash, hash } from 'node:crypto'

/** A stored event, every value in the text form that Postgres gives it; what the hash of the chain covers. */
export type EvenementScelle = {
  readonly position: string
  readonly version: string
  readonly checkout_id: string
  readonly client_id: string | null
  readonly commande_id: string | null
  readonly payload_version: string
  readonly ts: string
  readonly ingested_at_ms: string
  readonly event_id: string
  readonly stream: string
  readonly type: string
  readonly entry_id: string
  readonly traceparent: string | null
  readonly payload: string
}

/** The last event of a checkout: its version and its hash. */
export type Tete = { readonly checkout_id: string; readonly version: number; readonly hash: Buffer }

/** What a day held up to a position. `hash` covers the rest and the hash of the seal before. */
export type Sceau = {
  readonly number: number
  readonly day: string
  readonly up_to_position: number
  readonly events: number
  readonly checkouts: number
  /** SHA-256 as 64 hexadecimal digits, as `hash`. */
  readonly root: string
  readonly sealed_at_ms: number
  readonly hash: string
}

/** In one call: for as little as an event holds, a hash that is fed in parts costs half as much again. */
const sha256 = (before: Buffer | undefined, text: string): Buffer =>
  hash('sha256', before === undefined ? text : Buffer.concat([before, Buffer.from(text)]), 'buffer')
const bytes = (text: string): number => Buffer.byteLength(text)

/** The text that an event's hash covers; `event_content` of the migrations makes the same. */
export const contenu = (e: EvenementScelle): string => {
  const traceparent = e.traceparent ?? ''
  const lengths = [e.event_id, e.stream, e.type, e.entry_id].map(bytes).join(' ')
  return [
    e.position,
    e.version,
    e.checkout_id,
    e.client_id ?? '',
    e.commande_id ?? '',
    e.payload_version,
    e.ts,
    e.ingested_at_ms,
    `${lengths} ${e.traceparent === null ? '-' : bytes(traceparent)}`,
    e.event_id + e.stream + e.type + e.entry_id + traceparent + e.payload,
  ].join('\n')
}

/** Hash of an event after that of the version before (undefined: it is the first). */
export const empreinte = (avant: Buffer | undefined, evenement: EvenementScelle): Buffer =>
  sha256(avant, contenu(evenement))

/** Root over the last events of checkouts, added in the order of their ids; `event_root` of the migrations makes the same. */
export const ouvrirRacine = (): { ajouter: (tete: Tete) => void; fermer: () => string } => {
  const hash = createHash('sha256')
  const version = Buffer.alloc(4)
  return {
    ajouter: (tete) => {
      version.writeInt32BE(tete.version)
      hash
        .update(Buffer.from(tete.checkout_id.replaceAll('-', ''), 'hex'))
        .update(version)
        .update(tete.hash)
    },
    fermer: () => hash.digest('hex'),
  }
}

/** Hash of a seal after that of the one before (undefined: it is the first). */
export const empreinteSceau = (avant: string | undefined, sceau: Omit<Sceau, 'hash'>): string => {
  const { number, day, up_to_position, events, checkouts, root, sealed_at_ms } = sceau
  const text = [number, day, up_to_position, events, checkouts, root, sealed_at_ms].join('\n')
  return sha256(avant === undefined ? undefined : Buffer.from(avant, 'hex'), text).toString('hex')
}
