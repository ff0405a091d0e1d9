import { decide } from '#saga/decide.ts'
import { LeaseLost as Lost } from '#saga/simulation/journal.ts'
import type { Case, JournalPort, Replica, ReplicaPorts, Taken } from '#saga/simulation/system.ts'
import { entriesAfter, newSaga } from '#saga/state.ts'
import { forcerCompensation } from '#services/saga-orchestrator/application/forcer-compensation.ts'
import { type JournalDesSagas, LeaseLost, type SagaReprise } from '#services/saga-orchestrator/application/ports.ts'
import { relancerSaga } from '#services/saga-orchestrator/application/relancer-saga.ts'
import { remettreEnMarche } from '#services/saga-orchestrator/application/remettre-en-marche.ts'
import { reprendreSagas } from '#services/saga-orchestrator/application/reprendre-sagas.ts'
import { sagasEnCours } from '#services/saga-orchestrator/application/sagas-en-cours.ts'

type Journal = Pick<
  JournalDesSagas,
  'ecrire' | 'lireRecords' | 'lire' | 'reprendre' | 'saisir' | 'prolonger' | 'marquerForcee'
>

const repriseDe = ({ id, epoch, forced }: Taken): SagaReprise => ({ sagaId: id, epoch, forced })

/** The simulated journal with the orchestrator's interface. */
const journalOf = (journal: JournalPort): Journal => ({
  ecrire: async (sagaId, entries) => {
    try {
      await journal.append(sagaId, entries)
    } catch (error) {
      throw error instanceof Lost ? new LeaseLost(error.message) : error
    }
  },
  lireRecords: journal.read,
  lire: async (sagaId) => {
    const terminal = await journal.hasEnded(sagaId)
    if (terminal === undefined) return undefined
    const rest = { client_id: '', etat: '', motif: null, failure_kind: null, commande_id: null, parquee: false }
    return { saga_id: sagaId, terminal, ...rest }
  },
  reprendre: async ({ mine }) => (await journal.takeOver(mine)).map(repriseDe),
  saisir: async (sagaId) => {
    const taken = await journal.seize(sagaId)
    return taken && repriseDe(taken)
  },
  prolonger: async (sagaIds) => {
    const { kept, forced } = await journal.extend(sagaIds)
    return { gardees: kept, forcees: forced }
  },
  marquerForcee: journal.force,
})

const observateur = { ended: () => {}, left: () => {}, observe: () => {}, parked: () => {} }

/** The real orchestrator application code on a simulated journal. */
export const startReplica = ({ journal: port, ...ports }: ReplicaPorts): Replica => {
  const { table, calls, clock, idleClock, random, signal, leaseMs } = ports
  const journal = journalOf(port)
  const sagas = sagasEnCours({ table, calls, ecrire: journal.ecrire, clock, random, signal, observateur })
  const enMarche = remettreEnMarche({ table, sagas, clock, journal })
  const reprise = reprendreSagas({
    sagas,
    remettreEnMarche: enMarche,
    journal,
    clock: { now: clock.now, sleep: idleClock.sleep },
    everyMs: leaseMs / 4,
    batch: 50,
    onError: () => {},
  })
  const forcer = forcerCompensation(journal, sagas)
  const relancer = relancerSaga({ table, journal, sagas, remettreEnMarche: enMarche })
  return {
    accept: async ({ id, data }: Case) => {
      const fresh = newSaga(table)
      const entries = entriesAfter(table, fresh, decide(table, fresh, { type: 'start', data }, clock.now()))
      await port.accept(id, entries)
      void sagas.lancer(id, entries.at(-1)?.state ?? fresh, { startedAt: clock.now(), epoch: 1 })
    },
    resume: reprise.auDemarrage,
    watch: () => reprise.boucle(signal),
    force: async (id) => void (await forcer(id)),
    restart: async (id, step) => void (await relancer(id, step)),
  }
}
