import { uuidForm } from '#platform/base/uuid.ts'
import { once } from '#platform/delivery/idempotency.ts'
import { type Act, logOperation, on, onceLogged } from '#platform/delivery/operation-log.ts'
import type { PageRequest } from '#platform/http/page.ts'
import { type Pool, sql, type Tx } from '#platform/postgres/pool.ts'
import type { WritePassword } from '../application/change-password.ts'
import { answerOf } from '../application/repeatable-request.ts'
import type {
  ChangeStaff,
  ReadStaffCredentials,
  ReplaceStaffHash,
  SetTemporary,
  WriteStaff,
} from '../application/staff.ts'
import { changerEmploye, type Employe, estAdministrateur, rendreProvisoire } from '../domain/employe.ts'
import { keyedWith } from './keyed-hash.ts'
import { closeOtherSessions, closeSessionsOf } from './session-store.ts'

const columns = 'employe_id, nom, courriel, role, actif, provisoire'
const insert = sql(
  'staff-insert',
  `insert into employe (nom, courriel, mot_de_passe, role) values ($1, $2, $3, $4)
   on conflict (courriel) do nothing returning ${columns}`,
)
const journal = sql(
  'staff-journal',
  `insert into journal_employe (employe_id, action, role, actif, par, par_role, application)
   values ($1, $2, $3, $4, $5, $6, $7)`,
)
// Changes wait for each other, so that two administrators can't disable each other at once.
const lock = sql('staff-lock', `select pg_advisory_xact_lock(hashtextextended('employe', 0))`)
const all = sql('staff-all', `select ${columns} from employe`)
const update = sql('staff-update', 'update employe set role = $2, actif = $3 where employe_id = $1')
const setTemporaryHash = sql(
  'staff-temporary',
  'update employe set mot_de_passe = $2, provisoire = true where employe_id = $1',
)
const replaceHash = sql(
  'staff-replace-hash',
  `update employe set mot_de_passe = $3, provisoire = false
   where employe_id = $1 and mot_de_passe = $2 and actif returning ${columns}`,
)
const byId = sql('staff-by-id', `select ${columns}, mot_de_passe from employe where employe_id = $1`)
/** No account has this id. The subject of a token may be any text, which Postgres rejects. */
const nobody = '00000000-0000-0000-0000-000000000000'
const list = sql(
  'staff-list',
  `select ${columns}, position::float8 from employe where position > $1 order by position limit $2`,
)
const byAddress = sql('staff-by-address', `select ${columns}, mot_de_passe from employe where courriel = $1 and actif`)

type Action = 'creation' | 'modification' | 'mot-de-passe' | 'mot-de-passe-provisoire'
/** `author` and `role` are null for the first administrator. */
type By = { author: string | null; role: string | null; application: string }

/** The journal of accounts keeps what each change made of the account; the log of operations, who did something and why. */
const record = async (tx: Tx, action: Action, employe: Employe, by: By): Promise<void> => {
  const { employe_id, role, actif } = employe
  await tx.query(journal, [employe_id, action, role, actif, by.author, by.role, by.application])
}

const onStaff = (act: Act) => (answer: Employe | { kind: string }) =>
  'kind' in answer ? undefined : on(act, 'employe', answer.employe_id)

/** All accounts, which no other transaction changes until this one ends. */
const lockEveryone = async (tx: Tx): Promise<Employe[]> => {
  await tx.query(lock)
  return tx.query<Employe>(all)
}

const isAdministrator = (everyone: readonly Employe[], { author }: Act): boolean =>
  everyone.some((one) => one.employe_id === author && estAdministrateur(one))

const add = async (tx: Tx, employe: Omit<Employe, 'employe_id'> & { hash: string }, by: By) => {
  const { nom, courriel, hash, role } = employe
  const [row] = await tx.query<Employe>(insert, [nom, courriel, hash, role])
  if (row) await record(tx, 'creation', row, by)
  return row
}

export const writeStaff =
  (pool: Pool): WriteStaff =>
  async (employe, act, request) => {
    const effect = async (tx: Tx) => {
      if (!isAdministrator(await lockEveryone(tx), act)) return { kind: 'auteur-sans-droit' } as const
      return (await add(tx, employe, act)) ?? ({ kind: 'courriel-pris' } as const)
    }
    return answerOf(await onceLogged(pool, keyedWith(request, employe.hash), effect, onStaff(act)))
  }

