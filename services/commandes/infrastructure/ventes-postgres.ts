import { mapOnce, onceInOneStatement } from '#platform/delivery/idempotency.ts'
import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import type {
  AnnulerVente,
  EcrireVente,
  EpochSuperseded,
  LireMagasins,
  LireVente,
  TrancherVente,
} from '../application/ports.ts'
import { commandeVente } from '../domain/commande-vente.ts'
import type { Magasin } from '../domain/magasin.ts'
import type { Vente, VenteAnnulee } from '../domain/vente.ts'

const enregistrer = sql(
  'enregistrer-vente',
  'select enregistrer_vente($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as once',
)
const annuler = sql('annuler-vente', 'select annuler_vente($1, $2, $3, $4, $5, $6) as once')
const trancher = sql('trancher-vente', 'select trancher_vente($1, $2, $3, $4, $5) as once')
const lire = sql(
  'lire-vente',
  `select commande_id, checkout_id, client_id, etat, total_cents,
     array(select json_build_object('produitId', produit_id, 'quantite', quantite, 'prixCents', prix_unitaire_cents)
           from vente_ligne where vente_ligne.commande_id = vente.commande_id order by position) as lignes
   from vente where commande_id = $1`,
)
const magasins = sql(
  'lire-magasins',
  'select magasin_id as "magasinId", nom from magasin where magasin_id > $1::bigint order by magasin_id limit $2',
)

// The functions' answers, as stored under the key.
type VenteEcrite = { kind: 'enregistree'; commande_id: string } | VenteAnnulee | EpochSuperseded
type VenteTranchee = { kind: 'enregistree'; commande_id: string } | (VenteAnnulee & { motif: string | null })
type Annulation = { kind: 'annulee'; commande_id: string | null } | EpochSuperseded

/** One round trip; the function is in the migrations. */
export const ecrireVenteDans =
  (pool: Pool): EcrireVente =>
  async (demande, vente) => {
    const { checkoutId, commandeId, magasinId, clientId, totalCents, lignes } = vente
    const once = await onceInOneStatement<VenteEcrite>(pool, enregistrer, demande, [
      demande.epoch,
      checkoutId,
      commandeId,
      magasinId,
      clientId,
      totalCents,
      lignes.map(({ produitId }) => produitId),
      lignes.map(({ quantite }) => quantite),
      lignes.map(({ prixUnitaire }) => prixUnitaire),
    ])
    return mapOnce(once, (outcome) =>
      outcome.kind === 'enregistree' ? { kind: 'enregistree', commandeId: outcome.commande_id } : outcome,
    )
  }

/** One round trip; the function is in the migrations. */
export const annulerVenteDans =
  (pool: Pool): AnnulerVente =>
  async (demande, checkoutId, motif) => {
    const once = await onceInOneStatement<Annulation>(pool, annuler, demande, [demande.epoch, checkoutId, motif])
    return mapOnce(once, (outcome) =>
      outcome.kind === 'annulee' ? { kind: 'annulee', commandeId: outcome.commande_id } : outcome,
    )
  }

/** One round trip; the function is in the migrations. */
export const trancherVenteDans =
  (pool: Pool): TrancherVente =>
  async (demande, checkoutId, motif) => {
    const once = await onceInOneStatement<VenteTranchee>(pool, trancher, demande, [checkoutId, motif])
    return mapOnce(once, (outcome) =>
      outcome.kind === 'enregistree' ? { kind: 'enregistree', commandeId: outcome.commande_id } : outcome,
    )
  }

type LigneVente = Row & {
  commande_id: string
  checkout_id: string
  client_id: string
  etat: Vente['etat']
  total_cents: number
  lignes: { produitId: number; quantite: number; prixCents: number }[]
}

export const lireVenteDans =
  (pool: Pool): LireVente =>
  async (commandeId) => {
    const [ligne] = await pool.query<LigneVente>(lire, [commandeId])
    if (ligne === undefined) return undefined
    const { checkout_id: checkoutId, client_id: clientId, lignes, etat, total_cents: totalCents } = ligne
    const commande = commandeVente({ checkoutId, clientId, lignes })
    if ('kind' in commande) throw new Error(`sale ${commandeId} is stored with an invalid line`)
    return { ...commande, commandeId, etat, totalCents }
  }

export const lireMagasinsDans =
  (pool: Pool): LireMagasins =>
  ({ after, limit }) =>
    pool.query<Magasin & Row>(magasins, [after, limit + 1])
