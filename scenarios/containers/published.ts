import { readFileSync } from 'node:fs'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { readComposeNow } from '#harness/system/compose.ts'
import { type Environment, nativeEnvironment } from '#harness/system/launches.ts'
import { addressesOf } from '#harness/system/ports.ts'

const readSecrets = (file: string): Record<string, string> =>
  Object.fromEntries(
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  )

const notHere = (what: string): never => {
  throw new Error(`containers have no ${what}`)
}

/**
 * The containers of a Compose project through their published ports, with the interface of a local system.
 * @param folder contains copies of the volumes in data/
 */
export const publishedSystem = (options: {
  readonly projectRoot: string
  readonly composeFile: string
  readonly secretsFile: string
  readonly folder: string
}): ScenarioSystem => {
  const { projectRoot, composeFile, secretsFile, folder } = options
  const services = readComposeNow(composeFile)
  const addresses = addressesOf(services, 0)
  const secrets = readSecrets(secretsFile)
  const find = (name: string) => services.find((one) => one.name === name) ?? notHere(`service ${name}`)
  const env = (name: string): Environment =>
    nativeEnvironment(find(name), { projectRoot, folder, offset: 0, addresses, secrets, variables: {} })
  const url = (name: string): string => {
    const [port] = find(name).ports
    return port === undefined ? notHere(`port of ${name}`) : `http://127.0.0.1:${port.published}`
  }
  return {
    secrets,
    folder,
    env,
    url,
    reroute: async () => notHere('way to reroute the gateway'),
    kill: async () => notHere('process to kill from here'),
    start: async () => notHere('process to start from here'),
    pid: () => notHere('process ids of this machine'),
  }
}
