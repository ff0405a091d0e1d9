import { type Pool, sql, type Tx } from '#platform/postgres/pool.ts'
import type { Loss, StreamState } from '#platform/stream/upkeep.ts'

/** The last seen state of the stream (null: never seen), and what may still be needed from it. */
export type Checkpoint = {
  seen: StreamState | null
  /** Number of the mark that the stream has (`markStream`); 0: none yet. */
  mark: number
  neededMs: number
  refilledUntil: string | null
  /**
   * The last loss: when it was found, since when events may be missing, and when to look for holes next. Null: long
   * ago.
   */
  loss: { atMs: number; neededMs: number; lookAtMs: number } | null
}

const make = sql('checkpoint-make', 'insert into stream_checkpoint (stream) values ($1) on conflict do nothing')
const lock = sql(
  'checkpoint-lock',
  `select epoch, last_id, added, removed, needed_ms, refilled_until, lost_at_ms, lost_needed_ms, look_for_holes_at_ms,
     last_entry, mark
   from stream_checkpoint
   where stream = $1 for update skip locked`,
)
const write = sql(
  'checkpoint-write',
  `update stream_checkpoint set epoch = $2, last_id = $3, added = $4, removed = $5, needed_ms = $6, refilled_until = $7,
     lost_at_ms = $8, lost_needed_ms = $9, look_for_holes_at_ms = $10, last_entry = $11, mark = $12
   where stream = $1
     and (epoch, last_id, added, removed, needed_ms, refilled_until, look_for_holes_at_ms, last_entry, mark)
         is distinct from ($2, $3, $4, $5, $6, $7, $10, $11, $12)`,
)

const record = sql(
  'stream-loss-record',
  'insert into stream_loss (stream, cause, found_at_ms, since_ms) values ($1, $2, $3, $4)',
)

export const makeCheckpoint = async (pool: Pool, stream: string): Promise<void> => {
  await pool.query(make, [stream])
}

type CheckpointRow = {
  epoch: string | null
  last_id: string
  added: number
  removed: number
  needed_ms: number
  refilled_until: string | null
  lost_at_ms: number | null
  lost_needed_ms: number | null
  look_for_holes_at_ms: number | null
  last_entry: string | null
  mark: number
}

/** Undefined: another instance watches the stream right now. */
export const lockCheckpoint = async (tx: Tx, stream: string): Promise<Checkpoint | undefined> => {
  const [row] = await tx.query<CheckpointRow>(lock, [stream])
  if (!row) return undefined
  const { epoch, last_id: lastId, added, removed, needed_ms: neededMs, refilled_until: refilledUntil } = row
  const {
    last_entry: lastEntry,
    mark,
    lost_at_ms: atMs,
    lost_needed_ms: lostNeededMs,
    look_for_holes_at_ms: lookAtMs,
  } = row
  return {
    seen: epoch === null ? null : { epoch, lastId, lastEntry, added, removed },
    mark,
    neededMs,
    refilledUntil,
    loss: atMs === null || lookAtMs === null ? null : { atMs, neededMs: lostNeededMs ?? 0, lookAtMs },
  }
}

export const writeCheckpoint = async (
  tx: Tx,
  stream: string,
  { seen, mark, neededMs, refilledUntil, loss }: Checkpoint & { seen: StreamState },
): Promise<void> => {
  await tx.query(write, [
    stream,
    seen.epoch,
    seen.lastId,
    seen.added,
    seen.removed,
    neededMs,
    refilledUntil,
    loss?.atMs ?? null,
    loss?.neededMs ?? null,
    loss?.lookAtMs ?? null,
    seen.lastEntry,
    mark,
  ])
}

/** Records permanently that entries were lost. */
export const recordLoss = async (
  tx: Tx,
  stream: string,
  { cause, foundAtMs, sinceMs }: { cause: Loss; foundAtMs: number; sinceMs: number },
): Promise<void> => {
  await tx.query(record, [stream, cause, Math.round(foundAtMs), Math.max(0, Math.round(sinceMs))])
}
