import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { projectRoot } from '#harness/commands/with-system.ts'
import type { System } from '#harness/system/system.ts'
import type { Variant } from '#harness/variants/running.ts'
import { openPool } from '#platform/postgres/pool.ts'
import { redisUrl } from '../modules/state.ts'
import { nurseryFolder } from '../planted/nursery.ts'
import { switchTo } from '../planted/switch.ts'

/** Variants that are a whole style without one guarantee: they show what it costs and what it protects against. */

const turnedOff =
  (word: string) =>
  async (system: System): Promise<() => Promise<void>> => {
    const folder = nurseryFolder(projectRoot, system.offset)
    const isRunning = (service: string): boolean => system.pid(service) !== undefined
    await switchTo(folder, [word], isRunning)
    return () => switchTo(folder, [], isRunning)
  }

const readyWithinMs = 20_000

/** Waits until every process with a readiness check is ready again. */
const allReady = async (system: System): Promise<void> => {
  const until = Date.now() + readyWithinMs
  for (const name of system.services) {
    const address = system.env(name).PORT === undefined ? undefined : system.address(name)
    while (address !== undefined) {
      const isReady = await fetch(`${address}/health/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (isReady) break
      if (Date.now() > until) throw new Error(`${name} is not ready after reconnecting`)
      await sleep(50)
    }
  }
}

/**
 * Commits are acknowledged before they are on disk, so a crash loses the last ones. Set for all roles, because the
 * server's command line overrides its configuration file; existing sessions are reconnected to pick it up.
 */
const withoutFsync = async (system: System): Promise<() => Promise<void>> => {
  const url = system.env('provision').DATABASE_ADMIN_URL ?? ''
  const set = async (sql: string, value: string): Promise<void> => {
    const admin = openPool({ url, name: `variant-${randomUUID()}`, max: 1 })
    await admin.raw.query(sql)
    await admin.raw.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> 'scenario'`,
    )
    await admin.close()
    const fresh = openPool({ url, name: `variant-${randomUUID()}`, max: 1 })
    const [row] = (await fresh.raw.query('show synchronous_commit')).rows
    await fresh.close()
    if (row?.synchronous_commit !== value) throw new Error(`synchronous_commit is ${row?.synchronous_commit}`)
    await allReady(system)
  }
  await set('alter role all set synchronous_commit = off', 'off')
  return () => set('alter role all reset synchronous_commit', 'on')
}

/** Redis writes no append-only file and is empty after a restart. */
const withoutAof = async (system: System): Promise<() => Promise<void>> => {
  const redis = new Redis(redisUrl(system), { maxRetriesPerRequest: 20 })
  redis.on('error', () => {})
  await redis.config('SET', 'appendonly', 'no')
  return async () => {
    await redis.config('SET', 'appendonly', 'yes')
    redis.disconnect()
  }
}

const [orchestrated, choreographed] = ['orchestrated', 'choreographed']
const scripts = { [orchestrated]: 'k6/orchestrated.ts', [choreographed]: 'k6/choreographed.ts' }

/** `<style>-without-<what>` */
const without = (style: string, what: string, text: string, rest: Pick<Variant, 'enter' | 'gives_up'>): Variant => ({
  id: `${style}-without-${what}`,
  title: `${style.charAt(0).toUpperCase()}${style.slice(1)}, without ${what}`,
  text: `As ${style}; ${text}`,
  script: scripts[style] ?? '',
  against: style,
  ...rest,
})

/** The reason why a variant can't keep these invariants even without a fault. */
const noRecord = 'there is no record of accepted checkouts and their ends'

export const guaranteeVariants: readonly Variant[] = [
  without(orchestrated, 'fsync', 'Postgres acknowledges a commit before it is on disk.', { enter: withoutFsync }),
  without(choreographed, 'fsync', 'Postgres acknowledges a commit before it is on disk.', { enter: withoutFsync }),
  without(orchestrated, 'saga-log', 'the orchestrator stores nothing about a saga.', {
    enter: turnedOff('without-saga-log'),
    gives_up: { accounting: noRecord, 'order-of-success': noRecord },
  }),
  without(choreographed, 'outbox', 'the first event is published after the commit and not stored in between.', {
    enter: turnedOff('without-outbox'),
    gives_up: { 'nothing-lost': 'no row records which events to send' },
  }),
  without(choreographed, 'dedupe', 'consumers do not record which events they have handled.', {
    enter: turnedOff('without-dedupe'),
    gives_up: { 'nothing-lost': 'no row records which events were handled' },
  }),
  without(choreographed, 'aof', 'Redis keeps no append-only file.', { enter: withoutAof }),
]
