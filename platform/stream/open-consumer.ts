import type { Connections } from './connections.ts'
import type { ConsumeOptions, Consumer, ConsumerParts } from './consume-options.ts'
import { startConsumer } from './consumer.ts'
import { sharePartitions } from './partition-lease.ts'

type OpenerParts = Omit<ConsumerParts, 'reader'> & Pick<Connections, 'openReader' | 'closeReader'>

/** A consumer of one stream with its own connection, which closes with it. */
const openOne = <Event>(parts: OpenerParts, options: ConsumeOptions<Event>): Consumer => {
  const reader = parts.openReader(options.group)
  const { ready, stop } = startConsumer({ ...parts, reader }, options)
  return {
    ready,
    stop: async () => {
      await stop()
      parts.closeReader(reader)
    },
  }
}

/** A consumer of this process's share of the partitions. */
const openShared = <Event>(
  parts: OpenerParts,
  options: ConsumeOptions<Event>,
  partitions: readonly string[],
): Consumer => {
  const { commands, clock, log } = parts
  const { stream: topic, group } = options
  const shared = sharePartitions({
    redis: commands,
    clock,
    log,
    group,
    partitions,
    start: (stream, isAlone) => openOne(parts, { ...options, stream, topic, isAlone }),
  })
  return {
    stop: shared.stop,
    ready: async () => {
      await Promise.all(shared.held().map((held) => held.ready()))
    },
  }
}

/** Opens a consumer of a stream with these partitions. */
export const openConsumer = <Event>(
  parts: OpenerParts,
  options: ConsumeOptions<Event>,
  partitions: readonly string[],
): Consumer => (partitions.length === 1 ? openOne(parts, options) : openShared(parts, options, partitions))
