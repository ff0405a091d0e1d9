import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { HashPassword, VerifyPassword } from '../application/origin.ts'
import { motDePasseNormal } from '../domain/mot-de-passe.ts'
import { fairQueue } from './fair-queue.ts'

/** Cost of scrypt: 2^ln blocks of 128·r bytes, p times. */
export type Cost = { readonly ln: number; readonly r: number; readonly p: number }

/** 16 MiB, some 50 ms: customers log in rarely, and two cores serve the whole shop. If you raise it, old hashes keep their cost. */
export const currentCost: Cost = { ln: 14, r: 8, p: 1 }

export const saltBytes = 16
const hashBytes = 32
const costMax: Cost = { ln: 17, r: 16, p: 16 }
const phcForm = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const derive = (password: string, salt: Buffer, { ln, r, p }: Cost, bytes: number): Promise<Buffer> => {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r }
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  scrypt(motDePasseNormal(password), salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  return promise
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

/** The hash as a PHC string, its cost and salt included, so that hashes of different costs can coexist. */
export const hashPassword = async (
  password: string,
  { cost = currentCost, salt = randomBytes(saltBytes) }: { cost?: Cost; salt?: Buffer } = {},
): Promise<string> => {
  const key = await derive(password, salt, cost, hashBytes)
  return `$scrypt$ln=${cost.ln},r=${cost.r},p=${cost.p}$${base64(salt)}$${base64(key)}`
}

/** @throws if the stored hash has another format: a bug or a damaged row, never a wrong password. */
export const verifyPassword = async (password: string, phc: string): Promise<boolean> => {
  const [, ln, r, p, salt, key] = phcForm.exec(phc) ?? []
  if (salt === undefined || key === undefined) throw new Error('The stored password hash is not a scrypt PHC string')
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) }
  if (cost.ln > costMax.ln || cost.r > costMax.r || cost.p > costMax.p)
    throw new Error('The stored password hash has a higher cost than this service accepts')
  const expected = Buffer.from(key, 'base64')
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), cost, expected.length), expected)
}

/** A hash that no password matches: comparing with it takes as long as with a real one of the current cost. */
export const hashOfNobody = `$scrypt$ln=${currentCost.ln},r=${currentCost.r},p=${currentCost.p}$${base64(randomBytes(saltBytes))}$${base64(randomBytes(hashBytes))}`

// Hashing must neither take all cores from the checkouts nor queue without limit. Seventy constant callers leave room for others.
const inTurn = fairQueue({
  atOnce: Math.max(1, availableParallelism() - 1),
  waitingMax: 512,
  perSourceMax: 128,
  perAccountMax: 16,
  waitMaxMs: 10_000,
})

/** Like the above, but leaves one core free and takes fair turns with other requests. @throws Overloaded */
export const hashInTurn: HashPassword = (password, { signal, ...who }, salt) =>
  inTurn(who, () => hashPassword(password, { salt }), signal)
export const verifyInTurn: VerifyPassword = (password, phc, { signal, ...who }) =>
  inTurn(who, () => verifyPassword(password, phc), signal)
