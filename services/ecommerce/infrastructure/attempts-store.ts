import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { AdmitAttempt, ForgetAttempts } from '../application/open-session.ts'
import type { Account } from '../application/sessions.ts'
import type { Courriel } from '../domain/client.ts'
import type { ClientKeys } from './client-keys.ts'

/** The number of wrong passwords allowed, and the time after which one of them is forgiven. */
type Allowance = { readonly attemptsMax: number; readonly forgivenAfterSeconds: number }
/** `perSource`: per address and source. `overall`: per address, all sources together. */
export type Limits = { readonly perSource: Allowance; readonly overall: Allowance }

// `overall` equals ten sources trying constantly: fewer can't lock the owner of an account out.
export const currentLimits: Limits = {
  perSource: { attemptsMax: 10, forgivenAfterSeconds: 30 },
  overall: { attemptsMax: 100, forgivenAfterSeconds: 3 },
}

const admit = sql('attempt-admit', 'select tentative_admettre($1, $2, $3, $4, $5, $6, $7) as seconds')
const forget = sql('attempts-forget', 'select tentative_oublier($1, $2)')

type Parts = {
  pool: Pool
  /** Whose address it is: a customer and a member of staff with the same address are limited separately. */
  kind: Account['kind']
  keys: Pick<ClientKeys, 'emailDigest' | 'sourceDigest'>
  nowMs: () => number
  limite?: Limits
}

const digestOf = ({ keys, kind }: Pick<Parts, 'keys' | 'kind'>, courriel: Courriel): Buffer =>
  keys.emailDigest(kind === 'client' ? courriel : `${kind} ${courriel}`)

export const admitAttempt =
  ({ pool, keys, kind, nowMs, limite: { perSource, overall } = currentLimits }: Parts): AdmitAttempt =>
  async (courriel, source) => {
    const [row] = await pool.query<{ seconds: number | null }>(admit, [
      digestOf({ keys, kind }, courriel),
      keys.sourceDigest(source),
      new Date(nowMs()),
      perSource.attemptsMax,
      perSource.forgivenAfterSeconds,
      overall.attemptsMax,
      overall.forgivenAfterSeconds,
    ])
    const seconds = row?.seconds ?? undefined
    return seconds === undefined ? undefined : { waitSeconds: seconds }
  }

export const forgetAttempts =
  ({ pool, keys, kind }: Pick<Parts, 'pool' | 'keys' | 'kind'>): ForgetAttempts =>
  async (courriel, source) => {
    await pool.query(forget, [digestOf({ keys, kind }, courriel), keys.sourceDigest(source)])
  }
