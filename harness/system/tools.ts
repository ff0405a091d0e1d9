import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { CannotStart } from '../base/errors.ts'

/** The full path of a program on PATH. */
export const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => isProgram(path))

/** A program that set-up unpacked under .sagabench/tools/<tool>-<version>/. */
export const unpackedTool = (projectRoot: string, tool: string, program: string): string | undefined => {
  const tools = join(projectRoot, '.sagabench/tools')
  if (!existsSync(tools)) return undefined
  const folder = readdirSync(tools).find((name) => name.startsWith(`${tool}-`))
  if (folder === undefined) return undefined
  return readdirSync(join(tools, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.split(/[\\/]/).at(-1) === program)
    .map((path) => join(tools, folder, path))
    .find((path) => isProgram(path))
}

/** The first program whose major version is high enough: those on PATH, then the unpacked one. */
export const findServer = (
  projectRoot: string,
  wanted: {
    readonly programs: readonly string[]
    readonly minimumMajor: number
    readonly tool: string
    readonly hint: string
  },
): string => {
  const candidates = [
    ...wanted.programs.map(onPath),
    ...wanted.programs.map((program) => unpackedTool(projectRoot, wanted.tool, program)),
  ]
  const found = candidates.find((path) => path !== undefined && majorVersion(path) >= wanted.minimumMajor)
  if (found !== undefined) return found
  throw new CannotStart(
    `${wanted.programs.join(' or ')} ≥ ${wanted.minimumMajor} is missing: run node tools/setup.mjs, or ${wanted.hint}`,
  )
}

const majorVersion = (program: string): number => {
  try {
    const text = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return Number(/v=(\d+)\./.exec(text)?.[1] ?? 0)
  } catch {
    return 0
  }
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Name and version that a program prints, such as `nginx 1.31.3`. */
export const versionText = (program: string): string => {
  const { stdout, stderr } = spawnSync(program, [program.endsWith('nginx') ? '-v' : '--version'], { encoding: 'utf8' })
  const version = /(\d+\.\d+[\w.]*)/.exec(`${stdout}${stderr}`)?.[1] ?? 'unknown version'
  return `${program.split('/').at(-1)} ${version}`
}
