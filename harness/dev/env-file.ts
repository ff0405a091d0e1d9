import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The file with the environment of a process that is started elsewhere. */
export const envFileOf = (folder: string, name: string): string => join(folder, 'env', `${name}.env`)

/** Writes an environment for `node --env-file` and the debugger of VS Code. Only the owner may read it, because it contains secrets. */
export const writeEnvFile = (path: string, environment: Readonly<Record<string, string>>): void => {
  const unquotable = Object.keys(environment).find((name) => /['\n]/.test(environment[name] ?? ''))
  if (unquotable !== undefined)
    throw new Error(`${unquotable} contains a quote or a line feed, which ${path} can't represent`)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const lines = Object.entries(environment).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(path, lines.join(''), { mode: 0o600 })
}
