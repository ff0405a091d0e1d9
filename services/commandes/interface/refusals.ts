import { refuseField } from '#services/refusals.ts'
import type { LigneRefusee } from '../domain/commande-vente.ts'
import type { PeriodeRefusee } from '../domain/periode.ts'

/** The problem that answers a refused line. */
export const refuseLine = ({ position, regle }: LigneRefusee) =>
  regle === 'produit-unique'
    ? refuseField(`/lignes/${position}/produit_id`, 'unique', 'already appears in an earlier line')
    : refuseField(`/lignes/${position}`, 'range', `has a ${regle} outside its limits`)

export const refuseInstant = (field: 'debut' | 'fin') =>
  refuseField(field, 'range', 'is not a moment from 1970 to 2243')

/** The problem that answers a refused period. */
export const refusePeriod = ({ regle }: PeriodeRefusee) => {
  if (regle === 'instant') return refuseField('fin', 'range', 'or debut is not a moment from 1970 to 2243')
  return regle === 'ordre'
    ? refuseField('fin', 'order', 'must be after debut')
    : refuseField('fin', 'range', 'must be at most 366 days after debut')
}
