import { mapOnce, onceInOneStatement } from '#platform/delivery/idempotency.ts'
import { type Pool, type Row, sql } from '#platform/postgres/pool.ts'
import type { CancelSale, DecideSale, EpochSuperseded, ReadSale, ReadShops, WriteSale } from '../application/ports.ts'
import { commandeVente } from '../domain/commande-vente.ts'
import type { Magasin } from '../domain/magasin.ts'
import type { Vente, VenteAnnulee } from '../domain/vente.ts'

const record = sql('record-sale', 'select enregistrer_vente($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as once')
const cancel = sql('cancel-sale', 'select annuler_vente($1, $2, $3, $4, $5, $6) as once')
const decide = sql('decide-sale', 'select trancher_vente($1, $2, $3, $4, $5) as once')
const read = sql(
  'read-sale',
  `select commande_id, checkout_id, client_id, etat, total_cents,
     array(select json_build_object('produitId', produit_id, 'quantite', quantite, 'prixCents', prix_unitaire_cents)
           from vente_ligne where vente_ligne.commande_id = vente.commande_id order by position) as lignes
   from vente where commande_id = $1`,
)
const readAllShops = sql(
  'read-shops',
  'select magasin_id as "magasinId", nom from magasin where magasin_id > $1::bigint order by magasin_id limit $2',
)

// The functions' answers, as stored under the key.
type StoredSale = { kind: 'enregistree'; commande_id: string } | VenteAnnulee | EpochSuperseded
type StoredDecision = { kind: 'enregistree'; commande_id: string } | (VenteAnnulee & { motif: string | null })
type StoredCancellation = { kind: 'annulee'; commande_id: string | null } | EpochSuperseded

/** One round trip; the function is in the migrations. */
export const writeSaleIn =
  (pool: Pool): WriteSale =>
  async (request, sale) => {
    const { checkoutId, commandeId, magasinId, clientId, totalCents, lignes: lines } = sale
    const once = await onceInOneStatement<StoredSale>(pool, record, request, [
      request.epoch,
      checkoutId,
      commandeId,
      magasinId,
      clientId,
      totalCents,
      lines.map(({ produitId }) => produitId),
      lines.map(({ quantite }) => quantite),
      lines.map(({ prixUnitaire }) => prixUnitaire),
    ])
    return mapOnce(once, (outcome) =>
      outcome.kind === 'enregistree' ? { kind: 'enregistree', commandeId: outcome.commande_id } : outcome,
    )
  }

/** One round trip; the function is in the migrations. */
export const cancelSaleIn =
  (pool: Pool): CancelSale =>
  async (request, checkoutId, motif) => {
    const once = await onceInOneStatement<StoredCancellation>(pool, cancel, request, [request.epoch, checkoutId, motif])
    return mapOnce(once, (outcome) =>
      outcome.kind === 'annulee' ? { kind: 'annulee', commandeId: outcome.commande_id } : outcome,
    )
  }

/** One round trip; the function is in the migrations. */
export const decideSaleIn =
  (pool: Pool): DecideSale =>
  async (request, checkoutId, motif) => {
    const once = await onceInOneStatement<StoredDecision>(pool, decide, request, [checkoutId, motif])
    return mapOnce(once, (outcome) =>
      outcome.kind === 'enregistree' ? { kind: 'enregistree', commandeId: outcome.commande_id } : outcome,
    )
  }

type SaleRow = Row & {
  commande_id: string
  checkout_id: string
  client_id: string
  etat: Vente['etat']
  total_cents: number
  lignes: { produitId: number; quantite: number; prixCents: number }[]
}

export const readSaleIn =
  (pool: Pool): ReadSale =>
  async (commandeId) => {
    const [row] = await pool.query<SaleRow>(read, [commandeId])
    if (row === undefined) return undefined
    const { checkout_id: checkoutId, client_id: clientId, lignes: lines, etat, total_cents: totalCents } = row
    const order = commandeVente({ checkoutId, clientId, lignes: lines })
    if ('kind' in order) throw new Error(`sale ${commandeId} is stored with an invalid line`)
    return { ...order, commandeId, etat, totalCents }
  }

export const readShopsIn =
  (pool: Pool): ReadShops =>
  ({ after, limit }) =>
    pool.query<Magasin & Row>(readAllShops, [after, limit + 1])
