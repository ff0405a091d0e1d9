import { generateKeyPairSync, randomBytes } from 'node:crypto'

/**
 * Generates a value for every name: `X_PRIVATE_KEY` and `X_PUBLIC_KEY` become an Ed25519 pair (PEM in base64), all others
 * random text. Each run has new ones, which are never written into the project.
 */
export const generateSecrets = (names: readonly string[]): Record<string, string> => {
  const secrets: Record<string, string> = {}
  for (const name of names) {
    const pair = /^(.*)_(?:PRIVATE|PUBLIC)_KEY$/.exec(name)?.[1]
    if (pair === undefined) secrets[name] = randomBytes(24).toString('base64url')
    else if (secrets[name] === undefined) Object.assign(secrets, generateKeyPair(pair))
  }
  return Object.fromEntries(names.map((name) => [name, secrets[name] ?? '']))
}

const generateKeyPair = (name: string): Record<string, string> => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  return {
    [`${name}_PRIVATE_KEY`]: Buffer.from(privateKey).toString('base64'),
    [`${name}_PUBLIC_KEY`]: Buffer.from(publicKey).toString('base64'),
  }
}