export const changeStaff =
  (pool: Pool): ChangeStaff =>
  async ({ employe_id, role, actif }, act, request) => {
    const effect = async (tx: Tx) => {
      const everyone = await lockEveryone(tx)
      if (!isAdministrator(everyone, act)) return { kind: 'auteur-sans-droit' } as const
      const employe = everyone.find((one) => one.employe_id === employe_id)
      if (employe === undefined) return { kind: 'employe-inconnu' } as const
      const others = everyone.filter((one) => one !== employe && estAdministrateur(one)).length
      const changed = changerEmploye(employe, { role, actif }, others)
      if ('kind' in changed) return changed
      await tx.query(update, [employe_id, role, actif])
      await closeSessionsOf(tx, employe_id)
      await record(tx, 'modification', changed, act)
      return changed
    }
    return answerOf(await onceLogged(pool, request, effect, onStaff(act)))
  }

export const listStaff =
  (pool: Pool) =>
  ({ after, limit }: PageRequest): Promise<(Employe & { position: number })[]> =>
    pool.query<Employe & { position: number }>(list, [after, limit + 1])

export const readStaffCredentials =
  (pool: Pool): ReadStaffCredentials =>
  async (courriel) => {
    const [row] = await pool.query<Employe & { mot_de_passe: string }>(byAddress, [courriel])
    if (row === undefined) return undefined
    const { mot_de_passe, ...employe } = row
    return { employe, hash: mot_de_passe }
  }

export const readStaffAccount =
  (pool: Pool) =>
  async (employe_id: string): Promise<{ employe: Employe; hash: string } | undefined> => {
    const [row] = await pool.query<Employe & { mot_de_passe: string }>(byId, [
      uuidForm.test(employe_id) ? employe_id : nobody,
    ])
    if (row === undefined) return undefined
    const { mot_de_passe, ...employe } = row
    return { employe, hash: mot_de_passe }
  }

export const setTemporary =
  (pool: Pool): SetTemporary =>
  async ({ employe_id, hash }, act, request) => {
    const effect = async (tx: Tx) => {
      const everyone = await lockEveryone(tx)
      if (!isAdministrator(everyone, act)) return { kind: 'auteur-sans-droit' } as const
      const employe = everyone.find((one) => one.employe_id === employe_id)
      if (employe === undefined) return { kind: 'employe-inconnu' } as const
      const changed = rendreProvisoire(employe, act.author)
      if ('kind' in changed) return changed
      await tx.query(setTemporaryHash, [employe_id, hash])
      await closeSessionsOf(tx, employe_id)
      await record(tx, 'mot-de-passe-provisoire', changed, act)
      return changed
    }
    return answerOf(await onceLogged(pool, keyedWith(request, hash), effect, onStaff(act)))
  }

type Replacement = { id: string; from: string; to: string; kept: string | undefined }

const replaceIn = async (tx: Tx, { id, from, to, kept }: Replacement, act: Act): Promise<boolean> => {
  const [changed] = await tx.query<Employe>(replaceHash, [id, from, to])
  if (changed === undefined) return false
  await closeOtherSessions(tx, id, kept)
  await record(tx, 'mot-de-passe', changed, act)
  await logOperation(tx, on(act, 'employe', id))
  return true
}

export const replaceStaffHash =
  (pool: Pool): ReplaceStaffHash =>
  ({ id, from, to }, act) =>
    pool.transaction((tx) => replaceIn(tx, { id, from, to, kept: undefined }, act))

export const writeStaffPassword =
  (pool: Pool): WritePassword =>
  async (change, act, request) =>
    answerOf(
      await once(pool, keyedWith(request, change.to), async (tx) =>
        (await replaceIn(tx, change, act)) ? { change: true as const } : ({ kind: 'mot-de-passe-errone' } as const),
      ),
    )

const anyAdministrator = sql('staff-any-administrator', `select from employe where role = 'administrateur' limit 1`)

export const hasAdministrator = async (pool: Pool): Promise<boolean> => (await pool.query(anyAdministrator)).length > 0

/** Creates the first administrator; does nothing in a shop that has one, so the account stays as it is. */
export const ensureFirstAdministrator = (
  pool: Pool,
  administrator: Pick<Employe, 'nom' | 'courriel'> & { hash: string },
): Promise<boolean> =>
  pool.transaction(async (tx) => {
    if ((await lockEveryone(tx)).some(({ role }) => role === 'administrateur')) return false
    const employe = { ...administrator, role: 'administrateur', actif: true, provisoire: false } as const
    await add(tx, employe, { author: null, role: null, application: 'first-administrator' })
    return true
  })
