import { type Act, logOperation, on } from '#platform/delivery/operation-log.ts'
import { type Pool, type Row, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Batch, BatchItem, BatchStore, BatchWork, NewBatch } from '../application/redrive-batches.ts'
import { type EtatLot, etatApres } from '../domain/lot.ts'

const itemsMax = 1_000

const ms = (column: string): string => `(extract(epoch from ${column}) * 1000)::bigint`
const counted = (result: string): string => `(count(*) filter (where i.result = '${result}'))::integer`
// The numbers of results are counted for the batches of one page, each of at most a thousand items.
const columns = `b.batch_id as lot_id, b.etat, b.filter as filtre, b.reason as raison, b.per_second as par_seconde,
  n.nombre, n.relancees, n.echouees, n.ignorees, b.created_by as cree_par, ${ms('b.created_at')} as cree_ms,
  b.changed_by as modifie_par, ${ms('b.changed_at')} as modifie_ms`
const from = `redrive_batch b cross join lateral (
    select count(*)::integer as nombre, ${counted('relancee')} as relancees, ${counted('echouee')} as echouees,
      ${counted('ignoree')} as ignorees
    from redrive_batch_item i where i.batch_id = b.batch_id) n`

const insert = sql(
  'redrive-batch-insert',
  `insert into redrive_batch (batch_id, filter, reason, idempotency_key, fingerprint, created_by, application, changed_by, changed_role)
   values ($1, $2, $3, $4, $5, $6, $7, $6, $8) on conflict (created_by, application, idempotency_key) do nothing returning batch_id`,
)
const ofKey = sql(
  'redrive-batch-of-key',
  `select batch_id, fingerprint = $4 as same from redrive_batch where created_by = $1 and application = $2 and idempotency_key = $3`,
)
const freeze = sql(
  'redrive-batch-freeze',
  `insert into redrive_batch_item (batch_id, place, dead_letter_id)
   select $1::uuid, row_number() over (order by dead_letter_id), dead_letter_id from (
     select dead_letter_id from dead_letter
     where etat = 'ouverte' and ($2::text is null or consumer_group = $2) and ($3::text is null or type = $3)
       and ($4::text is null or position($4 in reason) > 0)
       and ($5::bigint is null or given_up_at < to_timestamp($5::bigint / 1000.0))
     order by dead_letter_id limit ${itemsMax}) as chosen`,
)
const one = sql('redrive-batch-read', `select ${columns} from ${from} where b.batch_id = $1`)
const page = sql(
  'redrive-batch-page',
  `select ${columns}, b.position from ${from} where $1::bigint = 0 or b.position < $1 order by b.position desc limit $2`,
)
const items = sql(
  'redrive-batch-items',
  `select place as rang, dead_letter_id as lettre_id, result as resultat, detail, ${ms('done_at')} as fait_ms
   from redrive_batch_item where batch_id = $1 and place > $2 order by place limit $3`,
)
const lock = sql('redrive-batch-lock', 'select etat from redrive_batch where batch_id = $1 for update')
const setState = sql(
  'redrive-batch-set-state',
  `update redrive_batch set etat = $2, per_second = coalesce($3, per_second, 1), changed_by = $4, changed_role = $5,
     changed_at = clock_timestamp() where batch_id = $1`,
)
const finish = sql('redrive-batch-finish', 'update redrive_batch set etat = $2 where batch_id = $1')
const countOpen = sql(
  'redrive-batch-count-open',
  'select count(*)::integer as open from redrive_batch_item where batch_id = $1 and result is null',
)
const due = sql(
  'redrive-batch-due',
  `select b.batch_id, b.changed_by, b.changed_role, b.application, coalesce((
     select json_agg(dead_letter_id order by place) from (
       select dead_letter_id, place from redrive_batch_item i where i.batch_id = b.batch_id and i.result is null
       order by place limit b.per_second) as next), '[]') as letters
   from redrive_batch b where b.etat = 'en_cours'`,
)
const setResult = sql(
  'redrive-batch-set-result',
  `update redrive_batch_item set result = $3, detail = $4, done_at = clock_timestamp()
   where batch_id = $1 and dead_letter_id = $2 and result is null`,
)

const operation = 'changerEtatLot'

/** Locks the batch, so that of two changes one sees the other. */
const stateOf = async (tx: Tx, batchId: string): Promise<EtatLot | undefined> =>
  (await tx.query<{ etat: EtatLot }>(lock, [batchId]))[0]?.etat

/** A batch whose last dead letter has a result is finished. */
const finishIfDone = async (tx: Tx, batchId: string, etat: EtatLot): Promise<void> => {
  const [row] = await tx.query<{ open: number }>(countOpen, [batchId])
  const next = etatApres(etat, row?.open ?? 0)
  if (next !== etat) await tx.query(finish, [batchId, next])
}

const createIn =
  (pool: Pool) =>
  ({ id, filter, reason, act, key, fingerprint }: NewBatch): Promise<Batch | 'reused'> =>
    pool.transaction(async (tx) => {
      const { author, role, application } = act
      const values = [id, JSON.stringify(filter), reason, key, fingerprint, author, application, role]
      const [made] = await tx.query<{ batch_id: string }>(insert, values)
      const [known] = await tx.query<{ batch_id: string; same: boolean }>(ofKey, [
        author,
        application,
        key,
        fingerprint,
      ])
      if (!known?.same) return 'reused'
      if (made) {
        const { groupe = null, type = null, motif = null, avant_ms = null } = filter
        await tx.query(freeze, [id, groupe, type, motif, avant_ms])
        await logOperation(tx, on(act, 'lot_relance', id, reason))
      }
      const [batch] = await tx.query<Batch & Row>(one, [known.batch_id])
      if (!batch) throw new Error(`batch ${known.batch_id} is not there after it was stored`)
      return batch
    })

/** The batches in Postgres: they continue after a restart, in whichever process runs. */
export const redriveBatches = (pool: Pool): BatchStore => ({
  create: createIn(pool),
  list: ({ after, limit }) => pool.query<Batch & { position: number } & Row>(page, [after, limit + 1]),
  read: async (batchId) => (await pool.query<Batch & Row>(one, [batchId]))[0],
  items: (batchId, { after, limit }) => pool.query<BatchItem & Row>(items, [batchId, after, limit + 1]),
  change: (batchId, { etat, perSecond, act }, allows) =>
    pool.transaction(async (tx) => {
      const now = await stateOf(tx, batchId)
      if (now === undefined) return 'unknown'
      if (!allows(now)) return 'refused'
      if (now === etat && perSecond === undefined) return 'changed'
      await tx.query(setState, [batchId, etat, perSecond ?? null, act.author, act.role])
      await logOperation(tx, on(act, 'lot_relance', batchId, etat))
      await finishIfDone(tx, batchId, etat)
      return 'changed'
    }),
  due: async (): Promise<BatchWork[]> => {
    type Due = { batch_id: string; changed_by: string; changed_role: string; application: string; letters: number[] }
    const rows = await pool.query<Due>(due)
    return rows.map(({ batch_id: batchId, changed_by: author, changed_role: role, application, letters }) => {
      const act: Act = { operation, author, role, application, correlationId: batchId }
      return { batchId, act, letterIds: letters }
    })
  },
  record: (batchId, letterId, result, detail) =>
    pool.transaction(async (tx) => {
      const etat = await stateOf(tx, batchId)
      if (etat === undefined) return
      await tx.query(setResult, [batchId, letterId, result, detail])
      await finishIfDone(tx, batchId, etat)
    }),
})
