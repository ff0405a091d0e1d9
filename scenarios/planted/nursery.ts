import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { readCompose } from '#harness/system/compose.ts'
import { effectsOf } from './effects.ts'
import { type Patch, patchFile } from './patch.ts'
import { switchFileOf } from './switch.ts'

/** The changes of a system's processes, and the environment that makes the processes load them when they start. */
export type Nursery = {
  folder: string
  environment: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Provides the patches to processes that start from now on; returns the services that have one. */
  lay: (patches: readonly Patch[]) => string[]
  /** Removes all patches, for processes that start from now on. */
  clear: () => void
  /** How often changes took effect in all processes. */
  effects: () => number
}

/** One folder per system. */
export const nurseryFolder = (projectRoot: string, offset: number): string =>
  join(projectRoot, '.sagabench', `plants-${offset}`)

const preload = pathToFileURL(join(import.meta.dirname, 'preload.ts')).href

/** Prepares a folder of its own under `.sagabench/`; production code doesn't know about it. */
export const openNursery = async (projectRoot: string, offset: number): Promise<Nursery> => {
  const folder = nurseryFolder(projectRoot, offset)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const services = await readCompose(join(projectRoot, 'docker-compose.yml'))
  const names = services.filter(({ kind, oneShot }) => kind === 'node' && !oneShot).map(({ name }) => name)
  const clear = (): void => {
    for (const name of names) rmSync(patchFile(folder, name), { force: true })
  }
  const environmentOf = (name: string): Record<string, string> => ({
    NODE_OPTIONS: `--import=${preload}`,
    PLANT_FILE: patchFile(folder, name),
    PLANT_SWITCH: switchFileOf(folder),
  })
  return {
    folder,
    environment: Object.fromEntries(names.map((name) => [name, environmentOf(name)])),
    lay: (patches) => {
      clear()
      const changed = names.filter((name) => patches.some((patch) => patch.services.includes(name)))
      for (const name of changed) {
        writeFileSync(patchFile(folder, name), JSON.stringify(patches.filter((patch) => patch.services.includes(name))))
      }
      return changed
    },
    clear,
    effects: () => names.reduce((sum, name) => sum + effectsOf(patchFile(folder, name)), 0),
  }
}
