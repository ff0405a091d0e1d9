import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../../base/errors.ts'
import { runProgram } from '../run-program.ts'
import { baseImage, type StandIn } from './stand-in.ts'

type NodeLock = { packages: Record<string, { name: string; version: string; integrity: string }> }

/** The version of npm that Node 24 includes. */
const npmVersion = '11.19.1'

/** Node and npm from the npm registry, with the registry and certificates of this machine. */
export const node: StandIn = {
  prepare: async ({ projectRoot, cache, tag, folder }) => {
    const lock = JSON.parse(readFileSync(join(projectRoot, 'tools/node.lock.json'), 'utf8')) as NodeLock
    const wanted = lock.packages[`${process.platform}-${process.arch}`]
    if (wanted === undefined || !tag.startsWith(wanted.version))
      throw new CannotStart(
        `The Dockerfile needs node:${tag}, but tools/node.lock.json has ${wanted?.version ?? 'no version'} for this machine.`,
      )
    const modules = await install(join(cache, `node-${wanted.version}-npm-${npmVersion}`), wanted)
    mkdirSync(join(folder, 'local/lib/node_modules'), { recursive: true })
    mkdirSync(join(folder, 'local/bin'))
    mkdirSync(join(folder, 'local/etc'))
    copyFileSync(join(modules, wanted.name, 'bin/node'), join(folder, 'local/bin/node'))
    cpSync(join(modules, 'npm'), join(folder, 'local/lib/node_modules/npm'), { recursive: true })
    writeFileSync(join(folder, 'local/etc/npmrc'), await npmSettings())
    const trusts = copyCertificates(folder)
    return {
      dockerfile: `FROM ${baseImage}
COPY local /usr/local
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && chmod 755 /usr/local/bin/node && useradd --create-home --shell /bin/bash node
${trusts ? 'ENV NODE_EXTRA_CA_CERTS=/usr/local/etc/machine-certificates.pem\n' : ''}`,
      contents: `Node ${wanted.version} and npm ${npmVersion} from npm, in Debian 13`,
    }
  },
}

const install = async (folder: string, wanted: NodeLock['packages'][string]): Promise<string> => {
  const modules = join(folder, 'node_modules')
  if (existsSync(modules)) return modules
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{}')
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  await runProgram('npm', [
    'install',
    '--prefix',
    folder,
    ...quiet,
    `${wanted.name}@${wanted.version}`,
    `npm@${npmVersion}`,
  ])
  const { packages } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')) as {
    packages: Record<string, { integrity: string }>
  }
  if (packages[`node_modules/${wanted.name}`]?.integrity !== wanted.integrity)
    throw new CannotStart(`${wanted.name} differs from the checksum in tools/node.lock.json.`)
  return modules
}

const npmSettings = async (): Promise<string> => {
  const names = ['registry', 'proxy', 'https-proxy', 'noproxy']
  const values = await Promise.all(names.map((name) => runProgram('npm', ['config', 'get', name])))
  return names
    .map((name, index) => [name, values[index]?.trim() ?? ''] as const)
    .filter(([, value]) => !['', 'null', 'undefined'].includes(value))
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
}

/** Additional certificates of this machine, because npm in the image uses the same registry. */
const copyCertificates = (folder: string): boolean => {
  const file = process.env.NODE_EXTRA_CA_CERTS
  if (file === undefined || !existsSync(file)) return false
  copyFileSync(file, join(folder, 'local/etc/machine-certificates.pem'))
  return true
}
