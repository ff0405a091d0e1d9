import { appendFileSync, chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { CannotStart } from '../base/errors.ts'
import { generateSecrets } from './secrets.ts'

const onlyOwner = 0o600

/**
 * Writes new secrets into a new file that only its owner can read. An existing file stays as it is: Postgres keeps its
 * password in the volume, so new secrets would lock every service out of the old data.
 * @throws CannotStart where the file exists
 */
export const createSecretsFile = (path: string, names: readonly string[]): void => {
  try {
    writeFileSync(path, linesOf(generateSecrets(names)), { flag: 'wx', mode: onlyOwner })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw cannotWrite(path, error)
    throw new CannotStart(statSync(path).size === 0 ? emptied(path) : exists(path))
  }
}

/**
 * Appends the secrets that a file lacks, or has without a value; those that it has stay. Returns the names of what was added.
 * @throws CannotStart where the file can't be read, or has one half of a key pair
 */
export const addMissingSecrets = (path: string, names: readonly string[]): string[] => {
  const text = readSecrets(path)
  const present = new Set([...text.matchAll(/^\s*(?:export\s+)?(\w+)\s*=[^\S\n]*\S/gm)].map(([, name]) => name))
  const missing = names.filter((name) => !present.has(name))
  const half = missing.find((name) => present.has(otherHalf(name)))
  if (half !== undefined)
    throw new CannotStart(
      `${path} has ${otherHalf(half)} without ${half}; add the matching one, or remove it to get a new pair.`,
    )
  chmodSync(path, onlyOwner)
  appendFileSync(path, (text === '' || text.endsWith('\n') ? '' : '\n') + linesOf(generateSecrets(missing)))
  return missing
}

const linesOf = (secrets: Readonly<Record<string, string>>): string =>
  Object.entries(secrets)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')

const otherHalf = (name: string): string =>
  name.endsWith('_PRIVATE_KEY')
    ? name.replace(/PRIVATE_KEY$/, 'PUBLIC_KEY')
    : name.replace(/_PUBLIC_KEY$/, '_PRIVATE_KEY')

const readSecrets = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

const cannotWrite = (path: string, error: unknown): CannotStart =>
  new CannotStart(`${path} can't be written: ${(error as Error).message}`)

const exists = (path: string): string =>
  `${path} exists and is kept: the volumes hold data under its passwords.
To add what it lacks: npx node harness/commands/cli.ts secrets --add. To start over: docker compose down --volumes, remove the file, and run this again.`

const emptied = (path: string): string =>
  `${path} is empty: a shell empties a file before a command with \`>\` runs. This command writes the file itself; remove the
empty one and run it without \`>\`. If the file had secrets, take them from a backup: the volumes hold data under its passwords.`
