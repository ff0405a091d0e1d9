import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ScenarioSystem } from '../scenario/plugin.ts'
import type { System } from '../system/system.ts'

type KeepValues = (system: ScenarioSystem) => Promise<Record<string, string>>

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
  const { keepValues } = (await import(pathToFileURL(join(scenariosFolder, 'modules/keep.ts')).href)) as {
    keepValues: KeepValues
  }
  return fillIn(readFileSync(join(scenariosFolder, 'modules/keep.txt'), 'utf8'), await keepValues(system)).trimEnd()
}

/** Addresses of a running system and commands to try. */
export const describeKept = async (system: System, scenariosFolder: string): Promise<string> =>
  `${describeAddresses(system)}\n\n${await describeCommands(system, scenariosFolder)}`

/** Replaces `{name}` for every known name; other braces remain. */
export const fillIn = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
