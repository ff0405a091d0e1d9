import type { Readable } from 'node:stream'
import { onPath } from '../system/tools.ts'
import { runProgram } from './run-program.ts'

/** How to reach a Docker engine. Plain data, so that another process can be given it. */
export type EngineAddress = {
  readonly kind: 'running' | 'own'
  /** Words before `docker`: what enters the engine's namespaces. */
  readonly docker: readonly string[]
  /** Words before a program that has to reach published ports. */
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

/** The engine that this machine runs, if any: it is used as it is. */
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
