import { decide } from '#saga/decide.ts'
import type { Data } from '#saga/definition.ts'
import { LeaseLost as Lost } from '#saga/simulation/journal.ts'
import type { Replica, ReplicaPorts } from '#saga/simulation/system.ts'
import { entriesAfter, newSaga } from '#saga/state.ts'
import { forcerCompensation } from '#services/saga-orchestrator/application/forcer-compensation.ts'
import { LeaseLost } from '#services/saga-orchestrator/application/ports.ts'
import { remettreEnMarche } from '#services/saga-orchestrator/application/remettre-en-marche.ts'
import { reprendreSagas } from '#services/saga-orchestrator/application/reprendre-sagas.ts'
import { sagasEnCours } from '#services/saga-orchestrator/application/sagas-en-cours.ts'

const sagaId = 'the saga'

/** The orchestrator's own application code on a simulated journal, for one saga. */
export const startReplica = (ports: ReplicaPorts): Replica => {
  const { table, calls, journal, clock, idleClock, random, signal, leaseMs } = ports
  const ecrire = async (_id: string, entries: Parameters<typeof journal.append>[0]): Promise<void> => {
    try {
      await journal.append(entries)
    } catch (error) {
      throw error instanceof Lost ? new LeaseLost(error.message) : error
    }
  }
  const observateur = { ended: () => {}, left: () => {}, observe: () => {}, parked: () => {} }
  const sagas = sagasEnCours({ table, calls, ecrire, clock, random, signal, observateur })
  const reprise = reprendreSagas({
    sagas,
    remettreEnMarche: remettreEnMarche({ table, sagas, clock, journal: { ecrire, lireRecords: journal.read } }),
    journal: {
      reprendre: async ({ mine }) => {
        const taken = await journal.takeOver(mine)
        return taken ? [{ sagaId, ...taken }] : []
      },
      prolonger: async () => {
        const held = await journal.extend()
        return { gardees: held === 'lost' ? [] : [sagaId], forcees: held === 'forced' ? [sagaId] : [] }
      },
    },
    clock: { now: clock.now, sleep: idleClock.sleep },
    everyMs: leaseMs / 4,
    batch: 50,
    onError: () => {},
  })
  const forcer = forcerCompensation({ marquerForcee: journal.force, lire: async () => undefined }, sagas)
  return {
    accept: async (data: Data) => {
      const fresh = newSaga(table)
      const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, clock.now()))
      await journal.accept(entries)
      void sagas.lancer(sagaId, entries.at(-1)?.state ?? fresh, { startedAt: clock.now(), epoch: 1 })
    },
    resume: reprise.auDemarrage,
    watch: () => reprise.boucle(signal),
    force: async () => void (await forcer(sagaId)),
  }
}
