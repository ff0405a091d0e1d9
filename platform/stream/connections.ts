import { Redis } from 'ioredis'
import type { Log } from '../base/log.ts'
import { readBlockMs } from './read-block.ts'

/** The connections of a bus: one for commands, and one for each reader, because reading blocks it. */
export type Connections = {
  commands: Redis
  openReader: (purpose: string) => Redis
  closeReader: (reader: Redis) => void
  close: () => Promise<void>
}

export type ConnectionOptions = { redisUrl: string; name: string; log: Log }

const reconnectMaxMs = 1_000
/** After a silence this long, the connection of a reader is dead. */
const silentMaxMs = 10 * readBlockMs

const connect = ({ redisUrl, name, log }: ConnectionOptions, options: object): Redis => {
  const redis = new Redis(redisUrl, {
    connectionName: name,
    retryStrategy: (times) => Math.min(times * 50, reconnectMaxMs),
    ...options,
  })
  redis.on('error', (error) => log.warn({ err: error }, 'Redis connection'))
  return redis
}

export const openConnections = (options: ConnectionOptions): Connections => {
  const commands = connect(options, { enableAutoPipelining: true, commandTimeout: 5_000, maxRetriesPerRequest: 5 })
  const readers = new Set<Redis>()
  return {
    commands,
    openReader: (purpose) => {
      const name = `${options.name}:${purpose}`
      const reader = connect({ ...options, name }, { maxRetriesPerRequest: 0, socketTimeout: silentMaxMs })
      readers.add(reader)
      return reader
    },
    closeReader: (reader) => {
      readers.delete(reader)
      reader.disconnect()
    },
    close: async () => {
      for (const reader of readers) reader.disconnect()
      await commands.quit().catch(() => commands.disconnect())
    },
  }
}
