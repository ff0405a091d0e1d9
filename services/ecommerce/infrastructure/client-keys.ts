import { createHmac, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { saltBytes } from './password.ts'

/**
 * The keys that encrypt customers' personal data in the database: one file each, in a folder that no database backup
 * contains. Destroying a customer's key makes the data unreadable in every copy of the database.
 */
export type ClientKeys = {
  /** The key of a customer, 32 bytes; created if missing. */
  create: (client_id: string) => Promise<Buffer>
  /** Undefined: never created, or destroyed. */
  read: (client_id: string) => Promise<Buffer | undefined>
  /** Overwrites and removes the key; repeating it changes nothing. */
  destroy: (client_id: string) => Promise<void>
  /** A keyed digest to find an e-mail address by without storing it; can't be computed without the folder's secret. */
  emailDigest: (courriel: string) => Buffer
  /** The same for the source of a request. */
  sourceDigest: (source: string) => Buffer
  /** The same for the salt of a password that comes with a request: a repetition under the same key gets the same. */
  saltOf: (request: { scope: string; key: string }) => Buffer
  /** The refresh token that follows another one when a request with this key uses it. */
  nextToken: (token: string, key: string) => string
}

const keyBytes = 32
const ownerOnly = 0o600

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code

const readIfThere = async (path: string): Promise<Buffer | undefined> => {
  try {
    const key = await readFile(path)
    return key.length === keyBytes ? key : undefined
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    return undefined
  }
}

/** Creates a file with a random key, or reads the one that another process created first. */
const makeOrRead = async (path: string): Promise<Buffer> => {
  const key = randomBytes(keyBytes)
  try {
    await writeFile(path, key, { flag: 'wx', mode: ownerOnly, flush: true })
    return key
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    const known = await readIfThere(path)
    if (known === undefined) throw new Error(`${path} is not a key of ${keyBytes} bytes`)
    return known
  }
}

/** Opens the folder, and creates it if missing. Any number of processes may share it. */
export const openKeys = async (folder: string): Promise<ClientKeys> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const pathOf = (client_id: string): string => join(folder, `${client_id}.key`)
  const secret = await makeOrRead(join(folder, 'courriels.key'))
  return {
    create: (client_id) => makeOrRead(pathOf(client_id)),
    read: (client_id) => readIfThere(pathOf(client_id)),
    destroy: async (client_id) => {
      try {
        const file = await open(pathOf(client_id), 'r+')
        try {
          await file.write(randomBytes(keyBytes), 0, keyBytes, 0)
          await file.sync()
        } finally {
          await file.close()
        }
        await unlink(pathOf(client_id))
      } catch (error) {
        if (codeOf(error) !== 'ENOENT') throw error
      }
    },
    emailDigest: (courriel) => createHmac('sha256', secret).update(courriel).digest(),
    sourceDigest: (source) => createHmac('sha256', secret).update(`source ${source}`).digest(),
    saltOf: ({ scope, key }) =>
      createHmac('sha256', secret).update(`salt ${scope} ${key}`).digest().subarray(0, saltBytes),
    nextToken: (token, key) => createHmac('sha256', secret).update(`token ${token} ${key}`).digest('base64url'),
  }
}
