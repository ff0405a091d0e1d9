import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../base/errors.ts'
import { onPath } from '../system/tools.ts'
import { ProgramFailed, runProgram } from './run-program.ts'

const suite = 'trixie'
const engine = ['docker.io', 'docker-cli', 'docker-compose', 'iptables', 'iproute2']
const servers = ['redis-server', 'redis-tools', 'postgresql-client', 'prometheus']
const common = ['ca-certificates', 'procps', 'wget', 'xz-utils']
const packages = [...engine, ...servers, ...common]

/** Files of the engine and of package management, which images don't need. */
export const notInImages = [
  './usr/sbin/dockerd',
  './usr/bin/docker*',
  './usr/bin/containerd*',
  './usr/bin/ctr',
  './usr/sbin/runc',
  './usr/bin/runc',
  './usr/libexec/docker',
  './usr/bin/promtool',
  './usr/share/doc',
  './usr/share/man',
  './usr/share/locale',
  './var/cache/*',
  './var/lib/apt/lists/*',
  './proc/*',
  './sys/*',
  './dev/*',
  './run/*',
  './tmp/*',
  './oldroot',
]

/** Creates a Debian system in a folder with a Docker engine and the servers for the images; once, in about a minute. */
export const provideDebianRoot = async (cache: string, progress: (line: string) => void): Promise<string> => {
  const version = createHash('sha256')
    .update([suite, ...packages].join())
    .digest('hex')
    .slice(0, 8)
  const root = join(cache, `debian-${version}`)
  if (existsSync(root)) return root
  const debootstrap = await provideDebootstrap(progress)
  for (const old of globSync(join(cache, 'debian-*'))) rmSync(old, { recursive: true, force: true })
  progress(`creating a Debian system with a Docker engine (${suite}, once)`)
  const partial = `${root}.partial`
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(cache, { recursive: true })
  try {
    const mirror = debianMirror()
    const args = [
      '--variant=minbase',
      `--include=${packages.join()}`,
      suite,
      partial,
      ...(mirror === undefined ? [] : [mirror]),
    ]
    await runProgram(debootstrap, args)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    throw error instanceof ProgramFailed ? new CannotStart(`Creating a Debian system failed:\n${error.message}`) : error
  }
  renameSync(partial, root)
  return root
}

const provideDebootstrap = async (progress: (line: string) => void): Promise<string> => {
  const found = onPath('debootstrap')
  if (found !== undefined) return found
  const install = 'apt-get install debootstrap'
  if (onPath('apt-get') === undefined)
    throw new CannotStart(
      `debootstrap is missing, and there is no apt-get to install it: install debootstrap or a Docker engine.`,
    )
  progress(install)
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await runProgram('apt-get', ['update', '-qq'], { env })
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'debootstrap'], { env })
  } catch (error) {
    throw new CannotStart(`debootstrap is missing, and ${install} failed: ${(error as Error).message}`)
  }
  return onPath('debootstrap') ?? 'debootstrap'
}

/** The Debian mirror of this machine; undefined on another system, where debootstrap uses its default. */
const debianMirror = (): string | undefined => {
  const lists = ['/etc/apt/sources.list', ...globSync('/etc/apt/sources.list.d/*')].filter((path) => existsSync(path))
  const lines = lists.flatMap((path) => readFileSync(path, 'utf8').split('\n')).filter((line) => !line.startsWith('#'))
  return lines.flatMap((line) => /https?:\/\/\S+\/debian\/?(?=\s|$)/.exec(line)?.[0] ?? [])[0]
}
