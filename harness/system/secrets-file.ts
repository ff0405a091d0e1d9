import { appendFileSync, chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { CannotStart } from '../base/errors.ts'
import { generateSecrets } from './secrets.ts'

const onlyOwner = 0o600

/**
 * Writes new secrets to a new file that only its owner can read. Never overwrites a file: Postgres keeps its password in the
 * volume, so new secrets would lock every service out of the existing data.
 * @throws CannotStart if the file exists
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
 * Appends the missing or empty secrets to a file and returns their names. Existing secrets don't change.
 * @throws CannotStart if the file can't be read, or has only one half of a key pair
 */
export const addMissingSecrets = (path: string, names: readonly string[]): string[] => {
  const text = readSecrets(path)
  const present = new Set([...text.matchAll(/^\s*(?:export\s+)?(\w+)\s*=[^\S\n]*\S/gm)].map(([, name]) => name))
  const missing = names.filter((name) => !present.has(name))
  const half = missing.find((name) => present.has(otherHalf(name)))
  if (half !== undefined)
    throw new CannotStart(
      `${path} has ${otherHalf(half)} without ${half}; add the matching key, or remove the existing one to get a new pair.`,
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
  `${path} is empty, perhaps because the shell truncated it for \`>\`. This command writes the file itself: remove the empty
file and run the command without \`>\`. If the file contained secrets, restore it from a backup, because the data in the volumes needs its passwords.`
