// What the parts of set-up share.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const toolsFolder = join(root, '.sagabench/tools')
export const platform = `${process.platform}-${process.arch}`

/** One message for the user: what is missing, and the commands that would provide it. */
export class SetupError extends Error {}

export const say = (line) => process.stderr.write(`set-up: ${line}\n`)

/** Runs a program to its end and returns its output; throws what it printed. */
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

/** Fills a folder completely or not at all, also when two set-ups run at once. */
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

/** Major version of a program, 0 where it isn't there. */
export const versionOf = (program, args, pattern) => {
  const isThere = program.includes('/')
    ? existsSync(program)
    : (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
  if (!isThere) return 0
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 })
  return Number(pattern.exec(`${stdout}${stderr}`)?.[1] ?? 0)
}
