import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { readCompose, requiredVariables } from '#harness/system/compose.ts'
import { prepareRedis } from '#harness/system/redis.ts'
import { freePort } from './redis.ts'

const projectRoot = resolve(import.meta.dirname, '../..')
const compose = await readCompose(join(projectRoot, 'docker-compose.yml'))
const variables = Object.fromEntries(requiredVariables(compose).map((name) => [name, `password-of-${name}`]))

/** The Redis users of our processes. */
export const users = compose.flatMap(
  ({ environment }) => /^redis:\/\/(\w+):/.exec(environment.REDIS_URL ?? '')?.[1] ?? [],
)

export type RedisWithUsers = { url: string; urlOf: (user: string) => string; stop: () => Promise<void> }

/** A Redis server of the test's own with the flags of the Compose file and the users of deploy/redis-users.conf. */
export const startRedisWithUsers = async (): Promise<RedisWithUsers> => {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'redis-users-'))
  const flags = compose.find(({ kind }) => kind === 'redis')?.command.slice(1) ?? []
  const launch = prepareRedis({ name: 'redis', projectRoot, folder, port, flags, variables })
  const server = spawn(launch.command, launch.args, { cwd: launch.cwd, ...launch.user, stdio: 'ignore' })
  const until = Date.now() + 10_000
  while (launch.ready === 'once' || !(await launch.ready())) {
    if (Date.now() > until) throw new Error('Redis did not answer within 10 s')
    await delay(50)
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    urlOf: (user) => {
      const variable = user === 'admin' ? 'REDIS_ADMIN_PASSWORD' : `${user.toUpperCase()}_REDIS_PASSWORD`
      return `redis://${user}:${variables[variable]}@127.0.0.1:${port}`
    },
    stop: async () => {
      server.kill('SIGTERM')
      await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
