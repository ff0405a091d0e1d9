import { uuidForm } from '#platform/base/uuid.ts'
import { logOperation, on } from '#platform/delivery/operation-log.ts'
import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import type { Bus } from '#platform/stream/bus.ts'
import type { DeadLetter } from '#platform/stream/upkeep.ts'
import {
  type BeginRedrive,
  type EndRedrive,
  type ReadLetter,
  type ReadLetters,
  redriveDeadLetter,
  type StoredLetter,
} from '../application/dead-letters.ts'
import type { ReadAbandoned } from '../application/timelines.ts'
import type { Abandon } from '../domain/intervalle.ts'
import { resend } from './resend.ts'

const store = sql(
  'dead-letter-store',
  `insert into dead_letter (stream, consumer_group, entry_id, event_id, type, checkout_id, fields, reason, deliveries, given_up_at)
   select $1, e.g, e.entry_id, e.event_id, e.type, e.checkout_id, e.fields, e.reason, e.deliveries, e.at
   from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::json[], $8::text[], $9::integer[],
               $10::timestamptz[]) with ordinality
     as e (g, entry_id, event_id, type, checkout_id, fields, reason, deliveries, at, place)
   order by e.place
   on conflict (stream, consumer_group, entry_id) do nothing
   returning consumer_group, type`,
)
const columns = `dead_letter_id as lettre_id, stream, consumer_group as groupe, entry_id, event_id, type, checkout_id,
  fields as champs, reason as motif, deliveries as livraisons, given_up_at as abandonnee_le, etat,
  (select coalesce(json_agg(json_build_object('par', asked_by, 'application', application, 'le', asked_at,
            'resultat', result, 'detail', detail) order by redrive_id), '[]')
   from redrive where redrive.dead_letter_id = dead_letter.dead_letter_id) as relances`
const page = sql(
  'dead-letter-page',
  `select ${columns} from dead_letter
   where dead_letter_id > $1 and ($3::text is null or consumer_group = $3) and ($4::text is null or etat = $4)
     and ($5::text is null or type = $5) and ($6::text is null or position($6 in reason) > 0)
     and ($7::bigint is null or given_up_at < to_timestamp($7::bigint / 1000.0))
   order by dead_letter_id limit $2`,
)
const one = sql('dead-letter-one', `select ${columns} from dead_letter where dead_letter_id = $1`)
const lock = sql('dead-letter-lock', 'select etat from dead_letter where dead_letter_id = $1 for update')
// Serialises requests with the same key, even for different letters.
const lockKey = sql('redrive-lock-key', 'select pg_advisory_xact_lock(hashtextextended($1, 0))')
// A process that crashes while sending leaves a redrive without a result; after a minute it no longer blocks another.
const underWay = sql(
  'redrive-under-way',
  `select idempotency_key = $2 and asked_by = $3 and application = $4 as own from redrive
   where dead_letter_id = $1 and result is null and asked_at > clock_timestamp() - interval '1 minute' limit 1`,
)
const ask = sql(
  'redrive-ask',
  'insert into redrive (dead_letter_id, asked_by, application, idempotency_key) values ($1, $2, $3, $4) returning redrive_id',
)
const ofKey = sql(
  'redrive-of-key',
  'select dead_letter_id from redrive where idempotency_key = $1 and asked_by = $2 and application = $3 limit 1',
)
const end = sql(
  'redrive-end',
  `with ended as (
     update redrive set result = $3, detail = $4, new_entry_id = $5 where redrive_id = $1
   )
   update dead_letter set etat = 'relancee' where dead_letter_id = $2 and $3 = 'envoyee'`,
)
const countOpen = sql(
  'dead-letter-open',
  `select consumer_group, count(*)::integer as open from dead_letter where etat = 'ouverte' group by consumer_group`,
)

const ofCheckout = sql(
  'dead-letters-of-checkout',
  `select consumer_group as groupe, type, reason as motif, (extract(epoch from given_up_at) * 1000)::bigint as abandonnee_ms,
     (select (extract(epoch from min(asked_at)) * 1000)::bigint from redrive
      where redrive.dead_letter_id = dead_letter.dead_letter_id and result = 'envoyee') as relancee_ms
   from dead_letter where checkout_id = $1 order by dead_letter_id`,
)

const nullCharacter = String.fromCharCode(0)

/** Postgres text can't contain NUL. These columns are for reading; `fields` keeps the exact bytes. */
const readable = (text: string): string => text.replaceAll(nullCharacter, '\uFFFD').slice(0, 1_000)

