import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ScenarioSystem } from '../scenario/plugin.ts'
import type { System } from '../system/system.ts'

type KeepValues = (system: ScenarioSystem) => Promise<Record<string, string>>

/** What a user of a kept system wants to know: every address, and the commands of scenarios/shop/keep.txt with their values. */
export const describeKept = async (system: System, scenariosFolder: string): Promise<string> => {
  const { keepValues } = (await import(pathToFileURL(join(scenariosFolder, 'shop/keep.ts')).href)) as {
    keepValues: KeepValues
  }
  const commands = fillIn(readFileSync(join(scenariosFolder, 'shop/keep.txt'), 'utf8'), await keepValues(system))
  const addresses = system.services.flatMap((name) => {
    const address = system.address(name)
    return address === undefined
      ? []
      : [`  ${name.padEnd(28)}${address.replace('http://', '')}  (process ${system.pid(name)})`]
  })
  return [...addresses, `  logs and data               ${system.folder}`, '', commands.trimEnd()].join('\n')
}

/** Replaces `{name}` for every known name; other braces stay. */
export const fillIn = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
