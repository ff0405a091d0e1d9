import { type SpawnOptions, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type ProgramOptions = {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Standard input of the program. */
  readonly input?: string | Readable
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/** A program exited with a code other than 0; the message contains the end of its output. */
export class ProgramFailed extends Error {
  readonly code: number | null
  readonly output: string
  constructor(command: string, code: number | null, output: string) {
    super(`${command} ended with ${code ?? 'a signal'}:\n${lastLines(output)}`)
    this.code = code
    this.output = output
  }
}

const shownLines = 15

const lastLines = (output: string): string =>
  output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-shownLines)
    .map((line) => `    ${line}`)
    .join('\n')

/**
 * Runs a program and returns its standard output.
 * @throws ProgramFailed if it fails or takes longer than `timeoutMs`
 */
export const runProgram = async (
  program: string,
  args: readonly string[],
  { cwd, env, input, timeoutMs, signal }: ProgramOptions = {},
): Promise<string> => {
  const options: SpawnOptions = { stdio: ['pipe', 'pipe', 'pipe'], killSignal: 'SIGTERM' }
  const child = spawn(program, args, {
    ...options,
    ...(cwd === undefined ? {} : { cwd }),
    ...(env === undefined ? {} : { env }),
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    ...(signal === undefined ? {} : { signal }),
  })
  let [output, all] = ['', '']
  child.stdout?.on('data', (data) => {
    output += data
    all += data
  })
  child.stderr?.on('data', (data) => {
    all += data
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const fed = feed(child.stdin, input)
  const [code] = await Promise.all([ended, fed])
  if (code !== 0) throw new ProgramFailed([program, ...args].join(' ').slice(0, 200), code, all)
  return output
}

/** Ignores a closed pipe if the program exits before it has read all input; the exit code says why. */
const feed = async (stdin: NodeJS.WritableStream | null, input: string | Readable | undefined): Promise<void> => {
  if (stdin === null) return
  stdin.on('error', () => {})
  if (input === undefined || typeof input === 'string') stdin.end(input ?? '')
  else await pipeline(input, stdin).catch(() => {})
}
