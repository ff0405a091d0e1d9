import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { UsageError } from '#harness/base/errors.ts'
import { exitCodes } from '#harness/commands/exit-codes.ts'
import { reportError } from '#harness/commands/report-error.ts'
import { attended, composeFile, projectRoot } from '#harness/commands/with-system.ts'
import { type Prepared, prepareEngine } from '#harness/containers/prepare.ts'
import { say } from '#platform/base/say.ts'
import type { Task } from './task.ts'

// `npm run compose:check`: prepares an engine and images, and runs check.ts on them.

const help = `npm run compose:check   runs docker-compose.yml on a Docker engine and checks that it serves.

Uses a running engine. If none is running, it starts Debian's engine as root in separate namespaces, with substitutes for the
images built from the package registries. Everything it builds is kept in .sagabench/containers.

Exit codes: 0 everything held, 1 something did not; 64 usage error, 69 can't run here (the message says why), 70 crash, 130 interrupted.`

const ownImage = 'sagabench:local'

/** Every image named in the Compose file and the Dockerfile that this project doesn't build. */
const namedImages = (): string[] => {
  const { services } = parse(readFileSync(composeFile, 'utf8'), { merge: true }) as {
    services: Record<string, { image: string }>
  }
  const bases = [...readFileSync(join(projectRoot, 'Dockerfile'), 'utf8').matchAll(/^FROM (\S+)/gm)].map(
    ([, image = '']) => image,
  )
  return [...new Set([...bases, ...Object.values(services).map(({ image }) => image)])].filter(
    (image) => image !== ownImage,
  )
}

/** Runs check.ts where published ports are reachable, and returns its exit code. */
const runChecks = (task: Task, words: readonly string[], signal: AbortSignal): Promise<number> => {
  const [program = '', ...args] = [
    ...words,
    process.execPath,
    join(import.meta.dirname, 'check.ts'),
    JSON.stringify(task),
  ]
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd: projectRoot })
  signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? exitCodes.software))
  })
}

const main = async (args: readonly string[]): Promise<number> => {
  if (args.includes('--help') || args.includes('-h')) {
    say(help)
    return exitCodes.pass
  }
  if (args.length > 0) throw new UsageError(`compose:check takes no argument, got ${args[0]}.`)
  const beganMs = Date.now()
  const { signal } = attended()
  const progress = (line: string): void =>
    say(`  ${((Date.now() - beganMs) / 1_000).toFixed(0).padStart(4)} s  ${line}`)
  const cache = join(projectRoot, '.sagabench/containers')
  let prepared: Prepared | undefined
  try {
    prepared = await prepareEngine({ projectRoot, cache, images: namedImages(), ownImage, progress, signal })
    signal.throwIfAborted()
    const { engine, images } = prepared
    return await runChecks({ engine, images, beganMs, folder: join(cache, 'check') }, engine.network, signal)
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  } finally {
    progress('stopping')
    await prepared?.stop()
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  process.exitCode = reportError(error, 'npm run compose:check -- --help')
}
