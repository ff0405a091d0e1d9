import { sourcesOf } from '#services/personal-data.ts'

const source = sourcesOf('commandes')

/** What this service holds about a customer; its idempotency keys repeat the sales. */
export const held = [
  source(
    'vente',
    `select checkout_id, commande_id, magasin_id, client_id, etat, total_cents, motif, created_at, annulee_at,
       (select json_agg(json_build_object('produit_id', produit_id, 'quantite', quantite, 'prix_unitaire_cents', prix_unitaire_cents)
                        order by position)
        from vente_ligne where vente_ligne.commande_id = vente.commande_id) as lignes
     from vente where client_id = $1::uuid and commande_id is not null`,
    'checkout_id',
  ),
]
