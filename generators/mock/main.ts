import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { say, warn } from '#platform/base/say.ts'
import { exitCodes, reportMistakes } from '../shared/command.ts'
import { type Command, helpOf, parseCommand, UsageError } from './arguments.ts'
import { exampleEvents, makeKeys, publishExample, publishersOf } from './events.ts'
import { bundled, loadServices } from './load.ts'
import { mockServer } from './server.ts'

// npm run mock -- SERVICE… [--events]: mocks services and publishes example events, from their specifications.

const unavailable = 69
const host = '127.0.0.1'

const serve = async ({ services, port, delayMs, errorRate }: Command): Promise<void> => {
  const server = mockServer(await loadServices(services), {
    delayMs,
    errorRate,
    random: Math.random,
    sleep: async (ms) => void (await sleep(ms)),
  })
  try {
    const url = await server.listen({ host, port, listenTextResolver: () => '' })
    say(`Mocking ${services.join(', ')} at ${url}; stop with Ctrl-C`)
  } catch (error) {
    warn(`Can't listen on port ${port}: ${(error as Error).message}. Choose another with --port (0: any free port).`)
    process.exitCode = unavailable
    return
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
}

const publish = async ({ redisUrl, everyMs }: Command): Promise<void> => {
  const documents = await bundled(globSync('specs/asyncapi/*.yaml'))
  const events = documents.flatMap(exampleEvents)
  const keys = makeKeys([...new Set(documents.flatMap(publishersOf))])
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 })
  redis.on('error', () => {}) // reported once, below
  let isEnding = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      isEnding = true
    })
  try {
    await redis.connect()
    say(`Start consumers with EVENT_PUBLIC_KEYS=${keys.publicKeys}`)
    do {
      for (const event of events) {
        if (isEnding) break
        await publishExample(redis, event, keys, Date.now())
        say(`published ${event.type} (${event.eventId}) to ${event.stream}`)
        if (everyMs > 0) await sleep(everyMs)
      }
    } while (everyMs > 0 && !isEnding)
  } catch (error) {
    warn(`Can't publish to Redis at ${redisUrl}: ${(error as Error).message}. Choose another with --redis-url.`)
    process.exitCode = unavailable
  } finally {
    redis.disconnect()
  }
}

const main = async (args: readonly string[]): Promise<void> => {
  const known = globSync('specs/openapi/*.yaml')
    .map((file) => basename(file, '.yaml'))
    .sort()
  try {
    const command = parseCommand(args, known)
    if (command.help) return say(helpOf(known))
    await Promise.all([
      command.services.length > 0 ? serve(command) : undefined,
      command.events ? publish(command) : undefined,
    ])
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    warn(`${error.message}\nRun npm run mock -- --help for usage.`)
    process.exitCode = exitCodes.usage
  }
}

await reportMistakes(() => main(process.argv.slice(2)))
