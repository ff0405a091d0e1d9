import { spawn } from 'node:child_process'

export type Run = { exitCode: number; output: string }

/** Runs a program to completion and returns its exit code and output. */
export const run = (command: string, args: readonly string[], env: Record<string, string> = {}): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.once('error', reject)
    child.once('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }))
  })

/** The path of a program from the project's npm dependencies. */
export const npmBinary = (name: string): string => `node_modules/.bin/${name}`
