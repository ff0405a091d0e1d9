import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { packSdk } from '#generators/sdk/package.ts'

const runFile = promisify(execFile)

/** An empty project with the packed SDK installed, as a user would have it. */
export type Installed = {
  folder: string
  /** The folder of the installed package. */
  sdk: string
  write: (path: string, text: string) => string
  /** Runs a program in the project; returns its output, or throws with it on failure. */
  run: (command: string, args: readonly string[], env?: Record<string, string>) => Promise<string>
  remove: () => void
}

/** Packs the SDK and installs the tarball without a registry; the peer dependency `ioredis` is this project's. */
export const installSdk = async (): Promise<Installed> => {
  const folder = mkdtempSync(join(tmpdir(), 'sagabench-sdk-'))
  const tarball = resolve(await packSdk('.sagabench/sdk-under-test', join(folder, 'packed')))
  const write = (path: string, text: string): string => {
    const file = join(folder, path)
    writeFileSync(file, text)
    return file
  }
  const run = async (command: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> => {
    try {
      const { stdout } = await runFile(command, [...args], { cwd: folder, env: { ...process.env, ...env } })
      return stdout
    } catch (error) {
      const { stdout, stderr } = error as { stdout?: string; stderr?: string }
      throw new Error(`${command} ${args.join(' ')}:\n${stdout ?? ''}${stderr ?? ''}`, { cause: error })
    }
  }
  write('package.json', JSON.stringify({ private: true, type: 'module' }))
  await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball])
  mkdirSync(join(folder, 'node_modules/@types'), { recursive: true })
  for (const name of ['ioredis', '@types/node'])
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  return { folder, sdk: join(folder, 'node_modules/@sagabench/sdk'), write, run, remove }
}

/** The code blocks of a Markdown file in one language. */
export const fencesIn = (file: string, language: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, code]) =>
    name === language ? [code ?? ''] : [],
  )
