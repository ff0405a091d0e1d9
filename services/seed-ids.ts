import { hash } from 'node:crypto'

/**
 * A number below 2^32 that depends only on the seed, a label and an index, so that sizes don't affect each other's
 * values.
 */
export const seedNumber = (seed: number, label: string, n: number): number =>
  hash('sha256', `${label}/${seed}/${n}`, 'buffer').readUInt32BE(0)

/** A UUIDv8 (RFC 9562) that depends only on the seed, a label and an index. */
const seedUuid = (seed: number, label: string, n: number): string => {
  const bytes = hash('sha256', `${label}/${seed}/${n}`, 'buffer')
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** The id of the n-th seeded customer, counted from 1, the same in every service for one seed. */
export const seedClientId = (seed: number, n: number): string => seedUuid(seed, 'client', n)

/** The id of the n-th seeded restocking request, counted from 1. */
export const seedRequestId = (seed: number, n: number): string => seedUuid(seed, 'demande', n)

/** Begins with its number, so that many are stored in their order, like the UUIDs of version 7 that begin with a time. */
const seedOrderedUuid = (seed: number, label: string, n: number): string => {
  const number = n.toString(16).padStart(12, '0')
  return `${number.slice(0, 8)}-${number.slice(8)}-${seedUuid(seed, label, n).slice(14)}`
}

/** Ids of the n-th seeded sale: in place of a checkout's, and of its order. Checkouts have UUIDs of version 7. */
export const seedSaleId = (seed: number, n: number): string => seedOrderedUuid(seed, 'vente', n)
export const seedOrderId = (seed: number, n: number): string => seedOrderedUuid(seed, 'commande', n)

/** The id of the n-th seeded transfer, counted from 1. */
export const seedTransferId = (seed: number, n: number): string => seedUuid(seed, 'transfert', n)

/** A sequence of numbers from 0 up to 1 that depends only on the seed, a label and an index (mulberry32). */
export const seedRandom = (seed: number, label: string, n: number): (() => number) => {
  let state = seedNumber(seed, label, n)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
