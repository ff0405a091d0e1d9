import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#platform/base/clock.ts'
import type { EndedCheckout, StoredOutcome } from './checkout-store.ts'
import { createOutcomeRecorder } from './outcome-recorder.ts'

const log = pino({ level: 'silent' })
const outcome = (checkout_id: string, commande_id = 'v1'): StoredOutcome => ({
  checkout_id,
  outcome: { etat: 'REUSSI', commande_id },
  endedAtMs: 0,
  seenAtMs: 0,
})

type Written = { ids: string[]; entryId: string }

const recorder = (write: (written: Written, outcomes: readonly StoredOutcome[]) => void, pendingMax = 100) =>
  createOutcomeRecorder({
    write: async (outcomes, entryId): Promise<EndedCheckout[]> => {
      write({ ids: outcomes.map(({ checkout_id }) => checkout_id), entryId }, outcomes)
      return []
    },
    clock: systemClock,
    log,
    lingerMs: 5,
    pendingMax,
  })

describe('the outcome recorder', () => {
  it('writes outcomes that arrive together in one batch, up to the last entry, and the rest when it stops', async () => {
    const written: Written[] = []
    const { record, stop } = recorder((batch) => written.push(batch))
    await record([outcome('k1'), outcome('k2')], '1-0')
    await record([outcome('k3')], '2-0')
    await stop()
    expect(written).toEqual([{ ids: ['k1', 'k2', 'k3'], entryId: '2-0' }])
  })

  it('retries a failed batch and keeps the first outcome of a checkout', async () => {
    const written: StoredOutcome[] = []
    const done = Promise.withResolvers<void>()
    let attempts = 0
    const { record, stop } = recorder((_, outcomes) => {
      attempts += 1
      if (attempts === 1) throw new Error('Postgres is down')
      written.push(...outcomes)
      done.resolve()
    })
    await record([outcome('k1', 'first')], '1-0')
    await record([outcome('k1', 'second')], '2-0')
    await done.promise
    await stop()
    expect(written).toEqual([outcome('k1', 'first')])
  })

  it('slows the reading down while too many outcomes are unwritten', async () => {
    const written: Written[] = []
    const { record, stop } = recorder((batch) => written.push(batch), 1)
    await record([outcome('k1')], '1-0')
    expect(written).toEqual([{ ids: ['k1'], entryId: '1-0' }])
    await stop()
  })
})
