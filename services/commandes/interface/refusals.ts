import { refuseField } from '#services/refusals.ts'
import type { LigneRefusee } from '../domain/commande-vente.ts'

/** The problem that answers a refused line. */
export const refuseLine = ({ position, regle }: LigneRefusee) =>
  regle === 'produit-unique'
    ? refuseField(`/lignes/${position}/produit_id`, 'unique', 'already appears in an earlier line')
    : refuseField(`/lignes/${position}`, 'range', `has a ${regle} outside its limits`)