const checkoutOf = ({ eventId }: DeadLetter): string | null => {
  const [aggregate = ''] = eventId.split(':')
  return uuidForm.test(aggregate) ? aggregate : null
}

/** Stores new letters; returns the group and type of each. */
export const storeDeadLetters = async (
  pool: Pool,
  stream: string,
  letters: readonly DeadLetter[],
): Promise<{ group: string; type: string }[]> => {
  const rows = await pool.query<{ consumer_group: string; type: string }>(store, [
    stream,
    letters.map(({ group }) => readable(group)),
    letters.map(({ entryId }) => readable(entryId)),
    letters.map(({ eventId }) => readable(eventId)),
    letters.map(({ type }) => readable(type)),
    letters.map(checkoutOf),
    letters.map(({ fields }) => JSON.stringify(fields)),
    letters.map(({ reason }) => readable(reason)),
    letters.map(({ deliveries }) => deliveries),
    letters.map(({ givenUpAtMs }) => new Date(givenUpAtMs)),
  ])
  return rows.map(({ consumer_group: group, type }) => ({ group, type }))
}

export const countOpenLetters = async (pool: Pool): Promise<{ group: string; open: number }[]> =>
  (await pool.query<{ consumer_group: string; open: number }>(countOpen)).map(({ consumer_group: group, open }) => ({
    group,
    open,
  }))

/** JSON has no dates: those of the redrives arrive as text. */
const letterOf = (row: StoredLetter): StoredLetter => ({
  ...row,
  relances: row.relances.map((redrive) => ({ ...redrive, le: new Date(redrive.le) })),
})

export const readLetters =
  (pool: Pool): ReadLetters =>
  async ({ groupe, etat, type, motif, avant_ms }, { after, limit }) => {
    const filter = [groupe ?? null, etat ?? null, type ?? null, motif ?? null, avant_ms ?? null]
    return (await pool.query<StoredLetter & Row>(page, [after, limit + 1, ...filter])).map(letterOf)
  }

export const readLetter =
  (pool: Pool): ReadLetter =>
  async (letterId) =>
    (await pool.query<StoredLetter & Row>(one, [letterId])).map(letterOf)[0]

export const readAbandoned =
  (pool: Pool): ReadAbandoned =>
  (checkoutId) =>
    pool.query<Abandon & Row>(ofCheckout, [checkoutId])

export const beginRedrive =
  (pool: Pool): BeginRedrive =>
  (letterId, { act, key }) =>
    pool.transaction(async (tx) => {
      const { author: par, application } = act
      await tx.query(lockKey, [`${application} ${par} ${key}`])
      const [locked] = await tx.query<{ etat: StoredLetter['etat'] }>(lock, [letterId])
      if (!locked) return { kind: 'lettre-morte-inconnue' }
      const [before] = await tx.query<{ dead_letter_id: number }>(ofKey, [key, par, application])
      if (before && before.dead_letter_id !== letterId) return { kind: 'idempotency-key-reused' }
      const [found] = (await tx.query<StoredLetter & Row>(one, [letterId])).map(letterOf)
      if (!found) return { kind: 'lettre-morte-inconnue' }
      if (locked.etat === 'relancee') return before ? { done: found } : { kind: 'lettre-deja-relancee' }
      const [sending] = await tx.query<{ own: boolean }>(underWay, [letterId, key, par, application])
      if (sending) return { kind: sending.own ? 'idempotency-in-flight' : 'relance-en-cours' }
      const [asked] = await tx.query<{ redrive_id: number }>(ask, [letterId, par, application, key])
      await logOperation(tx, on(act, 'lettre_morte', letterId))
      return { redriveId: asked?.redrive_id ?? 0, letter: found }
    })

export const endRedrive =
  (pool: Pool): EndRedrive =>
  async (redriveId, letterId, outcome) => {
    const { resultat } = outcome
    const detail = outcome.resultat === 'echouee' ? readable(outcome.detail) : null
    await pool.query(end, [
      redriveId,
      letterId,
      resultat,
      detail,
      outcome.resultat === 'envoyee' ? outcome.entryId : null,
    ])
  }

/** Redrives dead letters of this database on this bus. */
export const redriveIn = ({ pool, bus }: { pool: Pool; bus: Pick<Bus, 'append'> }) =>
  redriveDeadLetter({ begin: beginRedrive(pool), resend: resend(bus), end: endRedrive(pool), read: readLetter(pool) })
