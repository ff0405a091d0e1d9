import type { Clock } from '#platform/base/clock.ts'
import { noCrashPoints, type Reach } from '#platform/base/crash-points.ts'
import { following } from '#platform/base/following.ts'
import type { Log } from '#platform/base/log.ts'
import type { Relay } from '#platform/delivery/outbox.ts'
import type { Pool } from '#platform/postgres/pool.ts'
import type { ClientKeys } from './client-keys.ts'
import { finishMail, type Mail, takeMails } from './mail-outbox.ts'
import type { MailSender, Outgoing } from './mail-sender.ts'

const batchMax = 10
const pollMs = 2_000
const attemptMaxMs = 30_000

type Options = {
  pool: Pool
  keys: ClientKeys
  sender: MailSender
  render: (mail: Mail) => Outgoing
  onAttempt: (outcome: 'sent' | 'failed' | 'abandoned') => void
  clock: Clock
  log: Log
  /** Crash points for tests: before a message is sent, and before it is marked. */
  reach?: Reach | undefined
}

type SmtpError = { code?: unknown; responseCode?: unknown; command?: unknown }

/** The loggable part of a failure: its text may contain addresses. */
const reasonOf = (error: unknown): SmtpError => {
  const { code, responseCode, command } = error as SmtpError
  return { code, responseCode, command }
}

/** The server rejects this address or message permanently. */
const isFinal = (error: unknown): boolean => {
  const { code, responseCode } = error as SmtpError
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500
}

/** Aborts the work when the relay stops or the attempt takes too long. */
const inTime = async (stopping: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
  const { controller, release } = following(stopping)
  const timer = setTimeout(() => controller.abort(), attemptMaxMs)
  try {
    await work(controller.signal)
  } finally {
    clearTimeout(timer)
    release()
  }
}

const attempt = async (mail: Mail, options: Options, stopping: AbortSignal): Promise<void> => {
  const { pool, sender, render, onAttempt, log, reach = noCrashPoints } = options
  const { id, attempts } = mail
  try {
    reach('mail-relay', 'before-effect')
    await inTime(stopping, (signal) => sender.send(render(mail), signal))
  } catch (error) {
    if (stopping.aborted) return
    const final = isFinal(error)
    onAttempt(final ? 'abandoned' : 'failed')
    log.warn(
      { mail_id: id, attempts, ...reasonOf(error) },
      final ? 'mail given up' : 'sending a mail failed, retrying later',
    )
    if (final) await finishMail(pool)(id)
    return
  }
  reach('mail-relay', 'before-ack')
  onAttempt('sent')
  // The person was erased while the message was being sent.
  if (!(await finishMail(pool)(id))) await sender.forget(id)
}

/**
 * Sends the messages of the outbox when woken, and every 2 s. If the process dies before it marks a message, the message is sent twice. A
 * failed message is retried with growing pauses until its registration expires. Any number of relays may run at once.
 */
export const startMailRelay = (options: Options): Relay => {
  const { pool, keys, clock, log } = options
  const take = takeMails(pool, keys)
  const stopping = new AbortController()
  let rest = new AbortController()
  const wake = (): void => rest.abort('woken')
  stopping.signal.addEventListener('abort', wake, { once: true })

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      rest = new AbortController()
      try {
        const mails = await take(batchMax)
        const ends = await Promise.allSettled(mails.map((mail) => attempt(mail, options, stopping.signal)))
        for (const end of ends) if (end.status === 'rejected') throw end.reason
        if (mails.length === batchMax) continue
      } catch (error) {
        log.warn({ err: error }, 'relaying the mail outbox failed, retrying')
      }
      await clock.sleep(pollMs, rest.signal)
    }
  }
  const running = run()
  return {
    wake,
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
