import { definitions } from '#generated/events/events.ts'
import type { CellContext } from '#harness/faults/plan.ts'
import { type Row, sql } from '#platform/postgres/pool.ts'
import { openDatabases } from '../shop/databases.ts'
import { shopOf } from './shop.ts'

// Expand and contract: every reader knows both versions of an event while its publisher is configured to publish the
// old one; then all restart without that setting.

const event = 'StockReservationFailed'
const publisher = 'worker-stock-reservation'
const newest = definitions[event].version
const gapMs = 180
const withinMs = 60_000
const pollMs = 200

const countStored = sql(
  'faults-event-versions',
  'select count(*)::integer as stored from event where type = $1 and payload_version = $2 and position > $3',
)
const lastPosition = sql('faults-last-position', 'select coalesce(max(position), 0) as position from event')

/** Waits until new events of a version are stored. */
const watchStored = async ({ system, now, sleep }: CellContext) => {
  const databases = openDatabases(system)
  const [last] = await databases.evenements.query<{ position: number } & Row>(lastPosition)
  const until = async (version: number): Promise<void> => {
    for (const deadline = now() + withinMs; now() < deadline; await sleep(pollMs)) {
      // The event store's process may be restarting, but Postgres is up, so query its database directly.
      const values = [event, version, last?.position ?? 0]
      const [count] = await databases.evenements.query<{ stored: number } & Row>(countStored, values)
      if ((count?.stored ?? 0) > 0) return
    }
    throw new Error(`no ${event} of version ${version} was stored within ${withinMs / 1_000} s`)
  }
  return { until, [Symbol.asyncDispose]: () => databases[Symbol.asyncDispose]() }
}

/**
 * A deployment that raises the version of an event: restarts the processes in turn under load, and expects events of
 * both versions in the store.
 */
export const raiseVersion = (processes: readonly string[]) => async (context: CellContext) => {
  const { victims } = context
  const restart = async (name: string, environment?: Record<string, string>): Promise<void> => {
    await victims.kill(name, 'SIGTERM')
    await victims.start(name, environment)
  }
  await using stored = await watchStored(context)
  await restart(publisher, { PUBLISH_EVENT_VERSIONS: `${event}=${newest - 1}` })
  const load = shopOf(context).keepCheckingOut(context, gapMs)
  await stored.until(newest - 1)
  for (const name of processes) await restart(name)
  context.harmed() // From here on all processes are new; what began before still has to end.
  await stored.until(newest)
  await load.stop()
}
