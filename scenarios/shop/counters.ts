import type { Redis } from 'ioredis'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { bytesWritten } from '#harness/scenario/running.ts'
import { sql } from '#platform/postgres/pool.ts'
import type { Databases } from './databases.ts'

const written = sql('scenario-wal', `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as bytes`)

const gateway = 'kong'
/** Commands of observers, and of opening a connection: not part of a checkout's work. */
const asked = new Set(['info', 'xinfo', 'client', 'config', 'acl', 'command', 'auth', 'hello', 'select', 'ping'])

/** Commands that Redis has run, except those of observers. @param stats the reply to INFO commandstats */
export const commandsOf = (stats: string): number =>
  [...stats.matchAll(/^cmdstat_([^:|]+)[^:]*:calls=(\d+)/gm)].reduce(
    (total, [, name = '', calls]) => total + (asked.has(name) ? 0 : Number(calls)),
    0,
  )

const bytesOf = (stats: string): number =>
  [...stats.matchAll(/^total_net_(?:in|out)put_bytes:(\d+)/gm)].reduce((total, [, bytes]) => total + Number(bytes), 0)

/** Counters of Postgres, Redis and the gateway since their start: three short queries. */
export const readCounters = async (
  system: ScenarioSystem,
  databases: Databases,
  redis: Redis,
): Promise<Record<string, number>> => {
  const [rows, commands, traffic] = await Promise.all([
    databases.inventaire.query<{ bytes: number }>(written),
    redis.info('commandstats'),
    redis.info('stats'),
  ])
  const pid = system.pid(gateway)
  const sent = pid === undefined ? undefined : bytesWritten(pid)
  return {
    'Redis commands': commandsOf(commands),
    'Redis bytes': bytesOf(traffic),
    'Postgres bytes logged': rows[0]?.bytes ?? 0,
    ...(sent === undefined ? {} : { 'HTTP bytes through the gateway': sent }),
  }
}
