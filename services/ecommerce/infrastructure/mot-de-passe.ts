import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { HacherMotDePasse, VerifierMotDePasse } from '../application/origine.ts'
import { motDePasseNormal } from '../domain/mot-de-passe.ts'
import { fairQueue } from './fair-queue.ts'

/** Cost of scrypt: 2^ln blocks of 128·r bytes, p times. */
export type Cout = { readonly ln: number; readonly r: number; readonly p: number }

/** 16 MiB, some 50 ms: customers log in rarely, and two cores serve the whole shop. If you raise it, old hashes keep their cost. */
export const coutCourant: Cout = { ln: 14, r: 8, p: 1 }

export const saltBytes = 16
const hashBytes = 32
const coutMax: Cout = { ln: 17, r: 16, p: 16 }
const phcForm = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const derive = (motDePasse: string, salt: Buffer, { ln, r, p }: Cout, bytes: number): Promise<Buffer> => {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r }
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>()
  scrypt(motDePasseNormal(motDePasse), salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  return promise
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

/** The hash as a PHC string, its cost and salt included, so that hashes of different costs can coexist. */
export const hacherMotDePasse = async (
  motDePasse: string,
  { cout = coutCourant, salt = randomBytes(saltBytes) }: { cout?: Cout; salt?: Buffer } = {},
): Promise<string> => {
  const key = await derive(motDePasse, salt, cout, hashBytes)
  return `$scrypt$ln=${cout.ln},r=${cout.r},p=${cout.p}$${base64(salt)}$${base64(key)}`
}

/** @throws if the stored hash has another format: a bug or a damaged row, never a wrong password. */
export const verifierMotDePasse = async (motDePasse: string, phc: string): Promise<boolean> => {
  const [, ln, r, p, salt, key] = phcForm.exec(phc) ?? []
  if (salt === undefined || key === undefined) throw new Error('The stored password hash is not a scrypt PHC string')
  const cout = { ln: Number(ln), r: Number(r), p: Number(p) }
  if (cout.ln > coutMax.ln || cout.r > coutMax.r || cout.p > coutMax.p)
    throw new Error('The stored password hash has a higher cost than this service accepts')
  const expected = Buffer.from(key, 'base64')
  return timingSafeEqual(await derive(motDePasse, Buffer.from(salt, 'base64'), cout, expected.length), expected)
}

/** A hash that no password matches: comparing with it takes as long as with a real one of the current cost. */
export const hashDePersonne = `$scrypt$ln=${coutCourant.ln},r=${coutCourant.r},p=${coutCourant.p}$${base64(randomBytes(saltBytes))}$${base64(randomBytes(hashBytes))}`

// Hashing must neither take all cores from the checkouts nor queue without limit. Seventy constant callers leave room for others.
const enFile = fairQueue({
  atOnce: Math.max(1, availableParallelism() - 1),
  waitingMax: 512,
  perSourceMax: 128,
  perAccountMax: 16,
  waitMaxMs: 10_000,
})

/** Like the above, but leaves one core free and takes fair turns with other requests. @throws Overloaded */
export const hacherEnFile: HacherMotDePasse = (motDePasse, { signal, ...who }, salt) =>
  enFile(who, () => hacherMotDePasse(motDePasse, { salt }), signal)
export const verifierEnFile: VerifierMotDePasse = (motDePasse, phc, { signal, ...who }) =>
  enFile(who, () => verifierMotDePasse(motDePasse, phc), signal)
