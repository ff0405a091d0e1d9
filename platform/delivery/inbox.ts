import { sql, type Tx } from '../postgres/pool.ts'

// Sorted, so two transactions that claim the same events wait for each other instead of deadlocking.
const claimStatement = sql(
  'inbox-claim',
  `insert into inbox (consumer, event_id) select $1, id from unnest($2::text[]) as id order by id
   on conflict do nothing returning event_id`,
)

/**
 * Claims events for a consumer in the transaction of their effect; the table is platform/delivery/inbox.sql.
 * Waits for another open transaction that claims the same id.
 * @returns the ids that were not claimed before: only these may have an effect
 */
export const claim = async (tx: Tx, consumer: string, eventIds: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.query<{ event_id: string }>(claimStatement, [consumer, eventIds])
  return new Set(rows.map((row) => row.event_id))
}
