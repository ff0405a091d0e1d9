import { randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { confirmAccount } from './application/confirm-account.ts'
import { createAccount } from './application/create-account.ts'
import type { ClientKeys } from './infrastructure/client-keys.ts'
import { readClient } from './infrastructure/client-store.ts'
import { mailMetrics } from './infrastructure/mail-metrics.ts'
import { countUnsentMails, removeExpired } from './infrastructure/mail-outbox.ts'
import { startMailRelay } from './infrastructure/mail-relay.ts'
import type { MailSender } from './infrastructure/mail-sender.ts'
import { sweepRegistrations } from './infrastructure/mail-sweep.ts'
import { textOf } from './infrastructure/mail-text.ts'
import { hashInTurn } from './infrastructure/password.ts'
import { confirmRegistration, writeRegistration } from './infrastructure/registration-store.ts'

const durationMsDefault = 24 * 3_600_000
const codeBytes = 32

export type RegistrationParts = {
  sender: MailSender
  /** How long a code is valid, and how long a message is kept. */
  durationMs?: number
  confirmationUrl?: string | undefined
}

type Parts = RegistrationParts & {
  pool: Pool
  keys: ClientKeys
  clock: Clock
  log: Log
  metrics: Metrics
  reach?: Reach | undefined
}

/** Registration and confirmation, with the relay of their messages and the removal of what has expired. */
export const openRegistrations = (parts: Parts) => {
  const { pool, keys, sender, durationMs = durationMsDefault, confirmationUrl, clock, log, metrics, reach } = parts
  const measured = mailMetrics(metrics, countUnsentMails(pool))
  const closing = new AbortController()
  const render: Parameters<typeof startMailRelay>[0]['render'] = (mail) => textOf(mail, { durationMs, confirmationUrl })
  const relay = startMailRelay({ pool, keys, sender, render, onAttempt: measured.attempted, clock, log, reach })
  const sweeping = sweepRegistrations({
    removeExpired: removeExpired(pool, keys),
    forgetBefore: sender.forgetBefore,
    durationMs,
    onAbandoned: (count) => measured.attempted('abandoned', count),
    clock,
    log,
    signal: closing.signal,
  })
  return {
    createAccount: createAccount({
      writeRegistration: writeRegistration({
        pool,
        keys,
        durationMs,
        onWritten: ({ kept }) => {
          measured.registered(kept ? 'accepted' : 'limited')
          if (kept) relay.wake()
        },
      }),
      hash: hashInTurn,
      saltOf: keys.saltOf,
      newId: randomUUID,
      newCode: () => randomBytes(codeBytes).toString('base64url'),
    }),
    confirmAccount: confirmAccount({
      confirmRegistration: confirmRegistration(pool, () => measured.registered('confirmed')),
      readClient: readClient(pool, keys),
    }),
    stop: async (): Promise<void> => {
      closing.abort()
      await Promise.all([relay.stop(), sweeping])
    },
  }
}
