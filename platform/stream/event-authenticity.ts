import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

/** The entry was not signed by its publisher, or is of a type that it may not publish; a retry can't help. */
export class Unauthentic extends Error {}

/** Event type → applications that may publish it. */
export type Publishers = Readonly<Record<string, readonly string[]>>

/** Signs entries: returns the fields of each with its signature added. `stream` is the topic, not one of its partitions. */
export type Seal = (entries: readonly { stream: string; fields: readonly string[] }[]) => string[][]
/** @throws Unauthentic unless a publisher of that type signed these fields for this stream */
export type Authenticate = (stream: string, fields: readonly string[]) => void

/** A bus calls `seal` on entries that it publishes and `authenticate` on entries that it reads. */
export type Authenticity = { readonly seal?: Seal; readonly authenticate?: Authenticate }

export const authField = 'auth'
const scheme = 'e1'
/** Maximum number of entries per signature: 16 share its cost, and each carries 4 hashes. */
const sharedMax = 16
const rootsMax = 4_096

// An entry is a leaf of a small hash tree whose root is signed. The first byte distinguishes leaves, nodes and roots.
const leafOf = (content: string): Buffer => hash('sha256', `\u0000${content}`, 'buffer')
const nodeOf = (left: Buffer, right: Buffer): Buffer =>
  hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer')
const signedOf = (root: Buffer): Buffer => Buffer.concat([Buffer.from(`\u0002sagabench event ${scheme}\n`), root])

/** The signed fields of an entry in an unambiguous encoding; absent fields are null. */
const contentOf = (publisher: string, stream: string, fields: readonly string[]): string => {
  const values = new Map<string, string>()
  for (let i = 0; i + 1 < fields.length; i += 2) values.set(fields[i] ?? '', fields[i + 1] ?? '')
  const covered = ['type', 'version', 'event_id', 'ts', 'traceparent', 'payload'].map(
    (name) => values.get(name) ?? null,
  )
  return JSON.stringify([publisher, stream, ...covered])
}

/** The largest power of two that is at most `count` and `sharedMax`. */
const chunkOf = (count: number): number => Math.min(sharedMax, 2 ** Math.floor(Math.log2(count)))

/** All levels of the tree over a power of two of leaves, from the leaves to the root. */
const levelsOf = (leaves: readonly Buffer[]): Buffer[][] => {
  const levels = [[...leaves]]
  for (let below = levels[0] ?? []; below.length > 1; below = levels.at(-1) ?? []) {
    levels.push(
      Array.from({ length: below.length / 2 }, (_, n) => nodeOf(below[2 * n] as Buffer, below[2 * n + 1] as Buffer)),
    )
  }
  return levels
}

const base64 = (bytes: Buffer): string => bytes.toString('base64url')

/** Signs as `publisher`; entries sealed together share signatures. */
export const createSeal = (publisher: string, privateKeyPem: string): Seal => {
  const key = createPrivateKey(privateKeyPem)
  const sealChunk: Seal = (entries) => {
    const levels = levelsOf(entries.map(({ stream, fields }) => leafOf(contentOf(publisher, stream, fields))))
    const signature = base64(sign(null, signedOf(levels.at(-1)?.[0] as Buffer), key))
    return entries.map(({ fields }, index) => {
      const path = levels.slice(0, -1).map((level, depth) => base64(level[(index >> depth) ^ 1] as Buffer))
      return [...fields, authField, [scheme, publisher, signature, index, ...path].join('.')]
    })
  }
  return (entries) => {
    const sealed: string[][] = []
    while (sealed.length < entries.length) {
      const rest = entries.length - sealed.length
      sealed.push(...sealChunk(entries.slice(sealed.length, sealed.length + chunkOf(rest))))
    }
    return sealed
  }
}

const fieldOf = (fields: readonly string[], wanted: string): string | undefined => {
  for (let i = 0; i + 1 < fields.length; i += 2) if (fields[i] === wanted) return fields[i + 1]
  return undefined
}

const refuseRepeated = (fields: readonly string[]): void => {
  const names = fields.filter((_, index) => index % 2 === 0)
  if (new Set(names).size < names.length) throw new Unauthentic('a field of the entry is repeated')
}

/** Verifies an entry's signature against its stated publisher, and that this publisher may publish its type. */
export const createAuthenticate = (publishers: Publishers, publicKeys: ReadonlyMap<string, string>): Authenticate => {
  const keys = new Map([...publicKeys].map(([name, pem]): [string, KeyObject] => [name, createPublicKey(pem)]))
  const verified = new Set<string>()
  const isSigned = (key: KeyObject, known: string, root: Buffer, signature: string): boolean => {
    if (verified.has(known)) return true
    if (!verify(null, signedOf(root), key, Buffer.from(signature, 'base64url'))) return false
    verified.add(known)
    if (verified.size > rootsMax) for (const oldest of [...verified].slice(0, rootsMax / 2)) verified.delete(oldest)
    return true
  }
  return (stream, fields) => {
    refuseRepeated(fields)
    const type = fieldOf(fields, 'type') ?? ''
    const [given, publisher = '', signature = '', place = '', ...path] = (fieldOf(fields, authField) ?? '').split('.')
    if (given !== scheme) throw new Unauthentic('the entry is not signed')
    const mayPublish = Object.hasOwn(publishers, type) && publishers[type]?.includes(publisher)
    const key = keys.get(publisher)
    if (!mayPublish || key === undefined) throw new Unauthentic(`${publisher} may not publish ${type}`)
    if (path.length > Math.log2(sharedMax)) throw new Unauthentic('the signature has too many parts')
    const index = Number(place)
    const leaf = leafOf(contentOf(publisher, stream, fields))
    const root = path.reduce((hashed, text, depth) => {
      const sibling = Buffer.from(text, 'base64url')
      return (index >> depth) & 1 ? nodeOf(sibling, hashed) : nodeOf(hashed, sibling)
    }, leaf)
    if (!isSigned(key, `${publisher}.${base64(root)}.${signature}`, root, signature))
      throw new Unauthentic(`the signature is not ${publisher}'s, or not of this entry`)
  }
}

type Trust = {
  readonly publishers: Publishers
  readonly trusted: ReadonlyMap<string, string>
  readonly signing?: { readonly publisher: string; readonly privateKeyPem: string }
}

/**
 * The authenticity of a process: it verifies every entry that it reads and, if it publishes, signs what it publishes.
 * @throws Error if a publisher's key is missing, or the process's own key is not the one that readers trust
 */
export const openAuthenticity = ({ publishers, trusted, signing }: Trust): Authenticity => {
  const missing = [...new Set(Object.values(publishers).flat())].filter((publisher) => !trusted.has(publisher))
  if (missing.length > 0)
    throw new Error(`EVENT_PUBLIC_KEYS has no public key of ${missing.join(', ')}, so their events can't be verified`)
  const authenticate = createAuthenticate(publishers, trusted)
  if (signing === undefined) return { authenticate }
  const own = createPublicKey(signing.privateKeyPem)
  if (!own.equals(createPublicKey(trusted.get(signing.publisher) ?? signing.privateKeyPem)))
    throw new Error(`the private key of ${signing.publisher} does not match its public key in EVENT_PUBLIC_KEYS`)
  return { authenticate, seal: createSeal(signing.publisher, signing.privateKeyPem) }
}
