import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { startStubbornly } from '#harness/scenario/disturb.ts'
import type { Sample } from '#harness/scenario/records.ts'
import type { System } from '#harness/system/system.ts'
import { systemClock } from '#platform/base/clock.ts'
import { type Checks, redisUrl } from '../modules/state.ts'
import { sendTwice } from '../planted/send-twice.ts'
import { settle } from '../planted/settle.ts'

/** The context of a fault. `lacks`: whether the guarantee is off. */
export type Turn = {
  system: System
  lacks: boolean
  buy: (count: number) => Promise<Sample>[]
  state: Checks
  /** Activates places where a process crashes; the disabled guarantee stays off. */
  dieAt: (places: readonly string[]) => Promise<void>
}

export type Struck = { samples: Sample[]; outages: { fromMs: number; toMs: number }[] }

/** The fault that a guarantee protects against, keyed by the guarantee. */
export type Strike = { text: string; limits: string; strike: (turn: Turn) => Promise<Struck> }

const pollMs = 10
const patienceMs = 20_000

const until = async (holds: () => boolean, what: string): Promise<void> => {
  const end = Date.now() + patienceMs
  while (!holds()) {
    if (Date.now() > end) throw new Error(`${what}: not within ${patienceMs / 1_000} s`)
    await sleep(pollMs)
  }
}

/**
 * One of these processes crashes at a place where its work is done but not yet visible; all crashed processes are
 * restarted.
 */
const dieAt = async (turn: Turn, place: string, services: readonly string[]): Promise<Struck> => {
  const { system, buy } = turn
  const isDead = (name: string): boolean => system.pid(name) === undefined
  await turn.dieAt([place])
  const bought = buy(1)
  await until(() => services.some(isDead), `no process died at ${place}`)
  const first = await Promise.all(bought)
  await turn.dieAt([]) // From here on no process crashes any more.
  for (const name of services.filter(isDead)) await startStubbornly(system, name, systemClock)
  return { samples: [...first, ...(await Promise.all(buy(3)))], outages: [] }
}

/** A store is killed after some of many checkouts have ended, and restarted. */
const killStore = async ({ buy }: Turn, store: string, lose: () => Promise<void>): Promise<Struck> => {
  let ended = 0
  const bought = buy(40).map(async (one) => {
    const sample = await one
    if (sample.outcome === 'succeeded') ended++
    return sample
  })
  await until(() => ended >= 10, `too few ended before ${store} was killed`)
  const fromMs = Date.now()
  await lose()
  const outages = [{ fromMs, toMs: Date.now() }]
  return { samples: await Promise.all(bought), outages }
}

const killed =
  (store: string) =>
  (turn: Turn): Promise<Struck> =>
    killStore(turn, store, async () => {
      await turn.system.kill(store, 'SIGKILL')
      await startStubbornly(turn.system, store, systemClock)
    })

export const strikes: Readonly<Record<string, Strike>> = {
  outbox: {
    text: 'kill -9 of ecommerce after it has accepted a checkout and before it has published it',
    limits: '',
    strike: (turn) => dieAt(turn, 'accepted', ['ecommerce']),
  },
  'saga-log': {
    text: 'kill -9 of the orchestrator after it has reserved stock and before the next step',
    limits: '',
    strike: (turn) => dieAt(turn, 'reserver-stock', ['saga-orchestrator', 'saga-orchestrator-2']),
  },
  dedupe: {
    text: 'the last twenty events are delivered again',
    limits: '',
    strike: async ({ buy, state, system }) => {
      const samples = await Promise.all(buy(6))
      await settle(state)
      const redis = new Redis(redisUrl(system))
      await sendTwice(redis, 20)
      redis.disconnect()
      return { samples, outages: [] }
    },
  },
  aof: {
    text: 'kill -9 of Redis under load; it restarts with its file, or empty',
    limits:
      'Checkouts still end, because their events are published again from Postgres (ADR-020); depending on timing, events not stored yet may be missing from their history.',
    strike: (turn) =>
      turn.lacks
        ? killStore(turn, 'redis', () => turn.system.lose('redis')) // Without a file it starts empty.
        : killed('redis')(turn),
  },
  fsync: {
    text: 'kill -9 of Postgres under load',
    limits:
      'A killed process loses what it had not written yet (up to 0.6 s); a power failure also loses what had not reached the disk, which a kill can not show.',
    strike: killed('saga-db'),
  },
}
