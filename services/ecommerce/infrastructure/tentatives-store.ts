import { type Pool, sql } from '#platform/postgres/pool.ts'
import type { AdmettreTentative, OublierTentatives } from '../application/ouvrir-session.ts'
import type { ClesClients } from './cles-clients.ts'

/** The number of wrong passwords allowed, and the time after which one of them is forgiven. */
type Compte = { readonly tentativesMax: number; readonly pardonSecondes: number }
/** `parSource`: per address and source. `partout`: per address, all sources together. */
export type Limite = { readonly parSource: Compte; readonly partout: Compte }

// `partout` equals ten sources trying constantly: fewer can't lock the owner of an account out.
export const limiteCourante: Limite = {
  parSource: { tentativesMax: 10, pardonSecondes: 30 },
  partout: { tentativesMax: 100, pardonSecondes: 3 },
}

const admit = sql('tentative-admettre', 'select tentative_admettre($1, $2, $3, $4, $5, $6, $7) as secondes')
const forget = sql('tentative-oublier', 'select tentative_oublier($1, $2)')

type Parts = {
  pool: Pool
  cles: Pick<ClesClients, 'empreinteCourriel' | 'empreinteSource'>
  nowMs: () => number
  limite?: Limite
}

export const admettreTentative =
  ({ pool, cles, nowMs, limite: { parSource, partout } = limiteCourante }: Parts): AdmettreTentative =>
  async (courriel, source) => {
    const [row] = await pool.query<{ secondes: number | null }>(admit, [
      cles.empreinteCourriel(courriel),
      cles.empreinteSource(source),
      new Date(nowMs()),
      parSource.tentativesMax,
      parSource.pardonSecondes,
      partout.tentativesMax,
      partout.pardonSecondes,
    ])
    const secondes = row?.secondes ?? undefined
    return secondes === undefined ? undefined : { attendreSecondes: secondes }
  }

export const oublierTentatives =
  ({ pool, cles }: Pick<Parts, 'pool' | 'cles'>): OublierTentatives =>
  async (courriel, source) => {
    await pool.query(forget, [cles.empreinteCourriel(courriel), cles.empreinteSource(source)])
  }
