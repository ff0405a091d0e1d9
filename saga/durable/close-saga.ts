import type { Clock } from '#platform/base/clock.ts'
import type { LoggedOperation } from '#platform/delivery/operation-log.ts'
import { decide } from '../decide.ts'
import type { SagaTable } from '../definition.ts'
import { entriesAfter, evolve, isEnded, replay } from '../state.ts'
import type { RunningSagas } from './running-sagas.ts'
import { LeaseLost, type SagaLog, type TakenSaga } from './saga-log.ts'

export type Closing<Known> =
  | { readonly kind: 'closed'; readonly etat: string }
  | { readonly kind: 'unknown' | 'not-undoing' }
  | { readonly kind: 'ended'; readonly saga: Known }

type Options<Known extends { readonly terminal: boolean }> = {
  table: SagaTable
  sagaLog: Pick<SagaLog<Known>, 'read' | 'readRecords' | 'seize' | 'append'>
  sagas: RunningSagas
  clock: Clock
}

/** Another replica may write between our read and our write, at most once per attempt. */
const attemptsMax = 5

/** Ends a saga that this replica has just taken over; undefined if its previous replica ended it meanwhile. */
const endTaken = async (
  {
    table,
    sagaLog,
    sagas,
    clock,
  }: Pick<Options<never>, 'table' | 'sagas' | 'clock'> & {
    sagaLog: Pick<SagaLog<never>, 'readRecords' | 'append'>
  },
  { id, epoch }: TakenSaga,
): Promise<string | undefined> => {
  const records = await sagaLog.readRecords(id)
  const before = replay(table, records)
  if (isEnded(before)) return undefined
  const resumed = decide(table, before, { type: 'resume', epoch }, clock.now())
  const after = resumed.reduce((state, record) => evolve(table, state, record), before)
  const entries = entriesAfter(table, before, [...resumed, ...decide(table, after, { type: 'close' }, clock.now())])
  await sagaLog.append(id, entries)
  const state = entries.at(-1)?.state ?? before
  // It has ended; running it only reports its end.
  await sagas.run(id, state, { startedAt: records[0]?.at ?? clock.now(), epoch })
  return state.etat
}

/**
 * Ends a saga whose undo can't succeed any more: its pending undos are given up, and it ends as one that failed. The caller must know
 * that nothing is left to undo. Like a restart, it takes the saga over from whichever replica runs it, so that exactly one ends it.
 */
export const closeSaga =
  <Known extends { readonly terminal: boolean }>({ table, sagaLog, sagas, clock }: Options<Known>) =>
  async (id: string, logged?: LoggedOperation): Promise<Closing<Known>> => {
    const saga = await sagaLog.read(id)
    if (!saga) return { kind: 'unknown' }
    if (saga.terminal) return { kind: 'ended', saga }
    if (replay(table, await sagaLog.readRecords(id)).phase !== 'undoing') return { kind: 'not-undoing' }
    for (let attempt = 1; ; attempt++) {
      await sagas.letGo(id)
      const taken = await sagaLog.seize(id, attempt === 1 ? logged : undefined)
      try {
        const etat = taken && (await endTaken({ table, sagaLog, sagas, clock }, taken))
        return etat === undefined ? { kind: 'ended', saga: (await sagaLog.read(id)) ?? saga } : { kind: 'closed', etat }
      } catch (error) {
        if (!(error instanceof LeaseLost) || attempt === attemptsMax) throw error
      }
    }
  }
