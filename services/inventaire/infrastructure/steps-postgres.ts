import { once } from '#platform/delivery/idempotency.ts'
import { logOperation } from '#platform/delivery/operation-log.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import { type StepOnce, type StepRequest, type StepStore, Superseded } from '../application/run-step.ts'
import { stockVide } from '../domain/stock-central.ts'
import type { Etape, EtatEtape } from '../domain/validation.ts'
import { type RequestRow, requestColumns, restockRequestOf } from './requests-postgres.ts'
import { stocksIn } from './stocks-postgres.ts'

const lockRequest = sql(
  'lock-request',
  `select ${requestColumns} from demande_reapprovisionnement where demande_id = $1 for update`,
)
const readSteps = sql('read-steps', 'select etape, etat from etape_validation where validation_id = $1')
const writeDecision = sql(
  'write-decision',
  'update demande_reapprovisionnement set statut = $2, motif_rejet = $3, approuvee_par = $4 where demande_id = $1',
)
const writeStep = sql(
  'write-step',
  `insert into etape_validation as e (validation_id, etape, demande_id, etat, epoch, undone_at)
   values ($1, $2, $3, $4, $5, case when $4 = 'faite' then null else clock_timestamp() end)
   on conflict (validation_id, etape) do update
     set etat = excluded.etat, epoch = greatest(e.epoch, excluded.epoch), undone_at = coalesce(e.undone_at, excluded.undone_at)
     where e.epoch <= excluded.epoch or $6
   returning etat`,
)
const noteEpoch = sql(
  'note-epoch',
  `update etape_validation set epoch = greatest(epoch, $3) where validation_id = $1 and etape = $2 returning etat`,
)

type Step = Row & { etape: Etape; etat: EtatEtape }

const storeIn = (tx: Tx): StepStore => {
  const stocks = stocksIn(tx)
  return {
    lockRequest: async (demandeId) => {
      const [row] = await tx.query<RequestRow>(lockRequest, [demandeId])
      return row && restockRequestOf(row)
    },
    lockCentral: async (produitId) => (await stocks.readCentralStock(produitId)) ?? stockVide(produitId),
    lockLocal: async (magasinId, produitId) =>
      (await stocks.readLocalStock(magasinId, produitId)) ?? { magasinId, produitId, disponible: 0 },
    readSteps: async (validationId) =>
      new Map((await tx.query<Step>(readSteps, [validationId])).map(({ etape, etat }) => [etape, etat])),
    writeCentral: stocks.writeCentralStock,
    writeLocal: stocks.writeLocalStock,
    writeDecision: async (demande) => {
      const motif = demande.statut === 'rejetee' ? demande.motifRejet : null
      const approuveePar = demande.statut === 'approuvee' ? demande.approuveePar : null
      await tx.query(writeDecision, [demande.demandeId, demande.statut, motif, approuveePar])
    },
    logOperation: (logged) => logOperation(tx, logged),
    writeStep: async ({ validationId, etape, demandeId, epoch }, etat) => {
      const values = [validationId, etape, demandeId, etat, epoch ?? 0, epoch === undefined]
      if ((await tx.query(writeStep, values)).length === 0)
        throw new Superseded(`step ${etape} of ${validationId} was called with a newer epoch`)
    },
  }
}

export const stepOnceIn =
  (pool: Pool): StepOnce =>
  (request, effect) =>
    once(pool, request, (tx) => effect(storeIn(tx)))

export const noteEpochIn =
  (pool: Pool) =>
  async ({ validationId, etape, epoch }: StepRequest): Promise<EtatEtape | undefined> =>
    (await pool.query<Step>(noteEpoch, [validationId, etape, epoch ?? 0]))[0]?.etat
