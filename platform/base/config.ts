import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parsePublicKeys } from './public-keys.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** One setting: its variable, the expected form, and the parser of its text (undefined = invalid). */
export type Setting<T> = {
  variable: string
  /** The variable's former name, which is rejected. */
  former?: string
  expected: string
  parse: (text: string) => T | undefined
  fallback?: { value: T }
}

type Values<S extends Record<string, Setting<unknown>>> = {
  [K in keyof S]: S[K] extends Setting<infer T> ? T : never
}

/** Lists every missing or invalid setting of the environment. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`Missing or invalid settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

const withFallback = <T>(setting: Setting<T>, value: T | undefined): Setting<T> =>
  value === undefined ? setting : { ...setting, fallback: { value } }

export const text = (variable: string, fallback?: string): Setting<string> =>
  withFallback({ variable, expected: 'a text', parse: (value) => value }, fallback)

/** A text that must never have a default and never be printed. */
export const secret = (variable: string): Setting<string> => ({
  variable,
  expected: 'a secret of at least 8 characters',
  parse: (value) => (value.trim().length >= 8 ? value : undefined),
})

/** The text of a part of an address; empty if its encoding is broken. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}

/** The address of a store, with user and password; rejects an empty password as in `redis://user:@host`. */
export const storeUrl = (variable: string): Setting<string> => ({
  variable,
  expected: 'an address with a user and a password: scheme://user:password@host:port',
  parse: (value) => {
    const { username = '', password = '' } = URL.parse(value) ?? {}
    return username !== '' && decoded(password).trim() !== '' ? value : undefined
  },
})

/** The address of a mail server: `smtp://host:port` or `smtps://user:password@host:port`; a user without a password is a mistake. */
export const smtpUrl = (variable: string): Setting<string> => ({
  variable,
  expected: 'an address of a mail server: smtp://host:port or smtps://user:password@host:port',
  parse: (value) => {
    const { protocol = '', hostname = '', username = '', password = '' } = URL.parse(value) ?? {}
    const hasPassword = decoded(password).trim() !== ''
    return /^smtps?:$/.test(protocol) && hostname !== '' && (username !== '') === hasPassword ? value : undefined
  },
})

/** The address of a sender of mail. */
export const mailAddress = (variable: string, fallback?: string): Setting<string> =>
  withFallback(
    {
      variable,
      expected: 'an e-mail address',
      parse: (value) => (/^[\w.+-]+@[\w-]+(\.[\w-]+)*$/.test(value) ? value : undefined),
    },
    fallback,
  )

const decodedKey =
  (of: (pem: string) => unknown) =>
  (value: string): string | undefined => {
    const pem = Buffer.from(value, 'base64').toString('utf8')
    try {
      of(pem)
      return pem
    } catch {
      return undefined
    }
  }

/** A public key as PEM. The variable contains it as base64, which fits on one line of a .env file. */
export const publicKey = (variable: string): Setting<string> => ({
  variable,
  expected: 'a public key in PEM, encoded as base64',
  parse: decodedKey((pem) => {
    // Node would derive the public key from a private one; report that mistake instead.
    if (pem.includes('PRIVATE KEY')) throw new Error('private')
    createPublicKey(pem)
  }),
})

/** Public keys by name: `name=key,other=key`, each key as PEM in base64. */
export const publicKeys = (variable: string): Setting<ReadonlyMap<string, string>> => ({
  variable,
  expected: 'a list of named public keys: name=<PEM as base64>,other=<PEM as base64>',
  parse: parsePublicKeys,
})

/** A private key as PEM, given as for `publicKey`. */
export const privateKey = (variable: string): Setting<string> => ({
  variable,
  expected: 'a private key in PEM, encoded as base64',
  parse: decodedKey(createPrivateKey),
})

export const integer = (variable: string, fallback?: number): Setting<number> =>
  withFallback(
    {
      variable,
      expected: 'a whole number',
      parse: (value) => (/^-?\d{1,15}$/.test(value) ? Number(value) : undefined),
    },
    fallback,
  )

/** A count: a whole number from 1 to 256. */
export const positive = (variable: string, fallback?: number): Setting<number> =>
  withFallback(
    {
      variable,
      expected: 'a whole number from 1 to 256',
      parse: (value) =>
        /^\d{1,3}$/.test(value) && Number(value) >= 1 && Number(value) <= 256 ? Number(value) : undefined,
    },
    fallback,
  )

export const optional = <T>(setting: Setting<T>): Setting<T | undefined> => ({
  ...setting,
  fallback: { value: undefined },
})

/** A setting whose variable had another name: whoever still sets that one gets an error, not the default. */
export const renamed = <T>(former: string, setting: Setting<T>): Setting<T> => ({ ...setting, former })

/**
 * The text of a variable, or of the file that `NAME_FILE` names; undefined if both are absent or empty.
 * @throws Error if that file can't be read
 */
export const rawValue = (env: Environment, variable: string): string | undefined => {
  const path = env[`${variable}_FILE`]
  if (!path) return env[variable] || undefined
  try {
    return readFileSync(path, 'utf8').trimEnd() || undefined
  } catch (error) {
    throw new Error(`${variable}_FILE: can't read ${path} (${(error as NodeJS.ErrnoException).code})`)
  }
}

/**
 * Reads all settings from the environment once. `NAME_FILE` names a file that contains the value of `NAME`.
 * @throws ConfigError naming every missing or invalid variable, without its value
 */
export const readConfig = <S extends Record<string, Setting<unknown>>>(env: Environment, settings: S): Values<S> => {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [key, setting] of Object.entries(settings)) {
    const { former, variable } = setting
    if (former !== undefined && (env[former] || env[`${former}_FILE`]))
      problems.push(`${former} is called ${variable} now: set ${variable} instead`)
    let raw: string | undefined
    try {
      raw = rawValue(env, setting.variable)
    } catch (error) {
      problems.push((error as Error).message)
      continue
    }
    if (raw === undefined) {
      if (setting.fallback) values[key] = setting.fallback.value
      else problems.push(`${setting.variable} is not set: ${setting.expected} (or ${setting.variable}_FILE)`)
      continue
    }
    const value = setting.parse(raw)
    if (value === undefined) problems.push(`${setting.variable} is not ${setting.expected}`)
    values[key] = value
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return values as Values<S>
}
