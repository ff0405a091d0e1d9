import type { Row } from '#platform/postgres/pool.ts'
import type { PlacedRequest } from '../application/ports.ts'
import type { DemandeReapprovisionnement } from '../domain/demande-reapprovisionnement.ts'
import { quantite } from '../domain/quantite.ts'

/** The columns of a restocking request, as `restockRequestOf` reads them. */
export const requestColumns = `demande_id, position, magasin_id, produit_id, quantite, statut, motif_rejet, approuvee_par,
  (extract(epoch from created_at) * 1000)::bigint as creee_a`

export type RequestRow = Row & {
  demande_id: string
  position: number
  magasin_id: number
  produit_id: number
  quantite: number
  statut: DemandeReapprovisionnement['statut']
  motif_rejet: string | null
  approuvee_par: string | null
  creee_a: number
}

export const restockRequestOf = (row: RequestRow): PlacedRequest => {
  const pieces = quantite(row.quantite)
  if (pieces === undefined) throw new Error(`request ${row.demande_id} has no valid quantity`)
  const common = {
    demandeId: row.demande_id,
    position: row.position,
    magasinId: row.magasin_id,
    produitId: row.produit_id,
    quantite: pieces,
    creeeA: row.creee_a,
  }
  switch (row.statut) {
    case 'en_attente':
      return { ...common, statut: row.statut }
    case 'approuvee':
      return { ...common, statut: row.statut, approuveePar: row.approuvee_par ?? '' }
    case 'rejetee':
      return { ...common, statut: row.statut, motifRejet: row.motif_rejet ?? '' }
    default:
      return row.statut satisfies never
  }
}
