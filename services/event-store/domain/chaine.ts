import { createHash, hash } from 'node:crypto'

/** A stored event, every value in Postgres's text form; the chain's hash covers all of it. */
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

/** What a day contained up to a position. `hash` covers the other fields and the previous seal's hash. */
export type Sceau = {
  readonly number: number
  readonly day: string
  readonly up_to_position: number
  readonly events: number
  readonly checkouts: number
  /** SHA-256 as 64 hexadecimal digits, like `hash`. */
  readonly root: string
  readonly sealed_at_ms: number
  readonly hash: string
}

/** One call: for inputs as small as an event, feeding a hash in parts takes half as long again. */
const sha256 = (before: Buffer | undefined, text: string): Buffer =>
  hash('sha256', before === undefined ? text : Buffer.concat([before, Buffer.from(text)]), 'buffer')
const bytes = (text: string): number => Buffer.byteLength(text)

/** The text that an event's hash covers; must equal `event_content` of the migrations. */
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

/** Hash of an event, given the hash of the previous version (undefined for the first). */
export const empreinte = (avant: Buffer | undefined, evenement: EvenementScelle): Buffer =>
  sha256(avant, contenu(evenement))

/**
 * Root over the last events of checkouts, added in the order of their ids; must equal `event_root` of the migrations.
 */
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

/** Hash of a seal, given the hash of the previous seal (undefined for the first). */
export const empreinteSceau = (avant: string | undefined, sceau: Omit<Sceau, 'hash'>): string => {
  const { number, day, up_to_position, events, checkouts, root, sealed_at_ms } = sceau
  const text = [number, day, up_to_position, events, checkouts, root, sealed_at_ms].join('\n')
  return sha256(avant === undefined ? undefined : Buffer.from(avant, 'hex'), text).toString('hex')
}
