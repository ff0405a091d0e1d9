import type { Readable } from 'node:stream'
import { onPath } from '../system/tools.ts'
import { runProgram } from './run-program.ts'

/** How to reach a Docker engine. Plain data, so that it can be passed to another process. */
export type EngineAddress = {
  readonly kind: 'running' | 'own'
  /** Command prefix for `docker` that enters the engine's namespaces. */
  readonly docker: readonly string[]
  /** Command prefix for programs that must reach published ports. */
  readonly network: readonly string[]
}

export type DockerOptions = {
  readonly input?: string | Readable
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** Runs one `docker` command and returns what it printed. */
export const docker = (
  { docker: words }: EngineAddress,
  args: readonly string[],
  options: DockerOptions = {},
): Promise<string> => {
  const [program = 'docker', ...rest] = [...words, 'docker', ...args]
  return runProgram(program, rest, options)
}

const askMs = 10_000

/** The running engine of this machine, if any. */
export const runningEngine = async (): Promise<EngineAddress | undefined> => {
  if (onPath('docker') === undefined) return undefined
  const address: EngineAddress = { kind: 'running', docker: [], network: [] }
  try {
    await docker(address, ['info'], { timeoutMs: askMs })
    await docker(address, ['compose', 'version'], { timeoutMs: askMs })
    return address
  } catch {
    return undefined
  }
}
