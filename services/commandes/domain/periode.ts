/** From `debutMs` up to, but without, `finMs`; milliseconds since the epoch. */
export type Periode = { readonly debutMs: number; readonly finMs: number }

/** Refusal: the period ends before it begins, is too long, or lies outside the years that are supported. */
export type PeriodeRefusee = { readonly kind: 'periode-refusee'; readonly regle: 'ordre' | 'duree' | 'instant' }

const jourMs = 86_400_000
export const semaineMs = 7 * jourMs
export const dureeParDefautMs = 30 * jourMs
const dureeMaxMs = 366 * jourMs

/** Sales are recorded after 1970, and before the microseconds of their moments leave the safe integers. */
export const instantMaxMs = 8_640_000_000_000

const estInstant = (ms: number): boolean => Number.isSafeInteger(ms) && ms >= 0 && ms <= instantMaxMs

export const periode = (debutMs: number, finMs: number): Periode | PeriodeRefusee => {
  if (!(estInstant(debutMs) && estInstant(finMs))) return { kind: 'periode-refusee', regle: 'instant' }
  if (finMs <= debutMs) return { kind: 'periode-refusee', regle: 'ordre' }
  return finMs - debutMs > dureeMaxMs ? { kind: 'periode-refusee', regle: 'duree' } : { debutMs, finMs }
}

/** The whole days of a period, counted from 1970-01-01 in UTC: from `premier` up to, but without, `fin`; and what is left of it. */
export type Decoupe = { readonly premier: number; readonly fin: number; readonly restes: readonly Periode[] }

/** Cuts a period into whole days and at most two parts of days. */
export const decouper = ({ debutMs, finMs }: Periode): Decoupe => {
  const [premier, fin] = [Math.ceil(debutMs / jourMs), Math.floor(finMs / jourMs)]
  if (fin <= premier) return { premier, fin: premier, restes: [{ debutMs, finMs }] }
  const restes = [
    { debutMs, finMs: premier * jourMs },
    { debutMs: fin * jourMs, finMs },
  ]
  return { premier, fin, restes: restes.filter((reste) => reste.debutMs < reste.finMs) }
}

/** The period of the same length directly before. */
export const precedente = ({ debutMs, finMs }: Periode): Periode => ({
  debutMs: debutMs - (finMs - debutMs),
  finMs: debutMs,
})
