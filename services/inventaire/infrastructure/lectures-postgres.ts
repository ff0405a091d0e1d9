import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import type { DemandePlacee, Lectures } from '../application/ports.ts'
import type { DemandeReapprovisionnement } from '../domain/demande-reapprovisionnement.ts'
import { quantite } from '../domain/quantite.ts'
import { colonnesStock, colonnesStockLocal, type LigneStock, type LigneStockLocal } from './stocks-postgres.ts'

const disponibles = sql(
  'lire-disponibles',
  'select produit_id, disponible from stock_central where produit_id = any($1)',
)
const stockCentral = sql('lire-stock-central', `select ${colonnesStock} from stock_central where produit_id = $1`)
const stocksCentraux = sql(
  'lire-stocks-centraux',
  `select ${colonnesStock} from stock_central where produit_id > $1::bigint order by produit_id limit $2`,
)
const magasin = sql('lire-magasin', 'select from magasin where magasin_id = $1')
const stocksLocaux = sql(
  'lire-stocks-locaux',
  `select ${colonnesStockLocal} from stock_local where magasin_id = $1 and produit_id > $2::bigint
   order by produit_id limit $3`,
)
const colonnesDemande = `demande_id, position, magasin_id, produit_id, quantite, statut, motif_rejet,
  (extract(epoch from created_at) * 1000)::bigint as creee_a`
const demande = sql('lire-demande', `select ${colonnesDemande} from demande_reapprovisionnement where demande_id = $1`)
const demandes = sql(
  'lire-demandes',
  `select ${colonnesDemande} from demande_reapprovisionnement
   where ($1::text is null or statut = $1) and position > $2 order by position limit $3`,
)

type LigneDemande = Row & {
  demande_id: string
  position: number
  magasin_id: number
  produit_id: number
  quantite: number
  statut: DemandeReapprovisionnement['statut']
  motif_rejet: string | null
  creee_a: number
}

const demandeDe = (ligne: LigneDemande): DemandePlacee => {
  const pieces = quantite(ligne.quantite)
  if (pieces === undefined) throw new Error(`request ${ligne.demande_id} has no valid quantity`)
  const commun = {
    demandeId: ligne.demande_id,
    position: ligne.position,
    magasinId: ligne.magasin_id,
    produitId: ligne.produit_id,
    quantite: pieces,
    creeeA: ligne.creee_a,
  }
  return ligne.statut === 'rejetee'
    ? { ...commun, statut: ligne.statut, motifRejet: ligne.motif_rejet ?? '' }
    : { ...commun, statut: ligne.statut }
}

export const lecturesDans = (pool: Pool): Lectures => ({
  disponibles: async (produitIds) => {
    const lignes = await pool.query<{ produit_id: number; disponible: number }>(disponibles, [produitIds])
    return new Map(lignes.map((ligne) => [ligne.produit_id, ligne.disponible]))
  },
  stockCentral: async (produitId) => (await pool.query<LigneStock>(stockCentral, [produitId]))[0],
  stocksCentraux: ({ after, limit }) => pool.query<LigneStock>(stocksCentraux, [after, limit + 1]),
  stocksLocaux: async (magasinId, { after, limit }) => {
    if ((await pool.query(magasin, [magasinId])).length === 0) return undefined
    return pool.query<LigneStockLocal>(stocksLocaux, [magasinId, after, limit + 1])
  },
  demande: async (demandeId) => {
    const [ligne] = await pool.query<LigneDemande>(demande, [demandeId])
    return ligne && demandeDe(ligne)
  },
  demandes: async (statut, { after, limit }) =>
    (await pool.query<LigneDemande>(demandes, [statut, after, limit + 1])).map(demandeDe),
})
