import { randomBytes, randomUUID } from 'node:crypto'
import type { Clock } from '#platform/base/clock.ts'
import type { Reach } from '#platform/base/crash-points.ts'
import type { Log } from '#platform/base/log.ts'
import type { Metrics } from '#platform/base/metrics.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import { confirmAccount } from './application/confirm-account.ts'
import { createAccount } from './application/create-account.ts'
import { requestReset, resetPassword } from './application/reset-password.ts'
import { forgetAttempts } from './infrastructure/attempts-store.ts'
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
import { readResetOwner, writeReset, writeResetRequest } from './infrastructure/reset-store.ts'

const durationMsDefault = 24 * 3_600_000
const resetMs = 3_600_000
const codeBytes = 32

export type RegistrationParts = {
  sender: MailSender
  /** How long a code is valid, and how long a message is kept. */
  durationMs?: number
  confirmationUrl?: string | undefined
  resetUrl?: string | undefined
}

const newCode = (): string => randomBytes(codeBytes).toString('base64url')

type Parts = RegistrationParts & {
  pool: Pool
  keys: ClientKeys
  clock: Clock
  log: Log
  metrics: Metrics
  reach?: Reach | undefined
}

/** Registration, confirmation and reset of passwords, with the relay of their messages and the removal of what has expired. */
export const openRegistrations = (parts: Parts) => {
  const { pool, keys, sender, durationMs = durationMsDefault, clock, log, metrics, reach } = parts
  const texts = { durationMs, resetMs, confirmationUrl: parts.confirmationUrl, resetUrl: parts.resetUrl }
  const measured = mailMetrics(metrics, countUnsentMails(pool))
  const closing = new AbortController()
  const render: Parameters<typeof startMailRelay>[0]['render'] = (mail) => textOf(mail, texts)
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
      newCode,
    }),
    requestReset: requestReset({
      write: writeResetRequest({
        pool,
        keys,
        durationMs: resetMs,
        onWritten: ({ kept }) => {
          measured.reset(kept ? 'accepted' : 'limited')
          if (kept) relay.wake()
        },
      }),
      newId: randomUUID,
      newCode,
    }),
    resetPassword: resetPassword({
      read: async (code) => {
        const id = await readResetOwner(pool)(code)
        return id === undefined ? undefined : readClient(pool, keys)(id)
      },
      write: writeReset(pool, keys, () => measured.reset('done')),
      hash: hashInTurn,
      saltOf: keys.saltOf,
      forget: forgetAttempts({ pool, keys, kind: 'client' }),
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
