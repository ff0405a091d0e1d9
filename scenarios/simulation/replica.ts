import { decide } from '#saga/decide.ts'
import { forceUndo } from '#saga/durable/force-undo.ts'
import { recoverSagas } from '#saga/durable/recover-sagas.ts'
import { restartSaga } from '#saga/durable/restart-saga.ts'
import { resumeSaga } from '#saga/durable/resume-saga.ts'
import { runningSagas } from '#saga/durable/running-sagas.ts'
import { LeaseLost, type SagaLog } from '#saga/durable/saga-log.ts'
import { LeaseLost as Lost } from '#saga/simulation/saga-log.ts'
import type { Case, Replica, ReplicaPorts, SagaLogPort } from '#saga/simulation/system.ts'
import { entriesAfter, newSaga } from '#saga/state.ts'

type Log = SagaLog<{ terminal: boolean }>

/** The simulated saga log with the interface of the real one. */
const sagaLogOf = (simulated: SagaLogPort): Log => ({
  append: async (id, entries) => {
    try {
      await simulated.append(id, entries)
    } catch (error) {
      throw error instanceof Lost ? new LeaseLost(error.message) : error
    }
  },
  readRecords: simulated.read,
  read: async (id) => {
    const terminal = await simulated.hasEnded(id)
    return terminal === undefined ? undefined : { terminal }
  },
  takeOver: ({ mine }) => simulated.takeOver(mine),
  seize: (id) => simulated.seize(id),
  extend: simulated.extend,
  markForced: (id) => simulated.force(id),
})

const observer = { ended: () => {}, left: () => {}, observe: () => {}, parked: () => {} }

/** The real code of a coordinator on a simulated saga log. */
export const startReplica = ({ sagaLog: simulated, ...ports }: ReplicaPorts): Replica => {
  const { table, calls, clock, idleClock, random, signal, leaseMs } = ports
  const sagaLog = sagaLogOf(simulated)
  const sagas = runningSagas({ table, calls, append: sagaLog.append, clock, random, signal, observer })
  const resume = resumeSaga({ table, sagas, clock, sagaLog })
  const recovery = recoverSagas({
    sagaLog,
    sagas,
    resume,
    clock: { now: clock.now, sleep: idleClock.sleep },
    everyMs: leaseMs / 4,
    batch: 50,
    onError: () => {},
  })
  const force = forceUndo(sagaLog, sagas)
  const restart = restartSaga({ table, sagaLog, sagas, resume })
  return {
    accept: async ({ id, data }: Case) => {
      const fresh = newSaga(table)
      const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, clock.now()))
      await simulated.accept(id, entries)
      void sagas.run(id, entries.at(-1)?.state ?? fresh, { startedAt: clock.now(), epoch: 1 })
    },
    resume: recovery.atStart,
    watch: () => recovery.loop(signal),
    force: async (id) => void (await force(id)),
    restart: async (id, step) => void (await restart(id, step)),
  }
}
