import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Arm } from '#harness/arms/arm.ts'
import type { System } from '#harness/system/system.ts'
import { projectRoot } from '#harness/with-system.ts'
import { openPool } from '#platform/postgres.ts'
import { nurseryFolder } from '../planted/nursery.ts'
import { switchTo } from '../planted/switch.ts'
import { redisUrl } from '../state.ts'

/** Arms that are a whole style but for one guarantee: what it costs, and what it is for. */

const turnedOff =
  (word: string) =>
  async (system: System): Promise<() => Promise<void>> => {
    const folder = nurseryFolder(projectRoot, system.offset)
    await switchTo(folder, [word])
    return () => switchTo(folder, [])
  }

/** Commits are answered before they are on disk: whoever crashes loses the last of them. */
const withoutFsync = async (system: System): Promise<() => Promise<void>> => {
  const admin = openPool({ url: system.env('provision').DATABASE_ADMIN_URL ?? '', name: `arm-${randomUUID()}`, max: 1 })
  const set = async (value: string): Promise<void> => {
    await admin.raw.query(`alter system set synchronous_commit = ${value}`)
    await admin.raw.query('select pg_reload_conf()')
  }
  await set('off')
  return async () => {
    await set('on')
    await admin.close()
  }
}

/** Redis writes nothing down, and begins empty when it is started again. */
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
const without = (style: string, what: string, text: string, rest: Pick<Arm, 'enter' | 'gives_up'>): Arm => ({
  id: `${style}-without-${what}`,
  title: `${style.charAt(0).toUpperCase()}${style.slice(1)}, without ${what}`,
  text: `As ${style}; ${text}`,
  script: scripts[style] ?? '',
  against: style,
  ...rest,
})

/** Why an arm can't keep these invariants whatever it is spared. */
const noRecord = 'nobody keeps which checkouts were accepted and how they ended'

export const guaranteeArms: readonly Arm[] = [
  without(orchestrated, 'fsync', 'Postgres answers a commit before it is on disk.', { enter: withoutFsync }),
  without(choreographed, 'fsync', 'Postgres answers a commit before it is on disk.', { enter: withoutFsync }),
  without(orchestrated, 'saga-log', 'the orchestrator keeps nothing of a saga.', {
    enter: turnedOff('without-saga-log'),
    gives_up: { accounting: noRecord, 'order-of-success': noRecord },
  }),
  without(choreographed, 'outbox', 'the first event is published after the commit, and stands nowhere in between.', {
    enter: turnedOff('without-outbox'),
    gives_up: { 'nothing-lost': 'no row says which events are to be sent' },
  }),
  without(choreographed, 'dedupe', 'consumers do not keep which events they have handled.', {
    enter: turnedOff('without-dedupe'),
    gives_up: { 'nothing-lost': 'no row says which events were handled' },
  }),
  without(choreographed, 'aof', 'Redis keeps no append-only file.', { enter: withoutAof }),
]
