import { createPublicKey } from 'node:crypto'

/** Parses `name=key,other=key`, each a public key in PEM as base64; undefined for anything else. */
export const parsePublicKeys = (text: string): ReadonlyMap<string, string> | undefined => {
  const keys = new Map<string, string>()
  for (const part of text.split(',')) {
    const [name = '', ...rest] = part.trim().split('=')
    const pem = Buffer.from(rest.join('='), 'base64').toString('utf8')
    if (name === '' || keys.has(name) || !pem.startsWith('-----BEGIN PUBLIC KEY-----')) return undefined
    try {
      createPublicKey(pem)
    } catch {
      return undefined
    }
    keys.set(name, pem)
  }
  return keys
}
