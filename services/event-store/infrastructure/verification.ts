import { type Pool, type Queryable, type Row, sql } from '#platform/postgres/pool.ts'
import { type EvenementScelle, empreinte, empreinteSceau, ouvrirRacine, type Sceau } from '../domain/chaine.ts'
import type { Ancre } from './ancre.ts'
import { lireJoursRetires, retraitFindings } from './retraits.ts'
import { lireSceaux } from './sceaux.ts'

/** The result of checking the whole store; `violations` are sentences, at most 1,000. */
export type Verification = {
  evenements: number
  checkouts: number
  sceaux: number
  /** Events not covered by a seal yet: only the chain protects them. */
  nonScelles: number
  violations: string[]
}

type Ligne = EvenementScelle & { hash: Buffer } & Row

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

const readAfter = (queryable: Queryable, last: Pick<Ligne, 'checkout_id' | 'version'>): Promise<Ligne[]> => {
  const rows = queryable.query<Ligne>(page, [last.checkout_id, last.version])
  rows.catch(() => {}) // If checking the previous page fails first, nothing awaits this promise.
  return rows
}

/** The events of one checkout after another. The next page is read while the current one is checked. */
async function* parCheckout(queryable: Queryable): AsyncGenerator<Ligne[]> {
  let open: Ligne[] = []
  let next: Promise<Ligne[]> | undefined = readAfter(queryable, {
    checkout_id: '00000000-0000-0000-0000-000000000000',
    version: '0',
  })
  while (next !== undefined) {
    const rows: Ligne[] = await next
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

const chainFindings = (evenements: readonly Ligne[]): string[] => {
  const found: string[] = []
  let before: Ligne | undefined
  evenements.forEach((evenement, index) => {
    const name = `checkout ${evenement.checkout_id}, version ${evenement.version}`
    if (Number(evenement.version) !== index + 1) found.push(`${name}: it should be version ${index + 1}`)
    if (!empreinte(before?.hash, evenement).equals(evenement.hash))
      found.push(`${name}: the hash is not that of its content`)
    if (before && Number(before.position) >= Number(evenement.position))
      found.push(`${name}: its position is not after that of its cause`)
    before = evenement
  })
  return found
}

const anchorFindings = (sceaux: readonly Sceau[], ancre: readonly Sceau[]): string[] => [
  ...ancre.flatMap((line, index) => {
    const sceau = sceaux[index]
    if (sceau === undefined) return [`seal ${line.number} (${line.day}) is in the anchor but not in the database`]
    return JSON.stringify(sceau) === JSON.stringify(line)
      ? []
      : [`seal ${line.number} (${line.day}) differs from the anchor`]
  }),
  ...sceaux.slice(ancre.length).map(({ number, day }) => `seal ${number} (${day}) is missing from the anchor`),
]

const sealChainFindings = (sceaux: readonly Sceau[]): string[] =>
  sceaux.flatMap((sceau, index) => [
    ...(sceau.number === index + 1 ? [] : [`seal ${sceau.number} (${sceau.day}) should be number ${index + 1}`]),
    ...(empreinteSceau(sceaux[index - 1]?.hash, sceau) === sceau.hash
      ? []
      : [`seal ${sceau.number} (${sceau.day}): the hash is not that of its content`]),
  ])

/** What the events yield for a seal, to compare with the seal. */
type Compte = { sceau: Sceau; events: number; checkouts: number; racine: ReturnType<typeof ouvrirRacine> }

const compter = (compte: Compte, evenements: readonly Ligne[]): void => {
  const covered = evenements.filter(({ position }) => Number(position) <= compte.sceau.up_to_position)
  const last = covered.at(-1)
  if (last === undefined) return
  compte.events += covered.length
  compte.checkouts += 1
  compte.racine.ajouter({ checkout_id: last.checkout_id, version: Number(last.version), hash: last.hash })
}

const rootFindings = ({ sceau, events, checkouts, racine }: Compte): string[] => {
  const name = `seal ${sceau.number} (${sceau.day})`
  if (events !== sceau.events || checkouts !== sceau.checkouts) {
    return [
      `${name} covers ${sceau.events} events of ${sceau.checkouts} checkouts, there are ${events} of ${checkouts}`,
    ]
  }
  return racine.fermer() === sceau.root ? [] : [`${name}: the root is not that of its events`]
}

/**
 * Reads the whole store and recomputes versions, hashes, roots and seals without using any database function. While
 * events arrive, use `verifier`, which works on one snapshot.
 * @param ancre the content of the anchor; undefined: there is none to compare with
 */
export const verifierAuRepos = async (
  queryable: Queryable,
  ancre: Ancre | undefined,
  nowMs = Date.now(),
): Promise<Verification> => {
  const retires = await lireJoursRetires(queryable)
  const removed = new Set(retires.map(({ day }) => day))
  const sceaux = await lireSceaux(queryable)
  const result: Verification = { evenements: 0, checkouts: 0, sceaux: sceaux.length, nonScelles: 0, violations: [] }
  const report = (found: readonly string[]): void => {
    result.violations.push(...found.slice(0, violationsMax - result.violations.length))
  }
  report(sealChainFindings(sceaux))
  if (ancre !== undefined) report(anchorFindings(sceaux, ancre.sceaux))
  report(retraitFindings(retires, sceaux, ancre, nowMs))

  const comptes = sceaux
    .filter(({ day }) => !removed.has(day))
    .map((sceau): Compte => ({ sceau, events: 0, checkouts: 0, racine: ouvrirRacine() }))
  const parJour = Map.groupBy(comptes, ({ sceau }) => sceau.day)
  for await (const evenements of parCheckout(queryable)) {
    const day = dayOf(evenements[0]?.checkout_id ?? '')
    result.evenements += evenements.length
    result.checkouts += 1
    report(chainFindings(evenements))
    const ofDay = parJour.get(day) ?? []
    for (const compte of ofDay) compter(compte, evenements)
    const sealed = ofDay.at(-1)?.sceau.up_to_position ?? 0
    result.nonScelles += evenements.filter(({ position }) => Number(position) > sealed).length
  }
  report(comptes.flatMap(rootFindings))
  return result
}

/** The same on one snapshot, while the service runs. */
export const verifier = (pool: Pool, ancre: Ancre | undefined): Promise<Verification> =>
  pool.transaction(async (tx) => {
    await tx.query(snapshot)
    return verifierAuRepos(tx, ancre)
  })
