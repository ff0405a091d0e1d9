import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { KeptSystem } from '../scenario/plugin.ts'
import type { System, SystemOptions } from '../system/system.ts'

type KeepModule = {
  /** Additional environment by service of a system that is started to be kept. */
  keepEnvironment: NonNullable<SystemOptions['environment']>
  keepValues: (system: KeptSystem) => Promise<Record<string, string>>
  /** Prepares what a user needs and describes it. */
  keepSummary: (system: KeptSystem) => Promise<string>
}

const importKeep = async (scenariosFolder: string): Promise<KeepModule> =>
  (await import(pathToFileURL(join(scenariosFolder, 'modules/keep.ts')).href)) as KeepModule

/** The environment that the module of the scenarios adds to a kept system, by service. */
export const keptEnvironment = async (scenariosFolder: string): Promise<KeepModule['keepEnvironment']> =>
  (await importKeep(scenariosFolder)).keepEnvironment

/** The addresses and processes of a running system, and the folder of its logs. */
export const describeAddresses = (system: System): string => {
  const addresses = system.services.flatMap((name) => {
    const address = system.address(name)
    return address === undefined
      ? []
      : [`  ${name.padEnd(28)}${address.replace('http://', '')}  (process ${system.pid(name)})`]
  })
  return [...addresses, `  logs and data               ${system.folder}`].join('\n')
}

/** The commands of scenarios/modules/keep.txt with the values of this system. */
export const describeCommands = async (system: System, scenariosFolder: string): Promise<string> => {
  const { keepValues } = await importKeep(scenariosFolder)
  return fillIn(readFileSync(join(scenariosFolder, 'modules/keep.txt'), 'utf8'), await keepValues(system)).trimEnd()
}

/** Where a user begins: the module of the scenarios prepares it in this system. */
export const describeBeginning = async (system: System, scenariosFolder: string): Promise<string> =>
  (await importKeep(scenariosFolder)).keepSummary(system)

/** Addresses of a running system, commands to try, and where a user begins, which comes last so that it stays on the screen. */
export const describeKept = async (system: System, scenariosFolder: string): Promise<string> =>
  [
    describeAddresses(system),
    await describeCommands(system, scenariosFolder),
    await describeBeginning(system, scenariosFolder),
  ].join('\n\n')

/** Replaces `{name}` for every known name; other braces remain. */
export const fillIn = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
