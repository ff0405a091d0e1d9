import { setTimeout as sleep } from 'node:timers/promises'
import { type DockerOptions, docker, type EngineAddress } from './engine.ts'

/** One container of a Compose project, as `docker compose ps` shows it. */
export type Container = {
  readonly service: string
  readonly id: string
  readonly state: string
  /** Empty if there is no health check. */
  readonly health: string
  readonly exitCode: number
}

/** A Compose project on an engine. */
export type Project = {
  readonly compose: (args: readonly string[], options?: DockerOptions) => Promise<string>
  readonly docker: (args: readonly string[], options?: DockerOptions) => Promise<string>
  readonly containers: () => Promise<Container[]>
  /** Waits until every container of these services is healthy. */
  readonly untilHealthy: (services: readonly string[], limitMs: number) => Promise<void>
}

type Listed = { Service: string; ID: string; State: string; Health: string; ExitCode: number }

const pollMs = 500

export const openProject = (
  engine: EngineAddress,
  options: { readonly name: string; readonly file: string; readonly secretsFile: string; readonly signal: AbortSignal },
): Project => {
  const { name, file, secretsFile, signal } = options
  const runDocker: Project['docker'] = (args, given = {}) => docker(engine, args, { signal, ...given })
  const compose: Project['compose'] = (args, given) =>
    runDocker(['compose', '--project-name', name, '--file', file, '--env-file', secretsFile, ...args], given)
  const containers = async (): Promise<Container[]> => {
    const lines = (await compose(['ps', '--all', '--format', 'json']))
      .split('\n')
      .filter((line) => line.startsWith('{'))
    return lines.map((line) => {
      const { Service, ID, State, Health, ExitCode } = JSON.parse(line) as Listed
      return { service: Service, id: ID, state: State, health: Health, exitCode: ExitCode }
    })
  }
  const untilHealthy: Project['untilHealthy'] = async (services, limitMs) => {
    const deadline = Date.now() + limitMs
    for (;;) {
      const found = await containers()
      const unhealthy = services.flatMap((name) => {
        const one = found.find(({ service }) => service === name)
        if (one === undefined) return [`${name} (no container)`]
        return one.state === 'running' && one.health === 'healthy' ? [] : [`${name} (${one.state}, ${one.health})`]
      })
      if (unhealthy.length === 0) return
      if (Date.now() > deadline) throw new Error(`not healthy after ${limitMs / 1_000} s: ${unhealthy.join(', ')}`)
      await sleep(pollMs, undefined, { signal })
    }
  }
  return { compose, docker: runDocker, containers, untilHealthy }
}
