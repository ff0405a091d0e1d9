import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ComposeService } from '../system/compose.ts'

/** The long-running processes with code of this project, which a change can restart. */
export const restartable = (services: readonly ComposeService[]): string[] =>
  services.filter(({ kind, oneShot }) => kind === 'node' && !oneShot).map(({ name }) => name)

const modulesFile = (folder: string, name: string): string => join(folder, 'modules', name)

/** Additional environment that makes each process record the files it loads. */
export const recordingEnvironment = (
  names: readonly string[],
  folder: string,
): Readonly<Record<string, Readonly<Record<string, string>>>> => {
  const preload = `--import=${pathToFileURL(join(import.meta.dirname, 'record-modules.ts')).href}`
  const NODE_OPTIONS = [process.env.NODE_OPTIONS, preload].filter(Boolean).join(' ')
  return Object.fromEntries(names.map((name) => [name, { NODE_OPTIONS, MODULES_FILE: modulesFile(folder, name) }]))
}

/** The files that each process has loaded, with their contents at that time. */
export type LoadedModules = {
  /** All loaded files. */
  readonly files: () => string[]
  /** The processes that have ever loaded this file, because one that fails to load it again waits for its change. */
  readonly loadedBy: (file: string) => string[]
  /** Whether the file's contents differ from those seen last; remembers the new ones. */
  readonly hasChanged: (file: string) => boolean
  /** Reads new records of the processes. */
  readonly refresh: () => void
}

const hashOf = (file: string): string | undefined =>
  existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : undefined

export const readLoadedModules = (names: readonly string[], folder: string): LoadedModules => {
  const loaders = new Map<string, Set<string>>()
  const hashes = new Map<string, string | undefined>()
  const refresh = (): void => {
    for (const name of names) {
      const recorded = modulesFile(folder, name)
      if (!existsSync(recorded)) continue
      for (const file of readFileSync(recorded, 'utf8').trimEnd().split('\n')) {
        loaders.set(file, (loaders.get(file) ?? new Set()).add(name))
        if (!hashes.has(file)) hashes.set(file, hashOf(file))
      }
    }
  }
  refresh()
  return {
    files: () => [...loaders.keys()],
    loadedBy: (file) => [...(loaders.get(file) ?? [])],
    hasChanged: (file) => {
      const [before, now] = [hashes.get(file), hashOf(file)]
      hashes.set(file, now)
      return before !== now
    },
    refresh,
  }
}
