import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { publishers, stream } from '#generated/events/events.ts'
import { createLog } from '#platform/base/log.ts'
import { createMetrics } from '#platform/base/metrics.ts'
import { parsePublicKeys } from '#platform/base/public-keys.ts'
import { type Bus, openBus } from '#platform/stream/bus.ts'
import { openAuthenticity } from '#platform/stream/event-authenticity.ts'
import type { ReceiveOptions } from '#platform/stream/typed-events.ts'

// A process of `npm run bench -- bus`: reads as every group of the AsyncAPI document and discards what it gets.

type Received = { type: string }
/** The exports of a generated module of an application with a group. */
type Application = {
  group?: string
  accepts?: ReadonlySet<string>
  consumeBatch?: (bus: Bus, handle: (events: Received[]) => Promise<void>, options: ReceiveOptions) => unknown
}
/** From the parent: where to read, how many events of each type to expect, and the keys of their publishers. */
export type Task = { redisUrl: string; expected: Readonly<Record<string, number>>; trusted: string }
/** To the parent: that the groups exist; then how many events each group received, and this process's CPU time. */
export type Report = { kind: 'ready' } | { kind: 'done'; handled: Record<string, number>; cpuMs: number }

const folder = join(import.meta.dirname, '../../generated/events')
const report = (message: Report): void => void process.send?.(message)

const readMs = 60_000
const lookEveryMs = 20

/**
 * A group that accepts none of the types must read them too: waits until no group lags or has unacknowledged entries.
 */
const allRead = async (bus: Bus): Promise<void> => {
  const deadline = Date.now() + readMs
  for (;;) {
    const groups = await bus.groups(stream)
    if (groups.length > 0 && groups.every(({ pending, lag }) => pending === 0 && lag === 0)) return
    if (Date.now() > deadline) return // unread entries are reported and fail the run
    await sleep(lookEveryMs)
  }
}

const read = async ({ redisUrl, expected, trusted }: Task): Promise<void> => {
  const log = createLog({ name: 'bench-bus', level: 'warn' })
  const metrics = createMetrics({ name: 'bench-bus' })
  const authenticity = openAuthenticity({ publishers, trusted: parsePublicKeys(trusted) ?? new Map() })
  const bus = openBus({ redisUrl, metrics, log, name: 'bench-bus', authenticity })
  const handled: Record<string, number> = {}
  const missing = new Map<string, number>()
  const modules = await Promise.all(
    readdirSync(folder).map(async (file) => (await import(join(folder, file))) as Application),
  )
  await new Promise<void>((resolve) => {
    for (const { group, accepts, consumeBatch } of modules) {
      if (group === undefined || consumeBatch === undefined) continue
      handled[group] = 0
      const types = accepts ?? new Set(Object.keys(expected))
      missing.set(
        group,
        [...types].reduce((sum, type) => sum + (expected[type] ?? 0), 0),
      )
      const take = async (events: Received[]): Promise<void> => {
        handled[group] = (handled[group] ?? 0) + events.length
        const left = (missing.get(group) ?? 0) - events.length
        missing.set(group, left)
        if ([...missing.values()].every((count) => count <= 0)) resolve()
      }
      consumeBatch(bus, take, { consumer: 'bench', lingerMs: 20 })
    }
    report({ kind: 'ready' })
  })
  await allRead(bus)
  await bus.close()
  const { user, system } = process.cpuUsage()
  report({ kind: 'done', handled, cpuMs: (user + system) / 1_000 })
  process.disconnect()
}

process.once('message', (task) => void read(task as Task))
