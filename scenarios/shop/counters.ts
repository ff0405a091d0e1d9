import type { Redis } from 'ioredis'
import { bytesWritten } from '#harness/scenario/cpu.ts'
import type { ScenarioSystem } from '#harness/scenario/plugin.ts'
import { sql } from '#platform/postgres/pool.ts'
import type { Databases } from './databases.ts'

const written = sql('scenario-wal', `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as bytes`)

const gateway = 'kong'
/** What observers ask, and what a connection begins with: none of it is work of a checkout. */
const asked = new Set(['info', 'xinfo', 'client', 'config', 'acl', 'command', 'auth', 'hello', 'select', 'ping'])

/** Commands that Redis has run, those of observers aside. @param stats what INFO commandstats answers */
export const commandsOf = (stats: string): number =>
  [...stats.matchAll(/^cmdstat_([^:|]+)[^:]*:calls=(\d+)/gm)].reduce(
    (total, [, name = '', calls]) => total + (asked.has(name) ? 0 : Number(calls)),
    0,
  )

const bytesOf = (stats: string): number =>
  [...stats.matchAll(/^total_net_(?:in|out)put_bytes:(\d+)/gm)].reduce((total, [, bytes]) => total + Number(bytes), 0)

/** What Postgres, Redis and the gateway have counted since they were started: three short questions. */
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
