import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where a process that someone else starts finds the environment that it would have had. */
export const envFileOf = (folder: string, name: string): string => join(folder, 'env', `${name}.env`)

/** Writes an environment so that `node --env-file` and the debugger of VS Code read it. It holds secrets: only we may read it. */
export const writeEnvFile = (path: string, environment: Readonly<Record<string, string>>): void => {
  const unquotable = Object.keys(environment).find((name) => /['\n]/.test(environment[name] ?? ''))
  if (unquotable !== undefined) throw new Error(`${unquotable} has a quote or a line feed: ${path} can't state it`)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const lines = Object.entries(environment).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(path, lines.join(''), { mode: 0o600 })
}
