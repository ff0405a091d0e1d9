import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { ConfigError, type Environment, readConfig, secret, storeUrl } from '#platform/base/config.ts'
import { exitCodes } from '#platform/base/exit-codes.ts'
import { say, warn } from '#platform/base/say.ts'
import { backup } from '#platform/postgres/backup/dump.ts'
import { BackupBroken } from '#platform/postgres/backup/manifest.ts'
import { restore } from '#platform/postgres/backup/restore.ts'
import { openPool } from '#platform/postgres/pool.ts'
import { listedDatabases, readDatabaseList } from '#platform/postgres/provision.ts'
import { readAnchor } from '../infrastructure/anchor.ts'
import { sealDays } from '../infrastructure/seals.ts'
import { verifySnapshot } from '../infrastructure/verification.ts'
import { type Command, help, parseCommand, UsageError } from './arguments.ts'
import { verdictOf } from './verdict.ts'

const databasesFile = resolve(import.meta.dirname, '../../../deploy/databases.yaml')

/** The requested databases, or all listed ones when none was requested. Rejects a name that is not listed. */
const chosen = async (asked: readonly string[]): Promise<string[]> => {
  const listed = await listedDatabases(databasesFile)
  const unknown = asked.find((name) => !listed.includes(name))
  if (unknown !== undefined) throw new UsageError(`Unknown database ${unknown}; known: ${listed.join(', ')}`)
  return asked.length === 0 ? listed : [...asked]
}

const seconds = (sinceMs: number): string => `${((performance.now() - sinceMs) / 1_000).toFixed(1)} s`

const writeBackup = async (env: Environment, folder: string, asked: readonly string[]): Promise<number> => {
  const { adminUrl } = readConfig(env, { adminUrl: secret('DATABASE_ADMIN_URL') })
  const began = performance.now()
  const { databases, takenAt } = await backup(adminUrl, await chosen(asked), folder, say)
  const bytes = databases.flatMap(({ tables }) => tables).reduce((sum, table) => sum + table.bytes, 0)
  say(`${folder}: ${databases.length} databases as of ${takenAt}, ${(bytes / 1e6).toFixed(1)} MB, ${seconds(began)}`)
  return 0
}

const readBack = async (env: Environment, folder: string, asked: readonly string[]): Promise<number> => {
  const { adminUrl } = readConfig(env, { adminUrl: secret('DATABASE_ADMIN_URL') })
  const entries = await readDatabaseList(databasesFile, env, await chosen(asked))
  const began = performance.now()
  const { takenAt } = await restore(adminUrl, entries, folder, say)
  say(`restored as of ${takenAt} in ${seconds(began)}. Next: start the services, then`)
  say('  npm run events -- verify\n  npx node workers/main.ts cqrs_projection rebuild')
  return 0
}

const withStore = async <T>(env: Environment, use: (pool: ReturnType<typeof openPool>) => Promise<T>): Promise<T> => {
  const { url } = readConfig(env, { url: storeUrl('DATABASE_URL') })
  const pool = openPool({ url, name: 'event-store-cli', max: 2 })
  try {
    return await use(pool)
  } finally {
    await pool.close()
  }
}

const verify = (env: Environment, anchor: string | undefined): Promise<number> =>
  withStore(env, async (pool) => {
    const began = performance.now()
    const lines = anchor === undefined ? undefined : await readAnchor(anchor)
    const found = await verifySnapshot(pool, lines)
    const { events, checkouts, seals, unsealed, violations } = found
    for (const violation of violations) warn(violation)
    say(
      `${events} events of ${checkouts} checkouts, ${seals} seals, ${unsealed} events not sealed yet, ${seconds(began)}`,
    )
    const { text, exitCode } = verdictOf(found, anchor === undefined ? 'none' : existsSync(anchor) ? 'read' : 'missing')
    say(text)
    return exitCode
  })

const seal = (env: Environment, anchor: string): Promise<number> =>
  withStore(env, async (pool) => {
    const made = await sealDays(pool, anchor, new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10))
    for (const { number, day, events, checkouts } of made)
      say(`seal ${number}: ${day}, ${events} events of ${checkouts} checkouts`)
    say(`${anchor}: ${made.length} new seals`)
    return 0
  })

const run = async (command: Command, env: Environment): Promise<number> => {
  switch (command.kind) {
    case 'help':
      say(help)
      return 0
    case 'backup':
      return writeBackup(env, command.folder, command.databases)
    case 'restore':
      return readBack(env, command.folder, command.databases)
    case 'verify':
      return verify(env, command.anchor)
    case 'seal':
      return seal(env, command.anchor)
    default:
      throw command satisfies never
  }
}

const report = (error: unknown): number => {
  if (error instanceof UsageError || error instanceof ConfigError) {
    warn(`${error.message}\nnpm run events -- --help lists the commands.`)
    return exitCodes.usage
  }
  if (error instanceof BackupBroken || (error as { code?: string }).code === 'ECONNREFUSED') {
    warn((error as Error).message || 'Postgres does not answer at the given address')
    return exitCodes.unavailable
  }
  warn(String(error instanceof Error ? error.stack : error))
  return exitCodes.software
}

try {
  process.exitCode = await run(parseCommand(process.argv.slice(2), process.env.ANCHOR_FILE), process.env)
} catch (error) {
  process.exitCode = report(error)
}
