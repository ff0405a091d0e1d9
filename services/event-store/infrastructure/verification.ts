import { type Pool, type Queryable, type Row, sql } from '#platform/postgres/pool.ts'
import { type EvenementScelle, empreinte, empreinteSceau, ouvrirRacine, type Sceau } from '../domain/chaine.ts'
import type { AnchorContent } from './anchor.ts'
import { readRemovedDays, removalFindings } from './removals.ts'
import { readSeals } from './seals.ts'

/** The result of checking the whole store; `violations` are sentences, at most 1,000. */
export type Verification = {
  events: number
  checkouts: number
  seals: number
  /** Events not covered by a seal yet: only the chain protects them. */
  unsealed: number
  violations: string[]
}

type EventRow = EvenementScelle & { hash: Buffer } & Row

const pageSize = 5_000
const violationsMax = 1_000

// Orders by the columns, and so by their index: bare names would mean the texts of the select list.
const page = sql(
  'event-verify-page',
  `select position::text, version::text, checkout_id::text, client_id::text, commande_id::text,
          payload_version::text, ts::text, ingested_at_ms::text, event_id, stream, type, entry_id, traceparent,
          payload::text, hash
   from event where (checkout_id, version) > ($1::uuid, $2::integer) order by event.checkout_id, event.version limit ${pageSize}`,
)
const snapshot = sql('event-verify-snapshot', 'set transaction isolation level repeatable read, read only')

const dayOf = (checkoutId: string): string =>
  new Date(Number.parseInt(checkoutId.slice(0, 8) + checkoutId.slice(9, 13), 16)).toISOString().slice(0, 10)

const readAfter = (queryable: Queryable, last: Pick<EventRow, 'checkout_id' | 'version'>): Promise<EventRow[]> => {
  const rows = queryable.query<EventRow>(page, [last.checkout_id, last.version])
  rows.catch(() => {}) // If checking the previous page fails first, nothing awaits this promise.
  return rows
}

/** The events of one checkout after another. The next page is read while the current one is checked. */
async function* byCheckout(queryable: Queryable): AsyncGenerator<EventRow[]> {
  let open: EventRow[] = []
  let next: Promise<EventRow[]> | undefined = readAfter(queryable, {
    checkout_id: '00000000-0000-0000-0000-000000000000',
    version: '0',
  })
  while (next !== undefined) {
    const rows: EventRow[] = await next
    const last = rows.at(-1)
    next = last === undefined || rows.length < pageSize ? undefined : readAfter(queryable, last)
    for (const row of rows) {
      if (open[0] !== undefined && open[0].checkout_id !== row.checkout_id) {
        yield open
        open = []
      }
      open.push(row)
    }
  }
  if (open.length > 0) yield open
}

const chainFindings = (events: readonly EventRow[]): string[] => {
  const found: string[] = []
  let before: EventRow | undefined
  events.forEach((event, index) => {
    const name = `checkout ${event.checkout_id}, version ${event.version}`
    if (Number(event.version) !== index + 1) found.push(`${name}: it should be version ${index + 1}`)
    if (!empreinte(before?.hash, event).equals(event.hash)) found.push(`${name}: the hash is not that of its content`)
    if (before && Number(before.position) >= Number(event.position))
      found.push(`${name}: its position is not after that of its cause`)
    before = event
  })
  return found
}

const anchorFindings = (seals: readonly Sceau[], anchor: readonly Sceau[]): string[] => [
  ...anchor.flatMap((line, index) => {
    const seal = seals[index]
    if (seal === undefined) return [`seal ${line.number} (${line.day}) is in the anchor but not in the database`]
    return JSON.stringify(seal) === JSON.stringify(line)
      ? []
      : [`seal ${line.number} (${line.day}) differs from the anchor`]
  }),
  ...seals.slice(anchor.length).map(({ number, day }) => `seal ${number} (${day}) is missing from the anchor`),
]

const sealChainFindings = (seals: readonly Sceau[]): string[] =>
  seals.flatMap((seal, index) => [
    ...(seal.number === index + 1 ? [] : [`seal ${seal.number} (${seal.day}) should be number ${index + 1}`]),
    ...(empreinteSceau(seals[index - 1]?.hash, seal) === seal.hash
      ? []
      : [`seal ${seal.number} (${seal.day}): the hash is not that of its content`]),
  ])

/** What the events yield for a seal, to compare with the seal. */
type Count = { sceau: Sceau; events: number; checkouts: number; racine: ReturnType<typeof ouvrirRacine> }

const addToCount = (count: Count, events: readonly EventRow[]): void => {
  const covered = events.filter(({ position }) => Number(position) <= count.sceau.up_to_position)
  const last = covered.at(-1)
  if (last === undefined) return
  count.events += covered.length
  count.checkouts += 1
  count.racine.ajouter({ checkout_id: last.checkout_id, version: Number(last.version), hash: last.hash })
}

const rootFindings = ({ sceau: seal, events, checkouts, racine: root }: Count): string[] => {
  const name = `seal ${seal.number} (${seal.day})`
  if (events !== seal.events || checkouts !== seal.checkouts) {
    return [`${name} covers ${seal.events} events of ${seal.checkouts} checkouts, there are ${events} of ${checkouts}`]
  }
  return root.fermer() === seal.root ? [] : [`${name}: the root is not that of its events`]
}

/**
 * Reads the whole store and recomputes versions, hashes, roots and seals without using any database function. While
 * events arrive, use `verifySnapshot`, which works on one snapshot.
 * @param anchor the content of the anchor; undefined: there is none to compare with
 */
export const verify = async (
  queryable: Queryable,
  anchor: AnchorContent | undefined,
  nowMs = Date.now(),
): Promise<Verification> => {
  const removedDays = await readRemovedDays(queryable)
  const removed = new Set(removedDays.map(({ day }) => day))
  const seals = await readSeals(queryable)
  const result: Verification = { events: 0, checkouts: 0, seals: seals.length, unsealed: 0, violations: [] }
  const report = (found: readonly string[]): void => {
    result.violations.push(...found.slice(0, violationsMax - result.violations.length))
  }
  report(sealChainFindings(seals))
  if (anchor !== undefined) report(anchorFindings(seals, anchor.seals))
  report(removalFindings(removedDays, seals, anchor, nowMs))

  const counts = seals
    .filter(({ day }) => !removed.has(day))
    .map((seal): Count => ({ sceau: seal, events: 0, checkouts: 0, racine: ouvrirRacine() }))
  const byDay = Map.groupBy(counts, ({ sceau: seal }) => seal.day)
  for await (const events of byCheckout(queryable)) {
    const day = dayOf(events[0]?.checkout_id ?? '')
    result.events += events.length
    result.checkouts += 1
    report(chainFindings(events))
    const ofDay = byDay.get(day) ?? []
    for (const count of ofDay) addToCount(count, events)
    const sealed = ofDay.at(-1)?.sceau.up_to_position ?? 0
    result.unsealed += events.filter(({ position }) => Number(position) > sealed).length
  }
  report(counts.flatMap(rootFindings))
  return result
}

/** The same on one snapshot, while the service runs. */
export const verifySnapshot = (pool: Pool, anchor: AnchorContent | undefined): Promise<Verification> =>
  pool.transaction(async (tx) => {
    await tx.query(snapshot)
    return verify(tx, anchor)
  })
