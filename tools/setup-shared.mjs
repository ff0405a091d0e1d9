// Functions shared by the parts of setup.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const toolsFolder = join(root, '.sagabench/tools')
export const platform = `${process.platform}-${process.arch}`

/** An error for the user: what is missing, and the commands that install it. */
export class SetupError extends Error {}

export const say = (line) => process.stderr.write(`setup: ${line}\n`)

/** Runs a program and returns its output. Throws an Error with the output if it fails. */
export const run = (program, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
    child.once('error', reject)
    child.once('close', (code) => (code === 0 ? resolve(output) : reject(new Error(output.trim()))))
  })

export const lastLines = (error) =>
  String(error.message)
    .split('\n')
    .filter((line) => /\S/.test(line) && !/^(npm warn|WARNING|\[notice\])/i.test(line))
    .slice(-6)
    .map((line) => `    ${line}`)
    .join('\n')

export const readLock = (name) => JSON.parse(readFileSync(join(root, 'tools', name), 'utf8'))

/** Fills a folder atomically, even if two setups run concurrently. */
export const intoFolder = async (folder, fill) => {
  const partial = `${folder}.partial-${process.pid}`
  mkdirSync(partial, { recursive: true })
  try {
    await fill(partial)
    if (!existsSync(folder)) renameSync(partial, folder)
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** The version number of a program, as matched by `pattern`; 0 if it isn't installed. */
export const versionOf = (program, args, pattern) => {
  const isThere = program.includes('/')
    ? existsSync(program)
    : (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
  if (!isThere) return 0
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 })
  return Number(pattern.exec(`${stdout}${stderr}`)?.[1] ?? 0)
}
